#include "app/desktop/dialogs/alert_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace entroscope {

namespace {

constexpr double kLargestJump = 1000;       // nats
constexpr int kLongestStandstill = 86'400;  // s

void addRow(QGridLayout& grid, QCheckBox* rule, bool on, QAbstractSpinBox* limit, const QString& limitName) {
  const int row = grid.rowCount();
  rule->setChecked(on);
  grid.addWidget(rule, row, 0);
  if (limit == nullptr) return;
  limit->setAccessibleName(limitName);
  limit->setToolTip(limitName);
  limit->setEnabled(on);
  QObject::connect(rule, &QCheckBox::toggled, limit, &QWidget::setEnabled);
  grid.addWidget(limit, row, 1);
}

}  // namespace

AlertDialog::AlertDialog(const AlertRules& rules, QWidget* parent)
    : QDialog(parent),
      nan_(new QCheckBox(tr("&NaN in loss, attention, residual stream or gradients"))),
      jump_(new QCheckBox(tr("The loss &jumps above its mean of %1 steps by").arg(AlertWatch::kMeanSteps))),
      overload_(new QCheckBox(tr("Heads in the top quarter of ln(T!)/T are more &than"))),
      standstill_(new QCheckBox(tr("No &step for"))),
      jumpNats_(new QDoubleSpinBox),
      overloadPercent_(new QSpinBox),
      standstillSeconds_(new QSpinBox) {
  setWindowTitle(tr("Alerts"));
  jumpNats_->setRange(0.01, kLargestJump);
  jumpNats_->setSuffix(tr(" nats"));
  jumpNats_->setValue(rules.jumpNats);
  overloadPercent_->setRange(0, 99);
  overloadPercent_->setSuffix(tr(" %"));
  overloadPercent_->setValue(qRound(rules.overloadPercent));
  standstillSeconds_->setRange(5, kLongestStandstill);
  standstillSeconds_->setSuffix(tr(" s"));
  standstillSeconds_->setValue(rules.standstillSeconds);

  auto* words = new QLabel(
      tr("Said above the views and, while another program is in front, by a notification of the desktop."));
  words->setWordWrap(true);
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(12);
  grid->setVerticalSpacing(10);
  addRow(*grid, nan_, rules.nan, nullptr, {});
  addRow(*grid, jump_, rules.jump, jumpNats_, tr("Jump of the loss that is told"));
  addRow(*grid, overload_, rules.overload, overloadPercent_, tr("Share of overloaded heads that is told"));
  addRow(*grid, standstill_, rules.standstill, standstillSeconds_, tr("Standstill that is told"));
  auto* buttons = new QDialogButtonBox;
  buttons->addButton(tr("Apply"), QDialogButtonBox::AcceptRole);
  buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(18, 18, 18, 14);
  rows->setSpacing(14);
  rows->addWidget(words);
  rows->addLayout(grid);
  rows->addWidget(buttons);
}

AlertRules AlertDialog::rules() const {
  return {.nan = nan_->isChecked(),
          .jump = jump_->isChecked(),
          .jumpNats = jumpNats_->value(),
          .overload = overload_->isChecked(),
          .overloadPercent = static_cast<double>(overloadPercent_->value()),
          .standstill = standstill_->isChecked(),
          .standstillSeconds = standstillSeconds_->value()};
}

}  // namespace entroscope
