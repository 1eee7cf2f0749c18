// Names and notes come out of files that anybody may have written: the window shows them letter by letter.
// Taken for HTML they would have it open what they name.
#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <QDockWidget>
#include <QHelpEvent>
#include <QImage>
#include <QInputDialog>
#include <QLabel>
#include <QMessageBox>
#include <QToolTip>
#include <QTreeView>
#include <QVBoxLayout>
#include <QtTest>

#include "app/desktop/dialogs/help_dialogs.h"
#include "app/desktop/window/banner.h"
#include "app/desktop/window/runs_panel.h"
#include "app/desktop/window/timeline_track.h"
#include "app/desktop/window/window_actions.h"
#include "app/desktop/window/workbench.h"
#include "tests/app/window_bench.h"

using namespace entroscope;

namespace {

/// A picture on the disk that notices when somebody opens it.
class Bait {
 public:
  explicit Bait(const QString& path) : path_(path), watch_(inotify_init1(IN_NONBLOCK)) {
    QImage(8, 8, QImage::Format_RGB32).save(path, "PNG");
    inotify_add_watch(watch_, QFile::encodeName(path).constData(), IN_OPEN);
  }
  ~Bait() { ::close(watch_); }
  Bait(const Bait&) = delete;
  Bait& operator=(const Bait&) = delete;

  QString html() const { return QStringLiteral("<img src='file://%1'> <b>x</b>").arg(path_); }
  bool taken() const {
    char events[4096];
    return ::read(watch_, events, sizeof events) > 0;
  }

 private:
  QString path_;
  int watch_;
};

QLabel* labelSaying(const QString& text, const QList<QWidget*>& widgets) {
  for (QWidget* widget : widgets) {
    auto* label = qobject_cast<QLabel*>(widget);
    if (label != nullptr && label->text() == text) return label;
  }
  return nullptr;
}

/// The label of the tool tip that is shown.
QLabel* shownTip() {
  for (QWidget* widget : QApplication::topLevelWidgets()) {
    if (widget->inherits("QTipLabel") && widget->isVisible()) return qobject_cast<QLabel*>(widget);
  }
  return nullptr;
}

void hoverOver(QWidget* widget, QPoint at) {
  QHelpEvent event(QEvent::ToolTip, at, widget->mapToGlobal(at));
  QApplication::sendEvent(widget, &event);
}

}  // namespace

