// The real window, offscreen, with fake trainers: wiring, closing while a run trains, languages, themes.
#include <QComboBox>
#include <QDockWidget>
#include <QDropEvent>
#include <QImage>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QtTest>
#include <limits>

#include "app/desktop/dialogs/command_palette.h"
#include "app/desktop/dialogs/export_dialog.h"
#include "app/desktop/dialogs/help_dialogs.h"
#include "app/desktop/style/settings.h"
#include "app/desktop/window/banner.h"
#include "app/desktop/window/runs_panel.h"
#include "app/desktop/window/status_strip.h"
#include "app/desktop/window/timeline_bar.h"
#include "app/desktop/window/welcome_page.h"
#include "app/desktop/window/window_actions.h"
#include "app/desktop/window/workbench.h"
#include "tests/app/window_bench.h"

using namespace entroscope;

using Bench = WindowBench;

namespace {

constexpr int kLimit = 20000;

}  // namespace

class TestAppWindow : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { QVERIFY(home_.isValid()); }

  void welcomesWhenNothingIsOpen() {
    Bench bench;
    QVERIFY(bench.window->findChild<WelcomePage*>()->isVisible());
    QVERIFY(!bench.window->workbench().isVisible());
    QVERIFY(!bench.window->actions().pause->isEnabled());
    QVERIFY(!bench.window->actions().exportFigure->isEnabled());
    QVERIFY(bench.window->actions().start->isEnabled());
    QVERIFY(bench.window->close());
    QCOMPARE(bench.asked, 0);
  }

  /// A layout that asks for the next one would cost training a core.
  void restsBetweenSnapshots() {
    Bench bench;
    bench.window->train({bench.lab.request("SM+LR", 8)});
    bench.lab.gate().grant(2);
    QTRY_COMPARE_WITH_TIMEOUT(bench.window->session().latest().step, 2, kLimit);
    struct : QObject {
      int layouts = 0;
      bool eventFilter(QObject*, QEvent* event) override {
        layouts += event->type() == QEvent::LayoutRequest;
        return false;
      }
    } counter;
    bench.window->workbench().installEventFilter(&counter);
    QTest::qWait(500);
    QVERIFY2(counter.layouts < 10, qPrintable(QString::number(counter.layouts)));
  }

  void feedsEveryView() {
    Bench bench;
    QVERIFY(bench.window->views().size() >= 7);
    std::map<QString, QByteArray> before;
    for (const View* view : bench.window->views()) before[view->figureName()] = view->csv();
    bench.window->train({bench.lab.request("SM+LR", 8)});
    bench.lab.gate().grant(6);
    QTRY_COMPARE_WITH_TIMEOUT(bench.window->session().latest().step, 6, kLimit);
    QVERIFY(bench.window->workbench().isVisible());
    for (const View* view : bench.window->views()) {
      // Between runs, and one is open.
      const QString figure = view->figureName();
      if (figure == QLatin1String("entropy-difference") ||
          figure == QLatin1String("configuration-differences"))
        continue;
      QVERIFY2(view->csv() != before[view->figureName()], qPrintable(view->figureName()));
      QVERIFY2(view->csv().count('\n') > 1, qPrintable(view->figureName()));
      QVERIFY(!view->title().isEmpty());
      QVERIFY(!view->whatItShows().isEmpty());
    }
    const auto* status = bench.window->findChild<StatusStrip*>();
    QVERIFY2(status->text().contains(QStringLiteral("step 6 / 8")), qPrintable(status->text()));
    QVERIFY(status->text().contains(QStringLiteral("fake device")));
    bench.lab.gate().open();
    QTRY_VERIFY_WITH_TIMEOUT(!bench.window->session().isActive(), kLimit);
  }

  void spellsNan() {
    StatusStrip strip;
    Snapshot snapshot;
    snapshot.step = 3;
    snapshot.totalSteps = 8;
    snapshot.loss = std::numeric_limits<double>::quiet_NaN();
    strip.show(snapshot, true);
    QVERIFY2(strip.text().contains(QStringLiteral("loss NaN")), qPrintable(strip.text()));
    snapshot.loss = std::numeric_limits<double>::infinity();
    strip.show(snapshot, true);
    QVERIFY2(strip.text().contains(QStringLiteral("loss ∞")), qPrintable(strip.text()));
  }

  void opensTwoRunsSideBySide() {
    Bench bench;
    bench.open("SM+LN+G");
    bench.open("SM+R");
    QCOMPARE(bench.window->runs().visible().size(), 2U);
    for (const View* view : bench.window->views()) {
      const QByteArray csv = view->csv();
      QVERIFY2(csv.contains("SM+LN+G") && csv.contains("SM+R"), qPrintable(view->figureName()));
    }
    QCOMPARE(settings::recentRuns().mid(0, 2), QStringList({"/fake/SM+R", "/fake/SM+LN+G"}));
    Q_EMIT bench.window->findChild<RunsPanel*>()->closeRequested(0);
    QCOMPARE(bench.window->runs().runs().size(), 1U);
  }

  void timeLineMovesTheViews() {
    Bench bench;
    QVERIFY(!bench.window->timeline().isVisibleTo(bench.window.get()));
    bench.open("SM+LN+G");
    QVERIFY(bench.window->timeline().isVisibleTo(bench.window.get()));
    const View& map = *bench.window->views().front();
    const QByteArray newest = map.csv();
    const auto replay = bench.window->timeline().actions();
    replay.at(1)->trigger();  // one step back
    QCOMPARE(bench.window->runs().cursor().place, FakeLab::kRecorded - 1);
    QVERIFY(map.csv() != newest);
    bench.window->actions().followNewest->trigger();
    QCOMPARE(map.csv(), newest);
    for (QAction* action : replay) QVERIFY(bench.window->actions().withShortcuts().contains(action));
  }

  void saysWhatCannotBeOpened() {
    Bench bench;
    bench.window->openRun(QStringLiteral("/no/such/run"));
    QVERIFY(bench.window->banner().isVisible());
    QCOMPARE(bench.window->banner().sentence(),
             QStringLiteral("/no/such/run: expected a run folder, found nothing"));
    bench.window->openRun(QStringLiteral("/no/such/run"));
    bench.window->banner().dismiss();  // the same sentence does not wait twice
    QVERIFY(!bench.window->banner().isVisible());
  }

  void takesDroppedFolders() {
    Bench bench;
    const RunRequest request = bench.lab.request("SM+G", 5);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(request.folder.string()))});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(bench.window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(bench.window.get(), &drop);
    QCOMPARE(bench.window->runs().runs().size(), 1U);
    // The same folder by another name is the same run.
    const QString folder = QString::fromStdString(request.folder.string());
    bench.window->openRun(folder + QStringLiteral("/"));
    bench.window->openRun(QDir::current().relativeFilePath(folder));
    QCOMPARE(bench.window->runs().runs().size(), 1U);
  }

  void saysOnceWhyRunsFailed() {
    Bench bench({.failAtStep = 1});
    bench.lab.gate().open();
    bench.window->train({bench.lab.request("SM+G", 3), bench.lab.request("SM+R", 3)});
    QTRY_VERIFY_WITH_TIMEOUT(!bench.window->session().isActive(), kLimit);
    QVERIFY(bench.window->banner().isVisible());
    QCOMPARE(bench.window->banner().sentence(),
             QStringLiteral("SM+G, SM+R failed: the fake trainer fails at step 1"));
    bench.window->banner().dismiss();
    QVERIFY(!bench.window->banner().isVisible());
  }

  void pausesWithTheSpaceBar() {
    Bench bench;
    bench.window->train({bench.lab.request("SM+G", 50)});
    bench.lab.gate().grant(2);
    QTRY_COMPARE_WITH_TIMEOUT(bench.window->session().latest().step, 2, kLimit);
    bench.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
    // Where the focus is when a training has just opened the views.
    QVERIFY(bench.window->workbench().currentView()->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    bench.lab.gate().open();
    QTRY_COMPARE_WITH_TIMEOUT(bench.window->session().state(), EngineState::Paused, kLimit);
    QTRY_VERIFY(bench.window->actions().start->isEnabled());
    bench.window->actions().start->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(bench.window->session().state(), EngineState::Finished, kLimit);
  }

  void lettersOfALineAreNoShortcutsButCommandsAre() {
    Bench bench;
    bench.open("SM+G");
    bench.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
    auto* filter = bench.window->findChild<RunsPanel*>()->findChild<QLineEdit*>();
    filter->setFocus();
    QTest::keyClicks(filter, QStringLiteral("a . b"));
    QCOMPARE(filter->text(), QStringLiteral("a . b"));
    QTest::keyClick(filter, Qt::Key_K, Qt::ControlModifier);
    const auto* palette = bench.window->findChild<CommandPalette*>();
    QVERIFY(palette != nullptr && palette->isVisible());
    QCOMPARE(filter->text(), QStringLiteral("a . b"));
  }

  void asksBeforeClosingAndKeepsTraining_data() {
    QTest::addColumn<int>("choice");
    QTest::addColumn<bool>("minimised");
    QTest::newRow("cancel") << static_cast<int>(CloseChoice::Cancel) << false;
    QTest::newRow("keep training") << static_cast<int>(CloseChoice::KeepTraining) << true;
  }
  void asksBeforeClosingAndKeepsTraining() {
    QFETCH(int, choice);
    QFETCH(bool, minimised);
    Bench bench;
    bench.answer = static_cast<CloseChoice>(choice);
    bench.window->train({bench.lab.request("SM+G", 1000)});
    bench.lab.gate().grant(1);
    QTRY_COMPARE_WITH_TIMEOUT(bench.window->session().latest().step, 1, kLimit);
    QVERIFY(!bench.window->close());
    QCOMPARE(bench.asked, 1);
    QVERIFY(bench.window->session().isActive());
    QCOMPARE(bench.window->isMinimized(), minimised);
    bench.lab.gate().grant(1);
    QTRY_COMPARE_WITH_TIMEOUT(bench.window->session().latest().step, 2, kLimit);
  }

  void closesAfterStoppingCleanly() {
    Bench bench;
    bench.answer = CloseChoice::StopAndKeep;
    bench.window->train({bench.lab.request("SM+G", 1000), bench.lab.request("SM+R", 1000)});
    bench.lab.gate().grant(1);
    QTRY_COMPARE_WITH_TIMEOUT(bench.window->session().latest().step, 1, kLimit);
    QVERIFY(!bench.window->close());  // not yet: the run is being saved
    QTRY_VERIFY_WITH_TIMEOUT(!bench.window->isVisible(), kLimit);
    QCOMPARE(bench.window->session().state(), EngineState::Interrupted);
    QCOMPARE(bench.window->runs().runs().size(), 1U);
    QCOMPARE(bench.asked, 1);
  }

  void speaksEveryLanguage() {
    Bench bench;
    bench.open("SM+LN+G");
    const WindowActions& actions = bench.window->actions();
    std::map<QString, QStringList> texts;
    for (QAction* language : actions.languages->actions()) {
      language->trigger();
      QCoreApplication::sendPostedEvents();
      QStringList& seen = texts[language->data().toString()];
      seen << actions.train->text() << actions.stop->toolTip();
      for (const QDockWidget* dock : bench.window->workbench().findChildren<QDockWidget*>())
        seen << dock->windowTitle();
      for (const View* view : bench.window->views()) {
        seen << view->accessibleDescription();
        for (const auto* box : view->findChildren<QComboBox*>()) seen << box->itemText(0) << box->toolTip();
        for (const auto* table : view->findChildren<QTableView*>())
          seen << table->model()->headerData(0, Qt::Horizontal).toString();
      }
      QVERIFY(std::ranges::none_of(seen, [](const QString& text) { return text.isEmpty(); }));
    }
    QCOMPARE(texts.size(), 3U);
    for (const char* other : {"de", "zh_CN"}) {
      const QStringList &english = texts["en"], &translated = texts[QString::fromLatin1(other)];
      QCOMPARE(translated.size(), english.size());
      qsizetype same = 0;
      for (qsizetype i = 0; i < english.size(); ++i) same += english[i] == translated[i] ? 1 : 0;
      // "M: ln(T!)/T", "Baseline: SM+LN+G" and the like may read alike; whole views may not.
      QVERIFY2(same <= english.size() / 8, qPrintable(QString::number(same)));
    }
    QCOMPARE(QLocale().language(), QLocale::Chinese);
    actions.languages->actions().front()->trigger();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(actions.train->text(), texts["en"].front());
  }

  void changesTheTheme() {
    Bench bench;
    bench.open("SM+LN+G");
    const auto windowColour = [&] { return bench.window->palette().color(QPalette::Window).lightness(); };
    bench.window->actions().themes->actions().at(2)->trigger();
    QVERIFY(windowColour() < 128);
    QCOMPARE(settings::theme(), QStringLiteral("dark"));
    for (const QTableView* table : bench.window->findChildren<QTableView*>()) {
      const QImage picture = table->viewport()->grab().toImage();
      QVERIFY(picture.pixelColor(picture.width() - 1, picture.height() - 1).lightness() < 128);
    }
    bench.window->actions().themes->actions().at(1)->trigger();
    QVERIFY(windowColour() > 128);
  }

  void controlsHaveVisibleBorders() {
    Bench bench;
    bench.open("SM+LN+G");
    const auto checkBorder = [](QWidget& control, const QColor& window) {
      // Unfocused; inside above the text.
      control.clearFocus();
      const QImage picture = control.grab().toImage();
      double most = 0;
      for (int x = 0; x < 3; ++x) {
        const QColor edge = picture.pixelColor(x, picture.height() / 2);
        const double inside = contrast(edge, picture.pixelColor(5, 5));
        most = std::max(most, std::min(inside, contrast(edge, window)));
      }
      QVERIFY2(most >= 3,
               qPrintable(QStringLiteral("%1: %2").arg(control.metaObject()->className()).arg(most)));
    };
    for (const int theme : {1, 2, 3}) {
      bench.window->actions().themes->actions().at(theme)->trigger();
      const QColor window = bench.window->palette().color(QPalette::Window);
      for (QWidget* control :
           {static_cast<QWidget*>(bench.window->findChild<RunsPanel*>()->findChild<QLineEdit*>()),
            static_cast<QWidget*>(bench.window->views().front()->findChild<QComboBox*>())})
        checkBorder(*control, window);
    }
  }

  void remembersItsLayout() {
    {
      Bench bench;
      bench.open("SM+LN+G");
      QVERIFY(QTest::qWaitForWindowExposed(bench.window.get()));
      QTRY_VERIFY(!bench.window->workbench().saveLayout().isEmpty());
      bench.window->workbench().findChild<QDockWidget*>(QStringLiteral("queue"))->hide();
      bench.window->close();
    }
    Bench bench;
    bench.open("SM+LN+G");
    auto* queue = bench.window->workbench().findChild<QDockWidget*>(QStringLiteral("queue"));
    QVERIFY(queue->isHidden());
    bench.window->actions().resetLayout->trigger();
    QVERIFY(!queue->isHidden());
  }

  void exportsFromTheDialog() {
    Bench bench;
    bench.open("SM+LN+G");
    const ExportDialog one(bench.window->runs(), bench.window->views(),
                           bench.window->workbench().currentView());
    QCOMPARE(one.figures().size(), 1U);
    QCOMPARE(one.request().style.theme, QStringLiteral("print"));
    const ExportDialog all(bench.window->runs(), bench.window->views(), nullptr);
    QCOMPARE(all.figures().size(), bench.window->views().size());
    const QString folder = home_.filePath(QStringLiteral("figures"));
    const QStringList files = writeFigures(all.figures(), folder, all.request());
    QCOMPARE(static_cast<std::size_t>(files.size()), bench.window->views().size());
    for (const QString& file : files) QVERIFY2(QFileInfo(file).size() > 500, qPrintable(file));
  }

  void namesEveryControl() {
    Bench bench;
    bench.open("SM+LN+G");
    for (const QAction* action : bench.window->actions().withShortcuts()) {
      QVERIFY(!action->text().isEmpty());
      QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->text()));
    }
    for (const View* view : bench.window->views()) QVERIFY(!view->accessibleName().isEmpty());
    const std::unique_ptr<QDialog> sheet(
        makeShortcutSheet(bench.window->actions().withShortcuts(), bench.window.get()));
    sheet->setAttribute(Qt::WA_DeleteOnClose, false);
    sheet->show();
    QVERIFY(sheet->isVisible());
  }

 private:
  const TestHome home_;
};

QTEST_MAIN(TestAppWindow)
#include "test_app_window.moc"
