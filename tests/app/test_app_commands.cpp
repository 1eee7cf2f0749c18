// Commands found by name; figures on one page and on the clipboard.
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QMenuBar>
#include <QSignalSpy>
#include <QtTest>
#include <algorithm>

#include "app/desktop/dialogs/command_palette.h"
#include "app/desktop/dialogs/export_dialog.h"
#include "app/desktop/publish/copy_figure.h"
#include "app/desktop/window/window_actions.h"
#include "core/runs/run.h"
#include "tests/support/figure_checks.h"
#include "views/catalog/all_views.h"
#include "views/export/figure_export.h"
#include "views/heatmap/heat_map_view.h"
#include "views/plot/run_set.h"

using namespace entroscope;

class TestAppCommands : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyEnabledCommandIsThere() {
    QMainWindow window;
    WindowActions actions(window);
    actions.stop->setEnabled(false);
    QStringList texts;
    for (const PaletteCommand& command : commandsOf(*window.menuBar())) texts << command.text;
    QVERIFY(texts.contains(QStringLiteral("Training: Single step")));
    QVERIFY(texts.contains(QStringLiteral("View: Theme: Dark")));
    QVERIFY(!texts.contains(QStringLiteral("Training: Stop")));
    QVERIFY(std::ranges::none_of(texts, [](const QString& text) { return text.contains(QLatin1Char('&')); }));
  }

  void matches_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("found");
    QTest::newRow("nothing typed") << "" << true;
    QTest::newRow("part") << "thm" << false;
    QTest::newRow("words in any order and case") << "DARK  view" << true;
    QTest::newRow("one word missing") << "view light" << false;
  }
  void matches() {
    QFETCH(QString, query);
    QFETCH(bool, found);
    QCOMPARE(matchesCommand(QStringLiteral("View: Theme: Dark"), query), found);
  }

  void typedCommandRuns() {
    QMainWindow window;
    window.resize(900, 600);
    WindowActions actions(window);
    window.show();
    QSignalSpy stepped(actions.step, &QAction::triggered), paused(actions.pause, &QAction::triggered);
    CommandPalette palette(*window.menuBar(), &window);
    palette.show();
    auto* query = palette.findChild<QLineEdit*>();
    auto* list = palette.findChild<QListWidget*>();
    QTest::keyClicks(query, "training");
    QVERIFY(list->count() >= 6);
    QCOMPARE(list->currentRow(), 0);
    QTest::keyClick(query, Qt::Key_Down);
    QCOMPARE(list->currentRow(), 1);
    query->clear();
    QTest::keyClicks(query, "no such command");
    QCOMPARE(list->count(), 0);
    QTest::keyClick(query, Qt::Key_Return);
    QVERIFY(palette.isVisible());
    query->clear();
    QTest::keyClicks(query, "single");
    QCOMPARE(list->count(), 1);
    QTest::keyClick(query, Qt::Key_Return);
    QVERIFY(!palette.isVisible());
    QCOMPARE(stepped.count(), 1);
    QCOMPARE(paused.count(), 0);
  }

  void dialogComposesAPage() {
    RunSet runs;
    for (const std::string& address : referenceRuns()) runs.add(openRun(address));
    QWidget parent;
    const std::vector<View*> views = makeAllViews(runs, &parent);
    ExportDialog dialog(runs, views, nullptr);
    dialog.show();
    auto* several = dialog.findChild<QComboBox*>(QStringLiteral("several"));
    QVERIFY(several->isEnabled());
    QCOMPARE(dialog.pageColumns(), 0);
    QCOMPARE(dialog.outputs(), views);
    several->setCurrentIndex(2);
    QCOMPARE(dialog.pageColumns(), 2);
    QCOMPARE(dialog.outputs().size(), 1U);
    QCOMPARE(dialog.outputs().front()->figureName(), QStringLiteral("page"));
    // Tables alone leave as LaTeX.
    auto* format = dialog.findChild<QComboBox*>(QStringLiteral("format"));
    format->setCurrentIndex(format->findData(static_cast<int>(FigureFormat::Latex)));
    QVERIFY(!several->isEnabled());
    QCOMPARE(dialog.outputs().size(), 2U);
    format->setCurrentIndex(0);
    // One figure makes no page.
    auto* list = dialog.findChild<QListWidget*>();
    for (int row = 1; row < list->count(); ++row) list->item(row)->setCheckState(Qt::Unchecked);
    QVERIFY(!several->isEnabled());
    QCOMPARE(dialog.outputs(), std::vector<View*>{views.front()});
  }

  void figureOnTheClipboard() {
    RunSet runs;
    runs.add(openRun(referenceRuns().front()));
    HeatMapView view(runs);
    const auto data = figureForClipboard(view, {});
    const QByteArray svg = data->data(QStringLiteral("image/svg+xml"));
    QVERIFY2(svgFaults(svg).isEmpty(), qPrintable(svgFaults(svg)));
    QCOMPARE(svg, renderFigure(view, FigureFormat::Svg));
    QVERIFY(data->hasImage());
    QCOMPARE(data->data(QStringLiteral("image/png")), renderFigure(view, FigureFormat::Png));
    QVERIFY(!data->hasText());
  }
};

QTEST_MAIN(TestAppCommands)
#include "test_app_commands.moc"
