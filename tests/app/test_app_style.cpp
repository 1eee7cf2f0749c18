// The style of figures: what the dialog offers and remembers, and that the window and the command line draw
// the same bytes with it.
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QtTest>

#include "app/desktop/dialogs/export_dialog.h"
#include "app/desktop/dialogs/style_dialog.h"
#include "app/desktop/publish/command_line.h"
#include "app/desktop/publish/figure_batch.h"
#include "app/desktop/style/settings.h"
#include "app/desktop/window/window_actions.h"
#include "core/base/error.h"
#include "core/runs/run.h"
#include "tests/app/window_bench.h"
#include "tests/support/figure_checks.h"

using namespace entroscope;

namespace {

constexpr double kPixelsPerMillimetre = 96 / 25.4;

/// Any family that is not the bundled one.
QString otherFamily() {
  for (const QString& family : QFontDatabase::families()) {
    if (family != bundledFontFamily() && QFontDatabase::isSmoothlyScalable(family)) return family;
  }
  return {};
}

QByteArray contents(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Two published runs and every view of them.
struct Published {
  Published() {
    for (const char* address : {"reference:paper/SM+LN+G", "reference:paper/SM+R"})
      runs.add(openRun(address));
    views = makeAllViews(runs, parent.get());
  }
  View& view(const QString& figure) { return *figuresNamed(views, figure).front(); }

  RunSet runs;
  std::unique_ptr<QWidget> parent = std::make_unique<QWidget>();
  std::vector<View*> views;
};

struct Controls {
  explicit Controls(const QDialog& dialog)
      : theme(dialog.findChild<QComboBox*>("theme")),
        font(dialog.findChild<QComboBox*>("font")),
        width(dialog.findChild<QComboBox*>("width")),
        points(dialog.findChild<QDoubleSpinBox*>("points")),
        millimetres(dialog.findChild<QDoubleSpinBox*>("millimetres")) {}
  QComboBox *theme, *font, *width;
  QDoubleSpinBox *points, *millimetres;
};

}  // namespace

class TestAppStyle : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { QVERIFY(home_.isValid()); }

  void offersWhatItIsGiven() {
    Published lab;
    const FigureStyle style{
        .theme = QStringLiteral("dark"), .family = {}, .points = 7.5, .widthMillimetres = 120};
    StyleDialog dialog(lab.views, nullptr, style);
    QCOMPARE(dialog.style(), style);
    const Controls controls(dialog);
    QCOMPARE(controls.width->currentText(), QStringLiteral("Another width"));
    QCOMPARE(controls.millimetres->value(), 120.0);
    // A preset and the number beside it say the same.
    controls.width->setCurrentIndex(controls.width->findData(85.0));
    QCOMPARE(controls.millimetres->value(), 85.0);
    QCOMPARE(dialog.style().widthMillimetres, 85.0);
    controls.millimetres->setValue(175);
    QCOMPARE(controls.width->currentText(), QStringLiteral("Two columns, 175 mm"));
    controls.millimetres->setValue(90);
    QCOMPARE(controls.width->currentText(), QStringLiteral("Another width"));
    QCOMPARE(dialog.findChild<QPlainTextEdit*>("command")->toPlainText(),
             QStringLiteral("entroscope export --run reference:paper/SM+LN+G reference:paper/SM+R "
                            "--figure entropy-map --format svg --out entropy-map.svg "
                            "--theme dark --width 90 --font-size 7.5"));
    for (QPushButton* button : dialog.findChildren<QPushButton*>()) {
      if (button->text() == QLatin1String("As designed")) button->click();
    }
    QCOMPARE(dialog.style(), FigureStyle());
  }

  void saysWhatTheFontMeans() {
    const QString family = otherFamily();
    if (family.isEmpty()) QSKIP("SKIP: this machine has no font beside the bundled one");
    Published lab;
    StyleDialog dialog(lab.views, nullptr, {});
    const auto* note = dialog.findChild<QLabel*>("fontNote");
    QVERIFY2(note->text().contains("same bytes"), qPrintable(note->text()));
    const Controls controls(dialog);
    controls.font->setCurrentIndex(controls.font->findData(family));
    QVERIFY2(note->text().contains(family), qPrintable(note->text()));
    QVERIFY(note->text().contains("belongs to this machine"));
  }

  void saysWhenTextGetsSmaller() {
    Published lab;
    StyleDialog dialog(lab.views, &lab.view(QStringLiteral("perplexity-table")), {});
    const auto* size = dialog.findChild<QLabel*>("size");
    QVERIFY2(!size->text().contains("pt"), qPrintable(size->text()));
    const Controls controls(dialog);
    controls.millimetres->setValue(40);
    QVERIFY2(size->text().startsWith("40 × ") && size->text().contains("more room"),
             qPrintable(size->text()));
  }

  void isRememberedAndUsed() {
    WindowBench bench;
    bench.open("SM+LN+G");
    bench.window->actions().figureStyle->trigger();
    auto* dialog = bench.window->findChild<StyleDialog*>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    const Controls controls(*dialog);
    controls.theme->setCurrentIndex(controls.theme->findData(QStringLiteral("light")));
    controls.millimetres->setValue(85);
    dialog->accept();
    QCOMPARE(settings::figureStyle(),
             (FigureStyle{.theme = QStringLiteral("light"), .family = {}, .widthMillimetres = 85}));
    const ExportDialog exporting(bench.window->runs(), bench.window->views(), nullptr);
    QCOMPARE(exporting.request().style, settings::figureStyle());
    // What a dialog is left by Cancel with changes nothing.
    bench.window->actions().figureStyle->trigger();
    for (auto* open : bench.window->findChildren<StyleDialog*>()) {
      if (open->isVisible()) open->reject();
    }
    QCOMPARE(settings::figureStyle().widthMillimetres, 85.0);
    settings::setFigureStyle({.theme = QStringLiteral("print"), .family = QStringLiteral("No such font")});
    QCOMPARE(settings::figureStyle(), FigureStyle());
  }

