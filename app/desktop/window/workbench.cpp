#include "app/desktop/window/workbench.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QTabBar>
#include <QTimer>
#include <algorithm>

namespace entroscope {

namespace {

constexpr int kLayoutVersion = 2;

/// The title of a dock that stands alone.
class LoneTitle final : public QLabel {
 public:
  explicit LoneTitle(QDockWidget* dock) : QLabel(dock->windowTitle(), dock) {
    setObjectName(QStringLiteral("loneTitle"));
    setToolTip(dock->toolTip());
    setContentsMargins(10, 6, 10, 6);
    QFont font = this->font();
    font.setWeight(QFont::DemiBold);
    setFont(font);
  }
};

/// The title of a dock in a stack: nothing, its tab says it.
class TabbedTitle final : public QWidget {
 public:
  using QWidget::QWidget;
  QSize sizeHint() const override { return {0, 0}; }
  QSize minimumSizeHint() const override { return {0, 0}; }
};

}  // namespace

Workbench::Workbench(const std::vector<View*>& views, QWidget* runsPanel, QWidget* queuePanel,
                     QWidget* parent)
    : QMainWindow(parent), views_(views) {
  setWindowFlags(Qt::Widget);
  setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks | GroupedDragging);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  setDocumentMode(true);
  setContextMenuPolicy(Qt::NoContextMenu);
  runs_ = addDock(runsPanel, QStringLiteral("runs"));
  queue_ = addDock(queuePanel, QStringLiteral("queue"));
  for (View* view : views_) addDock(view, view->figureName());
  current_ = views_.empty() ? nullptr : views_.front();
  connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { followFocus(now); });
  retranslate();
  resetLayout();
}

QDockWidget* Workbench::addDock(QWidget* contents, const QString& name) {
  auto* dock = new QDockWidget(this);
  dock->setObjectName(name);
  dock->setWidget(contents);
  docks_ << dock;
  addDockWidget(Qt::LeftDockWidgetArea, dock);
  connect(dock, &QDockWidget::topLevelChanged, this, &Workbench::scheduleTitles);
  connect(dock, &QDockWidget::dockLocationChanged, this, &Workbench::scheduleTitles);
  connect(dock, &QDockWidget::visibilityChanged, this, [this, contents](bool visible) {
    if (auto* view = qobject_cast<View*>(contents); visible && view != nullptr && arranged_) current_ = view;
    scheduleTitles();
  });
  return dock;
}

QDockWidget* Workbench::dockOf(const QWidget* contents) const {
  for (QDockWidget* dock : docks_) {
    if (dock->widget() == contents) return dock;
  }
  return nullptr;
}

QDockWidget* Workbench::dockNamed(const char* figure) const {
  for (QDockWidget* dock : docks_) {
    if (dock->objectName() == QLatin1String(figure)) return dock;
  }
  return nullptr;
}

void Workbench::resetLayout() {
  for (QDockWidget* dock : docks_) {
    dock->setFloating(false);
    removeDockWidget(dock);
  }
  // Three columns: runs and queue · the map above the tables · curves above the distribution.
  addDockWidget(Qt::LeftDockWidgetArea, runs_);
  QList<QDockWidget*> placed{runs_, queue_};
  struct Cell {
    QList<const char*> figures;
    QDockWidget* first = nullptr;
  };
  Cell cells[] = {{{"entropy-map", "entropy-difference", "entropy-spectrogram"}},
                  {{"loss-curves", "layer-entropy", "slopes", "training-signals", "head-inspector"}},
                  {{"perplexity-table", "nan-map", "nan-trace", "configuration-differences"}},
                  {{"overload-histogram"}}};
  // Split first, stack afterwards: beside a stack Qt adds to it instead of splitting.
  for (int c = 0; c < 4; ++c) {
    QDockWidget* above = c >= 2 ? cells[c - 2].first : nullptr;
    QDockWidget* left = c == 1 && cells[0].first != nullptr ? cells[0].first : runs_;
    for (const char* figure : cells[c].figures) {
      if (cells[c].first == nullptr) cells[c].first = dockNamed(figure);
    }
    if (cells[c].first == nullptr) continue;
    splitDockWidget(above != nullptr ? above : left, cells[c].first,
                    above != nullptr ? Qt::Vertical : Qt::Horizontal);
  }
  splitDockWidget(runs_, queue_, Qt::Vertical);
  for (Cell& cell : cells) {
    QDockWidget* last = cell.first;
    for (const char* figure : cell.figures) {
      QDockWidget* dock = dockNamed(figure);
      if (dock == nullptr || dock == cell.first) continue;
      tabifyDockWidget(last, dock);
      last = dock;
    }
    if (last != nullptr) placed << last;
  }
  for (QDockWidget* dock : docks_) {
    const bool known = std::ranges::any_of(cells, [dock](const Cell& cell) {
      return std::ranges::any_of(cell.figures,
                                 [dock](const char* f) { return dock->objectName() == QLatin1String(f); });
    });
    if (known || placed.contains(dock)) continue;
    tabifyDockWidget(placed.last(), dock);
    placed << dock;
  }
  for (QDockWidget* dock : docks_) dock->show();
  for (const Cell& cell : cells) {
    if (cell.first != nullptr) cell.first->raise();
  }
  if (isVisible()) {
    const auto share = [](int whole, double part) { return static_cast<int>(whole * part); };
    const int side = qBound(210, share(width(), 0.18), 320);
    QList<QDockWidget*> columns{runs_};
    QList<int> widths{side};
    for (int c : {0, 1}) {
      if (cells[c].first == nullptr) continue;
      columns << cells[c].first;
      widths << share(width() - side, c == 0 ? 0.54 : 0.46);
    }
    resizeDocks(columns, widths, Qt::Horizontal);
    resizeDocks({runs_, queue_}, {share(height(), 0.55), share(height(), 0.45)}, Qt::Vertical);
    for (int c : {0, 1}) {
      if (cells[c].first == nullptr || cells[c + 2].first == nullptr) continue;
      const double upper = c == 0 ? 0.64 : 0.54;
      resizeDocks({cells[c].first, cells[c + 2].first}, {share(height(), upper), share(height(), 1 - upper)},
                  Qt::Vertical);
    }
  }
  scheduleTitles();
}

