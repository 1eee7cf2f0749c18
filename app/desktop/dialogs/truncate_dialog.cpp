#include "app/desktop/dialogs/truncate_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/runs/checkpoints.h"
#include "core/runs/run_writer.h"

namespace entroscope {

namespace {

std::vector<std::int64_t> checkpointSteps(const Run& run) {
  std::vector<std::int64_t> steps;
  for (const auto& folder : checkpointsOf(run.info().path)) steps.push_back(*checkpointStep(folder));
  return steps;
}

}  // namespace

std::vector<std::int64_t> TruncateDialog::stepsFor(const Run& run) {
  if (run.info().path.empty()) return {};
  std::vector<std::int64_t> steps = checkpointSteps(run);
  std::erase_if(steps, [&](std::int64_t step) { return step >= run.info().lastStep; });
  return steps;
}

TruncateDialog::TruncateDialog(RunPtr run, QWidget* parent)
    : QDialog(parent), run_(std::move(run)), checkpoint_(new QComboBox), loss_(new QLabel) {
  setWindowTitle(tr("Cut a run back"));
  for (const std::int64_t step : stepsFor(*run_)) {
    checkpoint_->addItem(tr("step %1").arg(QLocale().toString(static_cast<qlonglong>(step))),
                         static_cast<qlonglong>(step));
  }
  checkpoint_->setCurrentIndex(checkpoint_->count() - 1);
  loss_->setWordWrap(true);
  loss_->setMinimumWidth(420);
  auto* form = new QFormLayout;
  form->addRow(tr("Back to its check&point"), checkpoint_);
  auto* buttons = new QDialogButtonBox;
  buttons->addButton(tr("Delete and cut back"), QDialogButtonBox::AcceptRole);
  auto* cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(checkpoint_, &QComboBox::currentIndexChanged, this, &TruncateDialog::showLoss);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(18, 18, 18, 14);
  column->setSpacing(10);
  column->addLayout(form);
  column->addWidget(loss_);
  column->addWidget(buttons);
  cancel->setDefault(true);  // Return by mistake deletes nothing
  cancel->setFocus();
  showLoss();
}

std::int64_t TruncateDialog::step() const { return checkpoint_->currentData().toLongLong(); }

void TruncateDialog::showLoss() {
  const QLocale locale;
  const auto number = [&](std::int64_t value) { return locale.toString(static_cast<qlonglong>(value)); };
  const std::vector<Evaluation> evaluations = run_->evaluations();
  const auto evaluated =
      std::ranges::count_if(evaluations, [&](const Evaluation& e) { return e.step > step(); });
  QStringList later;
  for (const std::int64_t saved : checkpointSteps(*run_)) {
    if (saved > step()) later << number(saved);
  }
  QStringList lines{tr("Deleted from %1:").arg(QString::fromStdString(run_->info().path.string()))};
  lines << tr("• everything recorded after step %1, up to step %2")
               .arg(number(step()), number(run_->info().lastStep));
  lines << tr("• evaluations: %1").arg(number(evaluated));
  lines << tr("• checkpoints: %1").arg(later.isEmpty() ? tr("none") : later.join(QStringLiteral(", ")));
  lines << QString() << tr("This cannot be undone. The run can then be resumed or forked from there.");
  loss_->setText(lines.join(QLatin1Char('\n')));
}

}  // namespace entroscope
