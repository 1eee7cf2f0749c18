// The main window over a FakeLab, shown: what the tests of the window begin with.
#pragma once

#include <memory>

#include "app/desktop/window/main_window.h"
#include "tests/app/fake_lab.h"
#include "tests/app/test_home.h"
#include "views/catalog/all_views.h"

namespace entroscope {

struct WindowBench {
  explicit WindowBench(FakeTraining training = {}) : lab(training) {
    MainWindowParts parts;
    parts.session = lab.parts();
    parts.makeViews = [](RunSet& runs, QWidget* parent) { return makeAllViews(runs, parent); };
    parts.ask = [this](QWidget*, const std::function<void(CloseChoice)>& answered) {
      ++asked;
      answered(answer);
    };
    window = std::make_unique<MainWindow>(std::move(parts));
    window->show();
  }
  void open(const char* configuration) {
    window->openRun(QString::fromStdString(lab.request(configuration, 5).folder.string()));
  }

  FakeLab lab;
  CloseChoice answer = CloseChoice::Cancel;  ///< to the question at closing
  int asked = 0;                             ///< how often it came
  std::unique_ptr<MainWindow> window;
};

}  // namespace entroscope