  void largerTextGetsLessRoom() {
    Published lab;
    View& map = lab.view(QStringLiteral("loss-curves"));
    const FigureStyle plain{.family = {}, .widthMillimetres = 85};
    const FigureStyle large{.family = {}, .points = 12, .widthMillimetres = 85};
    QCOMPARE(pageSize(map, plain).width(), 85 * kPixelsPerMillimetre);
    QCOMPARE(pageSize(map, large).width(), pageSize(map, plain).width());
    QCOMPARE(pointsOnPage(map, large), 12.0);
    // Axis labels of 12 pt are 16 px high at 96 dpi.
    const QByteArray svg = renderFigure(map, FigureFormat::Svg, {.style = large});
    QVERIFY2(svg.contains("font-size=\"16\""), svg.left(3000).constData());
    QVERIFY2(svgFaults(svg).isEmpty(), qPrintable(svgFaults(svg)));
    QVERIFY(renderFigure(map, FigureFormat::Svg, {.style = plain}).contains("font-size=\"12\""));
  }

  void aFontOfTheMachineIsNamed() {
    const QString family = otherFamily();
    if (family.isEmpty()) QSKIP("SKIP: this machine has no font beside the bundled one");
    Published lab;
    for (View* view : lab.views) {
      const QByteArray plain = renderFigure(*view, FigureFormat::Svg);
      const QByteArray svg = renderFigure(*view, FigureFormat::Svg, {.style = {.family = family}});
      const QByteArray named = "font-family=\"" + family.toUtf8();
      QVERIFY2(svg.contains(named), qPrintable(view->figureName()));
      QVERIFY2(!svg.contains("font-family=\"Inter"), qPrintable(view->figureName()));
      // The style of a page leaves no trace in the next one, nor on the screen.
      QVERIFY2(renderFigure(*view, FigureFormat::Svg) == plain, qPrintable(view->figureName()));
      QCOMPARE(figureFont(9).family(), bundledFontFamily());
    }
  }

  void windowAndCommandLineAgree_data() {
    QTest::addColumn<QString>("figure");
    QTest::addColumn<double>("points");
    QTest::addColumn<double>("millimetres");
    QTest::addColumn<bool>("bundled");
    QTest::newRow("map as designed") << "entropy-map" << 9.0 << 0.0 << true;
    QTest::newRow("map, two columns, small text") << "entropy-map" << 6.5 << 175.0 << true;
    QTest::newRow("table, one column") << "perplexity-table" << 8.0 << 85.0 << true;
    QTest::newRow("histogram, free width, the machine's font")
        << "overload-histogram" << 10.0 << 111.5 << false;
    QTest::newRow("loss, large text") << "loss-curves" << 12.0 << 120.0 << true;
  }
  void windowAndCommandLineAgree() {
    QFETCH(QString, figure);
    QFETCH(double, points);
    QFETCH(double, millimetres);
    QFETCH(bool, bundled);
    if (!bundled && otherFamily().isEmpty()) QSKIP("SKIP: this machine has no font beside the bundled one");
    Published lab;
    StyleDialog dialog(lab.views, nullptr, {});
    const Controls controls(dialog);
    controls.theme->setCurrentIndex(controls.theme->findData(QStringLiteral("light")));
    if (!bundled) controls.font->setCurrentIndex(controls.font->findData(otherFamily()));
    controls.points->setValue(points);
    if (millimetres > 0) controls.millimetres->setValue(millimetres);
    for (const char* format : {"svg", "png", "csv", "pdf"}) {
      // Qt embeds a font of the system under a name of its own in each process.
      if (!bundled && qstrcmp(format, "pdf") == 0) continue;
      const QString here = home_.filePath(QStringLiteral("here.")), there = home_.filePath("there.");
      writeFigure(lab.view(figure), here + format,
                  {.format = figureFormatNamed(QString::fromLatin1(format)), .style = dialog.style()});
      QStringList arguments =
          QProcess::splitCommand(exportCommand(lab.view(figure), figureFormatNamed(format), dialog.style()));
      arguments.removeFirst();
      arguments[arguments.indexOf("--out") + 1] = there + format;
      QProcess process;
      process.start(qEnvironmentVariable("ENTROSCOPE_DESKTOP"), arguments);
      QVERIFY(process.waitForFinished(120000));
      QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
      const QByteArray bytes = contents(here + format);
      QVERIFY(bytes.size() > 100);
      QVERIFY2(bytes == contents(there + format), format);
    }
  }

  void refuses_data() {
    QTest::addColumn<FigureStyle>("style");
    QTest::addColumn<QString>("said");
    QTest::newRow("theme") << FigureStyle{.theme = "sepia", .family = {}} << "sepia";
    QTest::newRow("font") << FigureStyle{.family = "No such font"} << "No such font";
    QTest::newRow("small text") << FigureStyle{.family = {}, .points = 1}
                                << "font size: expected 4 to 36 pt, found 1";
    QTest::newRow("wide page") << FigureStyle{.family = {}, .widthMillimetres = 1e6}
                               << "width: expected 10 to 2000 mm";
  }
  void refuses() {
    QFETCH(FigureStyle, style);
    QFETCH(QString, said);
    try {
      validate(style);
      QFAIL("accepted");
    } catch (const Error& error) {
      QCOMPARE(error.exitStatus(), 2);
      QVERIFY2(QString::fromUtf8(error.what()).contains(said), error.what());
    }
  }

 private:
  const TestHome home_;
};

QTEST_MAIN(TestAppStyle)
#include "test_app_style.moc"
