// The dialog that measures a stored model: what it asks for, and how it ends.
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QtTest>
#include <atomic>

#include "app/desktop/dialogs/measure_dialog.h"
#include "core/base/error.h"
#include "tests/app/test_home.h"

using namespace entroscope;

class TestAppMeasure : public QObject {
  Q_OBJECT

  static QPushButton* button(MeasureDialog& dialog, const char* text) {
    for (QPushButton* one : dialog.findChildren<QPushButton*>()) {
      if (one->text() == QLatin1String(text)) return one;
    }
    return nullptr;
  }
  static QString problem(MeasureDialog& dialog) {
    auto* label = dialog.findChild<QLabel*>(QStringLiteral("problem"));
    return label->isVisible() ? label->text() : QString();
  }

 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(home_.isValid());
    qputenv("ENTROSCOPE_RUNS", home_.filePath("runs").toUtf8());
  }

  void asksForWhatIsChosen() {
    EvaluationRequest asked;
    MeasureDialog dialog([&](const EvaluationRequest& request, const std::stop_token&,
                             const EvaluationProgress&) { asked = request; });
    QSignalSpy measured(&dialog, &MeasureDialog::measured);
    dialog.open();
    QVERIFY(!button(dialog, "Measure")->isEnabled());  // of which model?
    dialog.chooseModel(QStringLiteral("/models/gpt2/"));
    dialog.findChild<QLineEdit*>(QStringLiteral("data"))->setText(QStringLiteral(" /data/packed "));
    const auto numbers = dialog.findChildren<QSpinBox*>();
    numbers[0]->setValue(256);
    numbers[1]->setValue(0);
    dialog.findChild<QComboBox*>()->setCurrentIndex(1);
    button(dialog, "Measure")->click();
    QTRY_COMPARE(measured.size(), 1);
    const QString folder = measured.front().front().toString();
    QVERIFY2(folder.startsWith(home_.filePath("runs")) && folder.endsWith("-gpt2"), qPrintable(folder));
    QCOMPARE(asked.run, std::filesystem::path(folder.toStdString()));
    QCOMPARE(asked.model, std::filesystem::path("/models/gpt2"));
    QCOMPARE(asked.data, std::filesystem::path("/data/packed"));
    QCOMPARE(asked.context, 256);
    QCOMPARE(asked.batches, 0);
    QCOMPARE(asked.device, std::string("cpu"));
    QVERIFY(!dialog.isVisible());
  }

  void saysWhatWasWrongAndStays() {
    std::atomic<int> tries = 0;
    MeasureDialog dialog([&](const EvaluationRequest&, const std::stop_token&, const EvaluationProgress&) {
      if (++tries == 1)
        throw Error(ErrorCode::BadInput, Sentence::tr("%1: expected %2, found %3"), "config.json", 1, 2);
    });
    QSignalSpy measured(&dialog, &MeasureDialog::measured);
    dialog.open();
    dialog.chooseModel(QStringLiteral("/models/gpt2"));
    button(dialog, "Measure")->click();
    QTRY_COMPARE(problem(dialog), QStringLiteral("config.json: expected 1, found 2"));
    QVERIFY(dialog.isVisible() && button(dialog, "Measure")->isEnabled());
    QVERIFY(!dialog.findChild<QProgressBar*>()->isVisible());
    QCOMPARE(measured.size(), 0);
    button(dialog, "Measure")->click();
    QTRY_COMPARE(measured.size(), 1);
    QVERIFY(problem(dialog).isEmpty());
  }

  void showsHowFarItHasGot() {
    std::atomic<int> told = 0, wanted = 1;
    MeasureDialog dialog(
        [&](const EvaluationRequest&, const std::stop_token& stop, const EvaluationProgress& progress) {
          while (!stop.stop_requested()) {
            if (told == wanted) continue;
            progress(static_cast<std::uint64_t>(wanted == 1 ? 3 : 20), 20);
            told = int(wanted);
          }
          throw Error(ErrorCode::BadUsage, Sentence::tr("the evaluation was interrupted"));
        });
    auto* bar = dialog.findChild<QProgressBar*>();
    dialog.open();
    dialog.chooseModel(QStringLiteral("/models/gpt2"));
    button(dialog, "Measure")->click();
    QCOMPARE(bar->maximum(), 0);  // the model is read
    QTRY_COMPARE(bar->maximum(), 20);
    QCOMPARE(bar->value(), 3);
    QCOMPARE(bar->text(), QStringLiteral("Batch 3 of 20"));
    wanted = 2;
    QTRY_COMPARE(bar->value(), 20);
    dialog.reject();
    QTRY_VERIFY(!dialog.isVisible());
  }

  void cancelStopsTheWork() {
    std::atomic<bool> began = false;
    MeasureDialog dialog(
        [&](const EvaluationRequest&, const std::stop_token& stop, const EvaluationProgress&) {
          began = true;
          while (!stop.stop_requested()) std::this_thread::yield();
          throw Error(ErrorCode::BadUsage, Sentence::tr("the evaluation was interrupted"));
        });
    QSignalSpy measured(&dialog, &MeasureDialog::measured);
    QSignalSpy finished(&dialog, &QDialog::finished);
    dialog.open();
    dialog.chooseModel(QStringLiteral("/models/gpt2"));
    button(dialog, "Measure")->click();
    QTRY_VERIFY(began);
    QVERIFY(dialog.findChild<QProgressBar*>()->isVisible());
    QVERIFY(!dialog.findChild<QLineEdit*>(QStringLiteral("model"))->isEnabled());
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.front().front().toInt(), int(QDialog::Rejected));
    QCOMPARE(measured.size(), 0);
  }

  void aDialogThatGoesStopsItsWork() {
    std::atomic<bool> stopped = false, began = false;
    {
      MeasureDialog dialog(
          [&](const EvaluationRequest&, const std::stop_token& stop, const EvaluationProgress&) {
            began = true;
            while (!stop.stop_requested()) std::this_thread::yield();
            stopped = true;
          });
      dialog.open();
      dialog.chooseModel(QStringLiteral("/models/gpt2"));
      button(dialog, "Measure")->click();
      QTRY_VERIFY(began);
    }
    QVERIFY(stopped);
  }

 private:
  TestHome home_;
};

QTEST_MAIN(TestAppMeasure)
#include "test_app_measure.moc"
