#include "views/difference/difference_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QToolButton>

#include "views/difference/difference_canvas.h"
#include "views/difference/difference_painter.h"
#include "views/plot/plot_style.h"
#include "views/plot/qcp.h"
#include "views/plot/theme_palette.h"

namespace entroscope {
namespace {

constexpr int kReloadMs = 33;

}  // namespace

DifferenceView::DifferenceView(RunSet& runs, QWidget* parent)
    : PanelView(runs, kReloadMs, parent),
      a_(addChoice()),
      b_(nullptr),
      scale_(new QComboBox(this)),
      swap_(new QToolButton(this)),
      canvas_(new DifferenceCanvas(model_, runs, this)) {
  controls().addWidget(swap_);
  b_ = addChoice();
  controls().addStretch(1);
  controls().addWidget(scale_);
  for (const auto scale : {DifferenceScale::Largest, DifferenceScale::Theoretical})
    scale_->addItem(QString(), static_cast<int>(scale));
  setScreen(canvas_);
  connect(a_, &QComboBox::activated, this, [this] {
    choose({a_->currentData().toString().toStdString(), model_.b().runId});
  });
  connect(b_, &QComboBox::activated, this, [this] {
    choose({model_.a().runId, b_->currentData().toString().toStdString()});
  });
  connect(swap_, &QToolButton::clicked, this, &DifferenceView::swap);
  connect(scale_, &QComboBox::currentIndexChanged, this, &DifferenceView::reload);
  for (const auto signal :
       {&RunSet::runsChanged, &RunSet::recordsChanged, &RunSet::cursorChanged, &RunSet::axisChanged}) {
    connect(&runs, signal, this, &DifferenceView::later);
  }
  setTheme(lightTheme());
  retranslate();
}

QComboBox* DifferenceView::addChoice() {
  auto* box = new QComboBox(this);
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(14);
  controls().addWidget(box);
  return box;
}

QString DifferenceView::whatItShows() const {
  return tr(
      "Entropy of every head in run A less that in run B, in nats, at equal steps or tokens. Red: A’s heads "
      "attend more widely; blue: more narrowly. White is no difference. It compares two maps of the paper’s "
      "Fig 1.");
}

DifferenceScale DifferenceView::scale() const {
  return static_cast<DifferenceScale>(scale_->currentData().toInt());
}

void DifferenceView::setScale(DifferenceScale scale) {
  scale_->setCurrentIndex(scale_->findData(static_cast<int>(scale)));
}

void DifferenceView::choose(const DifferenceChoice& choice) {
  choice_ = choice;
  // The same run twice: the other one moves out of the way, as when both are swapped.
  if (choice_.a == choice_.b) {
    choice_ = choice.a == model_.a().runId ? DifferenceChoice{model_.b().runId, choice.b}
                                           : DifferenceChoice{choice.a, model_.a().runId};
  }
  reload();
}

void DifferenceView::swap() {
  model();
  choose({model_.b().runId, model_.a().runId});
}

const DifferenceModel& DifferenceView::model() const {
  model_.update(runs(), choice_, scale());
  return model_;
}

void DifferenceView::fillChoices() {
  for (QComboBox* box : {a_, b_}) {
    const QSignalBlocker block(box);
    box->clear();
    for (const OpenRun* open : runs().visible())
      box->addItem(open->label(), QString::fromStdString(open->run->info().id));
    const std::string& chosen = box == a_ ? model_.a().runId : model_.b().runId;
    box->setCurrentIndex(box->findData(QString::fromStdString(chosen)));
  }
}

void DifferenceView::reload() {
  model();
  fillChoices();
  swap_->setEnabled(runs().visible().size() > 1);
  const QLocale locale = localeFor(Numbers::Screen);
  canvas_->setAccessibleDescription(
      model_.empty().isEmpty()
          ? tr("A: %1. B: %2. Mean difference: %3 nats.")
                .arg(model_.sideText(model_.a(), locale), model_.sideText(model_.b(), locale),
                     DifferenceModel::cellText(static_cast<float>(model_.meanDifference()), 3, locale))
          : model_.empty().title);
  showEmpty(!model_.empty().isEmpty(), model_.empty());
  canvas_->update();
}

void DifferenceView::setTheme(const Theme& theme) {
  setPalette(themePalette(theme));
  setAutoFillBackground(true);
  canvas_->setTheme(theme);
  emptyState().setTheme(theme);
}

void DifferenceView::paintFigure(QCPPainter& painter, QSizeF size, const Theme& theme) {
  painter.fillRect(QRectF(QPointF(0, 0), size), theme.background);
  paintDifference(painter, model(), size, {&theme, localeFor(Numbers::File), {}, false});
}

QSizeF DifferenceView::figureSize() const { return naturalDifferenceSize(model()); }

QByteArray DifferenceView::csv() const { return model().csv(); }

ViewSettings DifferenceView::settings() {
  model();
  ViewSettings all = momentSettings(runs());
  all.push_back(runSetting(
      QStringLiteral("a"), runs(), [this] { return choice_.a.empty() ? choice_.a : model().a().runId; },
      [this](const std::string& id) {
        choose({id, model().b().runId});
        return true;
      }));
  all.push_back(runSetting(
      QStringLiteral("b"), runs(), [this] { return choice_.b.empty() ? choice_.b : model().b().runId; },
      [this](const std::string& id) {
        if (choice_.a == id) return false;  // just chosen: a run less itself says nothing
        choose({model().a().runId, id});
        return true;
      }));
  all.push_back(
      choiceSetting(QStringLiteral("scale"), *scale_, {QStringLiteral("data"), QStringLiteral("theory")}));
  return all;
}

void DifferenceView::retranslate() {
  setAccessibleName(title());
  setAccessibleDescription(whatItShows());
  a_->setAccessibleName(tr("Run A"));
  a_->setToolTip(tr("Run A, from which B is subtracted"));
  b_->setAccessibleName(tr("Run B"));
  b_->setToolTip(tr("Run B, which is subtracted from A"));
  swap_->setText(QStringLiteral("⇄"));
  swap_->setToolTip(tr("Swap A and B"));
  swap_->setAccessibleName(tr("Swap A and B"));
  scale_->setItemText(0, tr("± largest difference"));
  scale_->setItemText(1, tr("± ln(T!)/T"));
  scale_->setToolTip(tr(
      "± largest difference: small differences show. ± ln(T!)/T: colours compare between steps and pairs."));
  scale_->setAccessibleName(tr("Colour scale"));
  canvas_->setAccessibleName(title());
  reload();
}

}  // namespace entroscope
