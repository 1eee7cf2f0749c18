// The desktop lab's entry: arguments, then a window or `export`. Every error ends here, as one line on
// stderr and exit status 2 (1 for a defect of ours).
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>

#include "app/desktop/application.h"
#include "app/desktop/arguments.h"
#include "app/desktop/publish/export_command.h"
#include "app/desktop/style/settings.h"
#include "app/desktop/termination.h"
#include "app/desktop/window/banner.h"
#include "app/desktop/window/main_window.h"
#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/base/file_refusal.h"
#include "core/base/lost_storage.h"
#include "core/base/printable.h"
#include "core/train/training.h"

namespace entroscope {

namespace {

int runWindow(const WindowArguments& arguments, int& argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
      qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
    throw Error(ErrorCode::Unsupported,
                "expected a display, found neither DISPLAY nor WAYLAND_DISPLAY; entroscope-cli trains and "
                "`entroscope export` draws without one");
  }
  std::vector<RunRequest> queue;
  if (!arguments.train.empty()) {
    const QString out = arguments.out.empty()
                            ? settings::newRunsFolder(QString::fromStdString(arguments.train))
                            : QString::fromStdString(arguments.out);
    queue = presetQueue(arguments.train, out.toStdString());
    for (RunRequest& request : queue) {
      applySettings(request.config, arguments.set);
      validate(request.config);
    }
  }
  Application application(argc, argv);
  MainWindow window;
  QObject::connect(&application, &Application::failed, &window,
                   [&window](const QString& sentence) { window.banner().say(sentence); });
  TerminationWatch termination;
  QObject::connect(&termination, &TerminationWatch::requested, &window, &MainWindow::stopAndClose);
  window.show();
  for (const std::string& run : arguments.runs) window.openRun(QString::fromStdString(run));
  if (!queue.empty()) window.train(std::move(queue));
  return QApplication::exec();
}

/// Qt's remark on a missing XDG_RUNTIME_DIR is nothing that a user of ours can act on, and `export`
/// promises one line.
void handleMessage(QtMsgType type, const QMessageLogContext& context, const QString& message) {
  if (message.startsWith(QLatin1String("QStandardPaths: "))) return;
  const QString line = qFormatLogMessage(type, context, message).simplified();
  std::fprintf(stderr, "%s\n", printable(line.toStdString()).c_str());
}

int runMain(int argc, char** argv) {
  qInstallMessageHandler(handleMessage);
  const Arguments arguments = parseArguments(argc, argv);
  if (const auto* information = std::get_if<Information>(&arguments)) {
    std::fputs(information->text.c_str(), stdout);
    return 0;
  }
  QCoreApplication::setApplicationName(QStringLiteral("entroscope"));
  QCoreApplication::setApplicationVersion(QStringLiteral(ENTROSCOPE_VERSION));
  if (const auto* window = std::get_if<WindowArguments>(&arguments)) return runWindow(*window, argc, argv);
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QApplication application(argc, argv);
  runExport(std::get<ExportArguments>(arguments));
  return 0;
}

/// The one line on which the program ends; it may quote names out of files.
int refused(int status, const std::string& sentence) {
  std::fprintf(stderr, "entroscope: %s\n", printable(sentence).c_str());
  return status;
}

}  // namespace

}  // namespace entroscope

int main(int argc, char** argv) {
  using namespace entroscope;
  std::signal(SIGPIPE, SIG_IGN);  // the reader of a remark on stderr may end before a training does
  endInOneSentenceWhenStorageIsLost();
  loadCudaHalf();
  try {
    return runMain(argc, argv);
  } catch (const Error& error) {
    return refused(error.exitStatus(), error.what());
  } catch (const std::filesystem::filesystem_error& error) {
    return refused(2, refusalOf(error).what());
  } catch (const std::exception& error) {
    return refused(1, std::string("unexpected: ") + error.what());
  }
}
