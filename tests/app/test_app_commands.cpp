// Commands found by name, and the figure on the clipboard.
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QMenuBar>
#include <QSignalSpy>
#include <QtTest>
#include <algorithm>

#include "app/desktop/dialogs/command_palette.h"
#include "app/desktop/publish/copy_figure.h"
#include "app/desktop/window/window_actions.h"
#include "core/runs/run.h"
#include "tests/support/figure_checks.h"
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

  void figureOnTheClipboard() {
    RunSet runs;
    runs.add(openRun(referenceRuns().front()));
    HeatMapView view(runs);
    const auto data = figureForClipboard(view);
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