class TestAppPlainText : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { QVERIFY(home_.isValid()); }
  void cleanup() { QToolTip::hideText(); }

  void theBaitWorks() {
    const Bait bait(home_.filePath(QStringLiteral("eaten.png")));
    QVERIFY(!bait.taken());
    QLabel label(bait.html());
    label.setTextFormat(Qt::RichText);
    label.grab();
    QVERIFY(bait.taken());
  }

  void sentencesAreText() {
    const WindowBench bench;
    const Bait bait(home_.filePath(QStringLiteral("banner.png")));
    Banner& banner = bench.window->banner();
    banner.say(bait.html());
    QVERIFY(banner.isVisible());
    banner.grab();
    QVERIFY(!bait.taken());
    const auto* label = labelSaying(bait.html(), banner.findChildren<QWidget*>());
    QVERIFY(label != nullptr && label->textFormat() == Qt::PlainText && label->wordWrap());
    // Another theme is another style; what is made under it is plain from the start.
    bench.window->actions().themes->actions().last()->trigger();
    banner.say(bait.html() + QStringLiteral(" again"));
    banner.dismiss();
    banner.grab();
    QVERIFY(!bait.taken());
    for (const QLabel* any : bench.window->findChildren<QLabel*>())
      QVERIFY2(any->textFormat() != Qt::AutoText || !any->isVisible(), qPrintable(any->text()));
  }

  /// A run whose every word is HTML, in every view, list and tool tip.
  void runsAreText() {
    WindowBench bench;
    const Bait bait(home_.filePath(QStringLiteral("run.png")));
    const std::string html = bait.html().toStdString();
    for (const std::string folder : {"/fake/1", "/fake/2"}) {
      RunRequest request = bench.lab.request(html + folder, 5);
      request.folder = folder;
      request.config.departures = {html};
      request.config.preset = html;
      bench.lab.add(request);
      bench.window->openRun(QString::fromStdString(folder));
    }
    QCOMPARE(bench.window->runs().visible().size(), 2U);
    for (View* view : bench.window->views()) {
      for (QWidget* parent = view; parent != nullptr; parent = parent->parentWidget()) {
        if (auto* dock = qobject_cast<QDockWidget*>(parent)) {
          dock->show();
          dock->raise();
          break;
        }
      }
      QTest::qWait(50);
      view->grab();
      for (int x = 20; x < view->width(); x += 80) {
        for (int y = 20; y < view->height(); y += 60) {
          if (QWidget* under = view->childAt(x, y)) hoverOver(under, under->mapFrom(view, QPoint(x, y)));
        }
      }
      QVERIFY2(!bait.taken(), qPrintable(view->figureName()));
    }
    auto* list = bench.window->findChild<RunsPanel*>()->findChild<QTreeView*>();
    hoverOver(list->viewport(), list->visualRect(list->model()->index(0, 0)).center());
    const QLabel* tip = shownTip();
    QVERIFY(tip != nullptr && tip->textFormat() == Qt::PlainText);
    QVERIFY2(tip->text().contains(QLatin1String("<b>x</b>")), qPrintable(tip->text()));
    auto* track = bench.window->findChild<TimelineTrack*>();
    for (int x = 0; x < track->width(); x += 3) hoverOver(track, QPoint(x, 10));
    QVERIFY(!bait.taken());
  }

  void boxesAreText() {
    const WindowBench bench;
    const Bait bait(home_.filePath(QStringLiteral("box.png")));
    QMessageBox box(QMessageBox::Question, QStringLiteral("t"), bait.html(), QMessageBox::Ok,
                    bench.window.get());
    box.setInformativeText(bait.html() + QStringLiteral(" more"));
    box.show();
    QInputDialog input(bench.window.get());
    input.setLabelText(bait.html());
    input.show();
    for (QDialog* dialog : {static_cast<QDialog*>(&box), static_cast<QDialog*>(&input)}) {
      dialog->grab();
      const auto* label = labelSaying(bait.html(), dialog->findChildren<QWidget*>());
      QVERIFY(label != nullptr && label->textFormat() == Qt::PlainText);
    }
    QVERIFY(!bait.taken());
  }

  /// A layout asks for sizes long before anything is shown.
  void measuringIsNoReading() {
    const WindowBench bench;
    const Bait bait(home_.filePath(QStringLiteral("measured.png")));
    QWidget parent;
    QVBoxLayout column(&parent);
    auto* label = new QLabel(bait.html());
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column.addWidget(label);
    QVERIFY(column.hasHeightForWidth());
    QVERIFY(column.totalHeightForWidth(200) > 0);
    QVERIFY(!bait.taken());
    QCOMPARE(label->textFormat(), Qt::PlainText);
  }

  void longToolTipsAreFolded() {
    const WindowBench bench;
    QWidget* widget = &bench.window->banner();
    const QString note = QStringLiteral("a note of many words ").repeated(10).trimmed();
    QToolTip::showText({10, 10}, QStringLiteral("short"), widget);
    QCOMPARE(shownTip()->text(), QStringLiteral("short"));
    const int line = shownTip()->height();
    QToolTip::showText({10, 10}, note + QStringLiteral("\n\nend"), widget);
    const QLabel* tip = shownTip();
    QVERIFY2(tip->text().count(QLatin1Char('\n')) >= 3, qPrintable(tip->text()));
    QCOMPARE(tip->text().simplified(), note + QStringLiteral(" end"));
    QVERIFY(tip->width() < 700 && tip->width() >= tip->sizeHint().width());
    QVERIFY(tip->height() > 2 * line && tip->height() >= tip->sizeHint().height());
    // One word without an end, and a note without an end.
    QToolTip::showText({10, 10}, QString(300, QLatin1Char('/')), widget);
    QVERIFY(shownTip()->width() < 700);
    QToolTip::showText({10, 10}, note.repeated(100), widget);
    QVERIFY(shownTip()->text().endsWith(QStringLiteral(" …")));
    QVERIFY(shownTip()->height() < 1000);
    // Letters of two halves are not cut through, wherever the end falls.
    for (const char* begin : {"", "x"}) {
      QToolTip::showText({10, 10}, QLatin1String(begin) + QString::fromUtf8("𝛴").repeated(2000), widget);
      QVERIFY(shownTip()->text().endsWith(QStringLiteral(" …")) && shownTip()->text().isValidUtf16());
    }
  }

  void oursMayBeHtml() {
    const WindowBench bench;
    const std::unique_ptr<QDialog> about(makeAboutDialog(bench.window.get()));
    about->setAttribute(Qt::WA_DeleteOnClose, false);
    about->show();
    bool rich = false;
    for (const QLabel* label : about->findChildren<QLabel*>()) rich |= label->textFormat() == Qt::RichText;
    QVERIFY(rich);
  }

 private:
  const TestHome home_;
};

QTEST_MAIN(TestAppPlainText)
#include "test_app_plain_text.moc"
