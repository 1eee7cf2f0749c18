// The run browser on real run folders: filter, name, tags and note, archive, trash, each undone again; what
// must not be changed is refused.
#include <QComboBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <fstream>

#include "app/desktop/dialogs/run_details_dialog.h"
#include "app/desktop/dialogs/truncate_dialog.h"
#include "app/desktop/window/runs_panel.h"
#include "core/runs/database.h"
#include "core/runs/run_writer.h"
#include "core/runs/verify.h"

using namespace entroscope;
namespace fs = std::filesystem;

class TestAppRunBrowser : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> home_;

  fs::path folder(const std::string& name) const {
    return fs::path(home_->path().toStdString()) / "runs" / name;
  }

  std::unique_ptr<RunWriter> writer(const std::string& name, const std::string& configuration) const {
    RunConfig config;
    config.configuration = configuration;
    fs::create_directories(folder(name).parent_path());
    auto writer = RunWriter::create(folder(name), config, "CPU");
    for (std::int64_t step = 0; step < 20; ++step) writer->appendStep({step, step * 64, 3, 1, 1e-3, 100});
    return writer;
  }

  void makeRuns(RunSet& runs) const {
    const std::pair<const char*, const char*> made[] = {
        {"first", "SM+LN+G"}, {"second", "SM+G"}, {"third", "SM+R"}};
    for (const auto& [name, configuration] : made) {
      writer(name, configuration)->close(Outcome::Finished);
      runs.add(openRun(folder(name).string()));
    }
  }

  static QString listed(const RunsPanel& panel) {
    const QAbstractItemModel& model = *panel.findChild<QTreeView*>()->model();
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
      names << model.index(row, RunListModel::Name).data().toString();
    return names.join(QLatin1Char(' '));
  }

  static QAction* actionNamed(const RunsPanel& panel, const QString& text) {
    for (QAction* action : panel.findChildren<QAction*>()) {
      if (action->text() == text) return action;
    }
    return nullptr;
  }

 private Q_SLOTS:
  void init() {
    home_ = std::make_unique<QTemporaryDir>();
    // The trash of a user whose home this is, a new one: nothing of it is there yet.
    qputenv("HOME", home_->path().toUtf8());
    qputenv("XDG_DATA_HOME", (home_->path() + "/.local/share").toUtf8());
  }

  void filters() {
    RunSet runs;
    makeRuns(runs);
    RunsPanel panel(runs);
    panel.editor().annotate(2, {"", "diverged early", {"lr sweep"}});
    auto* search = panel.findChild<QLineEdit*>();
    const auto typed = [&](const char* text) {
      search->setText(QString::fromLatin1(text));
      return listed(panel);
    };
    QCOMPARE(typed(""), QStringLiteral("SM+LN+G SM+G SM+R"));
    QCOMPARE(typed("sm+g"), QStringLiteral("SM+G"));
    QCOMPARE(typed("first"), QStringLiteral("SM+LN+G"));
    QCOMPARE(typed("EARLY sweep"), QStringLiteral("SM+R"));
    QCOMPARE(typed("finished -sm+g"), QStringLiteral("SM+LN+G SM+R"));
    QCOMPARE(typed("nowhere"), QString());
    // The cross of a filtered row closes the run that is seen.
    typed("third");
    QSignalSpy closed(&panel, &RunsPanel::closeRequested);
    auto* list = panel.findChild<QTreeView*>();
    Q_EMIT list->clicked(list->model()->index(0, RunListModel::Close));
    QCOMPARE(closed.takeFirst().at(0).toInt(), 2);
    actionNamed(panel, QStringLiteral("Show only the runs listed"))->trigger();
    QCOMPARE(runs.visible().size(), 1U);
    QCOMPARE(runs.visible().front()->run->info().name, std::string("third"));
  }

  void saysThatRecordsAreDamaged() {
    RunSet runs;
    makeRuns(runs);
    Database(folder("third") / "run.db", OpenMode::ReadWrite)
        .execute("UPDATE steps SET loss = 9 WHERE step = 5");
    runs.refreshAll();
    RunsPanel panel(runs);
    const QAbstractItemModel& model = *panel.findChild<QTreeView*>()->model();
    const auto said = [&](int role) { return model.index(2, RunListModel::Name).data(role).toString(); };
    QVERIFY(!said(RunListModel::DetailRole).contains(QStringLiteral("damaged")));
    QSignalSpy told(&runs, &RunSet::recordsChanged);
    runs.runs()[2].run->scalar(measure::kLoss);  // as a view does
    runs.refreshAll();
    QCOMPARE(told.size(), 1);
    QVERIFY(said(RunListModel::DetailRole).contains(QStringLiteral("damaged records")));
    QVERIFY(said(Qt::ToolTipRole).contains(QStringLiteral("runs verify")));
    runs.refreshAll();
    QCOMPARE(told.size(), 1);
  }

  void namesTagsAndNotes() {
    RunSet runs;
    makeRuns(runs);
    RunsPanel panel(runs);
    panel.show();
    auto* list = panel.findChild<QTreeView*>();
    list->setCurrentIndex(list->model()->index(1, 0));
    runs.setVisible(1, false);
    actionNamed(panel, QStringLiteral("Name, tags, note…"))->trigger();
    auto* dialog = panel.findChild<RunDetailsDialog*>();
    QVERIFY(dialog != nullptr);
    const auto fields = dialog->findChildren<QLineEdit*>();
    QCOMPARE(fields.at(0)->placeholderText(), QStringLiteral("second"));
    fields.at(0)->setText(QStringLiteral("  wide "));
    fields.at(1)->setText(QStringLiteral("a, b,,a "));
    dialog->findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("two\nlines"));
    dialog->accept();
    const Run& run = *runs.runs()[1].run;
    QCOMPARE(run.info().name, std::string("wide"));
    QVERIFY(run.info().tags == (std::vector<std::string>{"a", "b"}));
    QCOMPARE(run.info().note, std::string("two\nlines"));
    QVERIFY(!runs.runs()[1].visible);  // what was hidden stays so
    QVERIFY(verifyRun(folder("second")).sound());
    QVERIFY(panel.model()
                .index(1, 0)
                .data(RunListModel::DetailRole)
                .toString()
                .contains(QStringLiteral("#a · #b · wide")));
    panel.editor().history().undo();
    QCOMPARE(run.info().name, std::string("second"));
    QVERIFY(verifyRun(folder("second")).sound());
    panel.editor().history().redo();
    QCOMPARE(run.info().name, std::string("wide"));
  }

  void archives() {
    RunSet runs;
    makeRuns(runs);
    RunsPanel panel(runs);
    auto* list = panel.findChild<QTreeView*>();
    list->setCurrentIndex(list->model()->index(0, 0));
    actionNamed(panel, QStringLiteral("Archive"))->trigger();
    QCOMPARE(listed(panel), QStringLiteral("SM+G SM+R"));
    QCOMPARE(runs.visible().size(), 2U);
    panel.findChild<QCheckBox*>()->setChecked(true);
    QCOMPARE(listed(panel), QStringLiteral("SM+LN+G SM+G SM+R"));
    list->setCurrentIndex(list->model()->index(0, 0));
    actionNamed(panel, QStringLiteral("Bring back from the archive"))->trigger();
    QCOMPARE(runs.visible().size(), 3U);
    QVERIFY(runs.runs()[0].run->info().tags.empty());
  }

  void trashes() {
    RunSet runs;
    makeRuns(runs);
    RunsPanel panel(runs);
    QSignalSpy refused(&panel, &RunsPanel::refused);
    const fs::path trash = fs::path(home_->path().toStdString()) / ".local/share/Trash";
    panel.editor().moveToTrash(1);
    QCOMPARE(refused.size(), 0);
    QVERIFY(!fs::exists(folder("second")));
    QVERIFY(fs::exists(trash / "files/second/run.db"));
    QVERIFY(fs::exists(trash / "info/second.trashinfo"));
    QCOMPARE(listed(panel), QStringLiteral("SM+LN+G SM+R"));
    panel.editor().history().undo();
    QVERIFY(verifyRun(folder("second")).sound());
    QVERIFY(fs::is_empty(trash / "files") && fs::is_empty(trash / "info"));
    QCOMPARE(listed(panel), QStringLiteral("SM+LN+G SM+R SM+G"));
    panel.editor().history().redo();
    QVERIFY(!fs::exists(folder("second")));
    // Something else took its place: nothing is overwritten.
    writer("second", "other")->close(Outcome::Finished);
    panel.editor().history().undo();
    QCOMPARE(refused.size(), 1);
    QCOMPARE(openRun(folder("second").string())->config().configuration, std::string("other"));
  }

  void hasNoTrash_data() {
    QTest::addColumn<QString>("file");
    for (const char* file : {"/.local", "/.local/share/Trash"}) QTest::newRow(file) << file;
  }
  /// Where there is no place for it, the run stays where it is.
  void hasNoTrash() {
    QFETCH(QString, file);
    if (file.contains(QStringLiteral("Trash"))) QDir(home_->path()).mkpath(QStringLiteral(".local/share"));
    QVERIFY(QFile(home_->path() + file).open(QIODevice::WriteOnly));
    RunSet runs;
    makeRuns(runs);
    RunsPanel panel(runs);
    QSignalSpy refused(&panel, &RunsPanel::refused);
    panel.editor().moveToTrash(1);
    QCOMPARE(refused.size(), 1);
    QVERIFY(verifyRun(folder("second")).sound());
    QCOMPARE(runs.runs().size(), 3U);
    QCOMPARE(panel.editor().history().count(), 0);
  }

  void cutsBackToACheckpoint() {
    const auto save = [](RunWriter& run, std::int64_t step) {
      run.checkpoint(step, 0, [](const fs::path& at) { std::ofstream(at / "state.json") << "{}"; });
    };
    auto made = writer("long", "SM+G");
    save(*made, 9);
    save(*made, 15);
    made->appendEvaluation({9, 640, 3, 20});
    made->appendEvaluation({19, 1280, 2, 7.4});
    made->commit(true);
    made.reset();  // as if killed: the database stays in the mode in which a reader keeps its log
    RunSet runs;
    makeRuns(runs);
    runs.add(openRun(folder("long").string()));
    RunsPanel panel(runs);
    QSignalSpy refused(&panel, &RunsPanel::refused);
    auto* list = panel.findChild<QTreeView*>();
    QAction* cut = actionNamed(panel, QStringLiteral("Cut back to a checkpoint…"));
    list->setCurrentIndex(list->model()->index(0, 0));
    QVERIFY(!cut->isEnabled());  // it has no checkpoint
    list->setCurrentIndex(list->model()->index(3, 0));
    QVERIFY(cut->isEnabled());
    cut->trigger();
    auto* dialog = panel.findChild<TruncateDialog*>();
    QVERIFY(dialog != nullptr);
    auto* steps = dialog->findChild<QComboBox*>();
    QCOMPARE(steps->currentText(), QStringLiteral("step 15"));
    steps->setCurrentIndex(0);
    QString said;
    for (const QLabel* label : dialog->findChildren<QLabel*>()) said += label->text();
    for (const char* part :
         {"after step 9, up to step 19", "evaluations: 1", "checkpoints: 15", "cannot be undone"})
      QVERIFY2(said.contains(QLatin1String(part)), qPrintable(said));
    QElapsedTimer clock;
    clock.start();
    dialog->accept();
    QVERIFY2(clock.elapsed() < 4000, "the window waited five seconds for its own reader");
    QVERIFY2(refused.isEmpty(), qPrintable(refused.isEmpty() ? QString() : refused[0][0].toString()));
    const RunPtr left = runs.runs()[3].run;
    QCOMPARE(left->info().lastStep, 9);
    QCOMPARE(left->evaluations().size(), std::size_t{1});
    QVERIFY(verifyRun(folder("long")).sound());
    QVERIFY(!cut->isEnabled());
    panel.editor().truncate(0, 5);  // there is no such checkpoint
    QCOMPARE(refused.size(), 1);
    QCOMPARE(openRun(folder("first").string())->info().lastStep, 19);
  }

  void refusesARunThatTrains() {
    RunSet runs;
    auto training = writer("live", "SM+G");
    training->commit(true);
    runs.add(openRun(folder("live").string()));
    runs.add(openRun("reference:paper/SM+G"));
    QVERIFY(!RunEditor::canEdit(runs.runs()[0]));
    QVERIFY(!RunEditor::canEdit(runs.runs()[1]));
    RunsPanel panel(runs);
    QSignalSpy refused(&panel, &RunsPanel::refused);
    panel.editor().moveToTrash(0);
    panel.editor().annotate(0, {"name", "", {}});
    panel.editor().moveToTrash(1);  // has no folder
    QCOMPARE(refused.size(), 2);
    QVERIFY(refused.at(0).at(0).toString().contains(QStringLiteral("is being trained")));
    QVERIFY(fs::exists(folder("live") / "run.db"));
    QCOMPARE(panel.editor().history().count(), 0);
    training->close(Outcome::Finished);
    QVERIFY(verifyRun(folder("live")).sound());
  }
};

QTEST_MAIN(TestAppRunBrowser)
#include "test_app_run_browser.moc"
