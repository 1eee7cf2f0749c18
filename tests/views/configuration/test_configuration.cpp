// The table of configuration differences: rows by printed text, CSV and LaTeX, pictures, the widget.
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include "tests/support/figure_checks.h"
#include "tests/support/memory_run.h"
#include "views/configuration/configuration_model.h"
#include "views/configuration/configuration_view.h"
#include "views/export/figure_export.h"

using namespace entroscope;

namespace {

std::shared_ptr<MemoryRun> configured(const char* configuration, const char* activation, double rate,
                                      std::uint64_t seed = 0) {
  auto run = std::make_shared<MemoryRun>(configuration, std::string(configuration) + std::to_string(seed));
  run->editConfig().model.activation = activation;
  run->editConfig().optimizer.learningRate = rate;
  run->editConfig().train.seed = seed;
  return run;
}

void fill(RunSet& runs) {
  runs.add(configured("SM+G", "gelu", 1e-3));
  runs.add(configured("SM+R", "relu", 1e-3));
  runs.add(configured("SM+LR", "leaky_relu", 5e-4, 7));
}

QString keyLine(const QString& printed, const QString& key) {
  for (const QString& line : printed.split('\n')) {
    if (line.startsWith(key + ':')) return line;
  }
  return {};
}

}  // namespace

class TestConfiguration : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void onlyWhatDiffers() {
    RunSet runs;
    ConfigurationModel model(runs);
    QVERIFY(!model.empty().isEmpty());
    runs.add(configured("SM+G", "gelu", 1e-3));
    model.refresh();
    QCOMPARE(model.printed(), QStringLiteral("One run differs from nothing\n"));
    runs.add(configured("SM+G", "gelu", 1e-3));
    const int other = runs.add(configured("SM+R", "relu", 1e-3));
    runs.add(configured("SM+LR", "leaky_relu", 5e-4, 7));
    model.refresh();
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(keyLine(model.printed(), "configuration"), QStringLiteral("configuration: SM+G | SM+R | SM+LR"));
    QCOMPARE(keyLine(model.printed(), "model.activation"),
             QStringLiteral("model.activation: gelu | relu | leaky_relu"));
    QVERIFY(model.printed().contains(QStringLiteral("0.001 | 0.001 | 0.0005")));
    QVERIFY(model.printed().contains(QStringLiteral("0 | 0 | 7")));
    // Bold where a value is another than the first run's.
    QVERIFY(!model.rows()[1].differs(0));
    QVERIFY(model.rows()[1].differs(1));
    runs.setVisible(other, false);
    model.refresh();
    QCOMPARE(model.columnCount(), 3);
  }

  void equalConfigurations() {
    RunSet runs;
    runs.add(configured("SM+G", "gelu", 1e-3));
    auto twin = configured("SM+G", "gelu", 1e-3);
    twin->editInfo().id = "twin";
    twin->editConfig().name = "another name";
    runs.add(twin);
    const ConfigurationModel model(runs);
    QCOMPARE(model.printed(), QStringLiteral("The configurations are equal\n"));
  }

  void files() {
    RunSet runs;
    fill(runs);
    auto hashed = configured("SM+G", "gelu", 1e-3, 3);
    hashed->editConfig().data.tokenizerHash = std::string(64, 'a');
    runs.add(hashed);
    ConfigurationView view(runs);
    const QString csv = QString::fromUtf8(view.csv());
    QVERIFY(csv.startsWith(QStringLiteral("field,SM+G · SM+G0,SM+R")) ||
            csv.startsWith(QStringLiteral("field,")));
    QVERIFY(csv.contains(QString(64, 'a')));  // whole in files
    const QString tex = QString::fromUtf8(view.toLatex());
    QVERIFY(tex.contains(QStringLiteral("\\begin{tabular}{lllll}")));
    QVERIFY(
        tex.contains(QStringLiteral("\\texttt{model.activation} & gelu & relu & leaky\\_relu & gelu \\\\")));
    QVERIFY(!tex.contains(QString(64, 'a')));
  }

  void copies() {
    RunSet runs;
    fill(runs);
    ConfigurationView view(runs);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    for (auto* button : view.findChildren<QToolButton*>()) {
      QVERIFY(!button->accessibleName().isEmpty());
      button->click();
      QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("model.activation")));
    }
    // New records that change no configuration leave the selection alone.
    auto* table = view.findChild<QTableView*>();
    table->selectRow(2);
    static_cast<MemoryRun&>(*runs.runs()[0].run).addScalar(measure::kLoss, 1, 1);
    runs.refreshAll();
    QTest::qWait(150);  // longer than changes are gathered
    QCOMPARE(table->selectionModel()->currentIndex().row(), 2);
    runs.setVisible(2, false);
    QTRY_COMPARE(table->model()->columnCount(), 3);
  }

  void figures_data() {
    QTest::addColumn<QString>("theme");
    for (const char* theme : {"light", "dark", "print"}) QTest::newRow(theme) << QString::fromLatin1(theme);
  }
  void figures() {
    QFETCH(QString, theme);
    RunSet runs;
    fill(runs);
    ConfigurationView view(runs);
    FigureOptions options;
    options.style.theme = theme;
    options.pngScale = 1;
    const QImage picture = QImage::fromData(renderFigure(view, FigureFormat::Png, options), "PNG");
    const QString fault =
        differsFromControl(picture, ENTROSCOPE_CONTROL, "configuration-differences-" + theme);
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
    const QString svg = svgFaults(renderFigure(view, FigureFormat::Svg, options));
    QVERIFY2(svg.isEmpty(), qPrintable(svg));
  }

  void twelveRunsFitTheScreen() {
    RunSet runs;
    for (int i = 0; i < 12; ++i)
      runs.add(configured("SM+G", i % 2 ? "gelu" : "leaky_relu", 1e-3, std::uint64_t(i)));
    ConfigurationView view(runs);
    view.resize(1400, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto* table = view.findChild<QTableView*>();
    QCOMPARE(table->horizontalScrollBar()->maximum(), 0);
    view.resize(500, 300);
    QTRY_VERIFY(table->horizontalScrollBar()->maximum() > 0);
    // The fields stay where they are.
    QVERIFY(table->verticalHeader()->isVisible() && table->isColumnHidden(0));
    QStringList fields;
    for (int row = 0; row < table->model()->rowCount(); ++row)
      fields << table->model()->headerData(row, Qt::Vertical).toString();
    QVERIFY2(fields.contains(QStringLiteral("model.activation")), qPrintable(fields.join(' ')));
  }

  void twelveRunsFitANarrowPage() {
    RunSet runs;
    for (int i = 0; i < 12; ++i)
      runs.add(configured("SM+G", i % 2 ? "gelu" : "relu", 1e-3, std::uint64_t(i)));
    ConfigurationView view(runs);
    FigureOptions options;
    QVERIFY(view.leastFigureWidth() > 640);
    options.size = {640, 300};
    const QString fault = svgFaults(renderFigure(view, FigureFormat::Svg, options));
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
  }
};

QTEST_MAIN(TestConfiguration)
#include "test_configuration.moc"
