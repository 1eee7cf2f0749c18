#include "app/desktop/window/workbench.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QTabBar>
#include <QTimer>
#include <utility>

#include "app/desktop/window/arrangements.h"

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
  arrange(overview());
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

QDockWidget* Workbench::dockNamed(const QString& figure) const {
  for (QDockWidget* dock : docks_) {
    if (dock->objectName() == figure) return dock;
  }
  return nullptr;
}

void Workbench::arrange(const Arrangement& arrangement) {
  for (QDockWidget* dock : docks_) {
    dock->setFloating(false);
    removeDockWidget(dock);
  }
  // Three columns: runs and queue, then the four corners.
  addDockWidget(Qt::LeftDockWidgetArea, runs_);
  std::array<QList<QDockWidget*>, 4> stacks;
  std::array<QDockWidget*, 4> fronts{};
  QList<QDockWidget*> rest = docks_;
  for (std::size_t c = 0; c < stacks.size(); ++c) {
    for (const QString& figure : arrangement.corners[c]) {
      if (QDockWidget* dock = dockNamed(figure); dock != nullptr && rest.removeOne(dock)) stacks[c] << dock;
    }
    if (!stacks[c].isEmpty()) fronts[c] = stacks[c].front();
  }
  // Split first, stack afterwards: beside a stack Qt adds to it instead of splitting.
  for (std::size_t c = 0; c < stacks.size(); ++c) {
    if (fronts[c] == nullptr) continue;
    QDockWidget* above = c >= 2 ? fronts[c - 2] : nullptr;
    QDockWidget* left = c == 1 && fronts[0] != nullptr ? fronts[0] : runs_;
    splitDockWidget(above != nullptr ? above : left, fronts[c],
                    above != nullptr ? Qt::Vertical : Qt::Horizontal);
  }
  splitDockWidget(runs_, queue_, Qt::Vertical);
  rest.removeOne(runs_);
  rest.removeOne(queue_);
  QDockWidget* last = queue_;
  for (const QList<QDockWidget*>& stack : stacks) {
    for (qsizetype i = 1; i < stack.size(); ++i) tabifyDockWidget(stack[i - 1], stack[i]);
    if (!stack.isEmpty()) last = stack.back();
  }
  // A hidden dock has a place, too: without one it would come back on top of the others.
  for (QDockWidget* dock : rest) tabifyDockWidget(std::exchange(last, dock), dock);
  for (QDockWidget* dock : docks_) dock->setVisible(arrangement.others || !rest.contains(dock));
  queue_->setVisible(arrangement.queue);
  for (QDockWidget* front : fronts) {
    if (front != nullptr) front->raise();
  }
  if (isVisible()) dealOutRoom(arrangement, fronts);
  scheduleTitles();
}

void Workbench::dealOutRoom(const Arrangement& arrangement, const std::array<QDockWidget*, 4>& corners) {
  const auto share = [](int whole, double part) { return static_cast<int>(whole * part); };
  const int side = qBound(210, share(width(), 0.18), 320);
  QList<QDockWidget*> columns{runs_};
  QList<int> widths{side};
  for (std::size_t c : {0U, 1U}) {
    if (corners[c] == nullptr) continue;
    columns << corners[c];
    widths << share(width() - side, c == 0 ? arrangement.leftShare : 1 - arrangement.leftShare);
  }
  resizeDocks(columns, widths, Qt::Horizontal);
  if (arrangement.queue) {
    resizeDocks({runs_, queue_}, {share(height(), 0.55), share(height(), 0.45)}, Qt::Vertical);
  }
  for (std::size_t c : {0U, 1U}) {
    if (corners[c] == nullptr || corners[c + 2] == nullptr) continue;
    const double upper = c == 0 ? arrangement.upperLeftShare : arrangement.upperRightShare;
    resizeDocks({corners[c], corners[c + 2]}, {share(height(), upper), share(height(), 1 - upper)},
                Qt::Vertical);
  }
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
    arrange(overview());
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