QByteArray Workbench::saveLayout() const { return arranged_ ? saveState(kLayoutVersion) : QByteArray(); }

bool Workbench::restoreLayout(const QByteArray& state) {
  const bool restored = !state.isEmpty() && restoreState(state, kLayoutVersion);
  arranged_ = arranged_ || restored;
  scheduleTitles();
  return restored;
}

void Workbench::setTheme(const Theme& theme) {
  for (View* view : views_) view->setTheme(theme);
  updateTitles();
}

QList<QAction*> Workbench::toggleActions() const {
  QList<QAction*> actions;
  for (QDockWidget* dock : docks_) actions << dock->toggleViewAction();
  return actions;
}

void Workbench::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  if (arranged_) return;
  // The layout gives this window its size only after it is shown.
  QTimer::singleShot(0, this, [this] {
    if (arranged_) return;
    resetLayout();
    arranged_ = true;
  });
}

bool Workbench::event(QEvent* event) {
  // Moving a tab changes the stacks without any signal.
  if (event->type() == QEvent::ChildAdded || event->type() == QEvent::LayoutRequest) scheduleTitles();
  return QMainWindow::event(event);
}

void Workbench::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QMainWindow::changeEvent(event);
}

void Workbench::retranslate() {
  runs_->setWindowTitle(tr("Runs"));
  queue_->setWindowTitle(tr("Queue"));
  for (View* view : views_) {
    QDockWidget* dock = dockOf(view);
    dock->setWindowTitle(view->title());
    dock->setToolTip(view->whatItShows());
    view->setAccessibleName(view->title());
    view->setAccessibleDescription(view->whatItShows());
  }
  for (QDockWidget* dock : docks_) {
    delete dock->titleBarWidget();
    dock->setTitleBarWidget(nullptr);
  }
  scheduleTitles();
}

void Workbench::scheduleTitles() {
  if (titlesScheduled_) return;
  titlesScheduled_ = true;
  QTimer::singleShot(0, this, [this] {
    titlesScheduled_ = false;
    updateTitles();
  });
}

void Workbench::updateTitles() {
  for (QDockWidget* dock : docks_) {
    const bool tabbed = !dock->isFloating() && !tabifiedDockWidgets(dock).isEmpty();
    QWidget* title = dock->titleBarWidget();
    const bool right =
        tabbed ? dynamic_cast<TabbedTitle*>(title) != nullptr
               : (dock->isFloating() ? title == nullptr : dynamic_cast<LoneTitle*>(title) != nullptr);
    if (right) continue;
    // A floating dock keeps the ordinary title bar: it needs its buttons.
    QWidget* wanted = nullptr;
    if (tabbed) wanted = new TabbedTitle(dock);
    if (!tabbed && !dock->isFloating()) wanted = new LoneTitle(dock);
    dock->setTitleBarWidget(wanted);
    delete title;
  }
  for (QTabBar* bar : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
    bar->setDrawBase(false);
    bar->setExpanding(false);
    // Setting what is already set lays the tabs out again, which asks for a layout, which leads back here:
    // an endless loop that costs training a core.
    if (bar->elideMode() != Qt::ElideNone) bar->setElideMode(Qt::ElideNone);
    for (int i = 0; i < bar->count(); ++i) {
      for (const QDockWidget* dock : docks_) {
        if (dock->windowTitle() == bar->tabText(i) && bar->tabToolTip(i) != dock->toolTip()) {
          bar->setTabToolTip(i, dock->toolTip());
        }
      }
    }
  }
}

void Workbench::followFocus(QWidget* now) {
  for (View* view : views_) {
    if (now != nullptr && (view == now || view->isAncestorOf(now))) current_ = view;
  }
}

}  // namespace entroscope
