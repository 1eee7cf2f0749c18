#include "app/desktop/dialogs/train_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <algorithm>

#include "app/desktop/dialogs/fields.h"
#include "app/desktop/style/settings.h"
#include "core/base/config_fields.h"
#include "core/base/error.h"
#include "core/train/training.h"
#include "views/plot/translated.h"

namespace entroscope {

namespace {

constexpr int kMostSteps = 100'000'000, kMostSeeds = 64, kRowsInSight = 8;
constexpr int kAroundRows = 2;  // px

}  // namespace

TrainDialog::TrainDialog(QWidget* parent)
    : QDialog(parent),
      preset_(new QComboBox),
      device_(fields::newDeviceChoice()),
      configurations_(new QListWidget),
      steps_(new QSpinBox),
      seed_(new QSpinBox),
      seeds_(new QSpinBox),
      folder_(new QLineEdit),
      problem_(new QLabel),
      buttons_(new QDialogButtonBox) {
  setWindowTitle(tr("Train a preset"));
  for (const std::string& name : presetNames()) preset_->addItem(QString::fromStdString(name));
  steps_->setRange(0, kMostSteps);
  steps_->setSpecialValueText(tr("as the preset"));
  seed_->setRange(0, kMostSteps);
  seeds_->setRange(1, kMostSeeds);
  seeds_->setToolTip(tr("Each configuration is trained once with each seed, one run after another"));
  problem_->setWordWrap(true);
  problem_->hide();

  auto* form = new QFormLayout(this);
  form->setContentsMargins(18, 18, 18, 14);
  form->setSpacing(10);
  form->addRow(tr("&Preset"), preset_);
  form->addRow(tr("&Configurations"), configurations_);
  form->addRow(tr("&Steps of each run"), steps_);
  form->addRow(tr("First see&d"), seed_);
  form->addRow(tr("&Number of seeds"), seeds_);
  form->addRow(tr("De&vice"), device_);
  form->addRow(tr("&Folder"), fields::newFolderRow(*folder_, tr("Folder for the runs")));
  form->addRow(problem_);
  form->addRow(buttons_);
  folder_->setObjectName(QStringLiteral("folder"));
  problem_->setObjectName(QStringLiteral("problem"));
  configurations_->setAccessibleName(tr("Configurations"));

  buttons_->addButton(tr("Start training"), QDialogButtonBox::AcceptRole);
  buttons_->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
  connect(buttons_, &QDialogButtonBox::accepted, this, &TrainDialog::tryAccept);
  connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(preset_, &QComboBox::currentIndexChanged, this, &TrainDialog::presetChanged);
  connect(configurations_, &QListWidget::itemChanged, this, &TrainDialog::updateButtons);
  presetChanged();
}

void TrainDialog::choosePreset(const QString& preset) { preset_->setCurrentText(preset); }

void TrainDialog::presetChanged() {
  const QString name = preset_->currentText();
  folder_->setText(settings::newRunsFolder(name));
  configurations_->clear();
  for (const RunRequest& request : presetQueue(name.toStdString(), folder_->text().toStdString())) {
    auto* item = new QListWidgetItem(QString::fromStdString(request.config.configuration), configurations_);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(Qt::Checked);
  }
  // As high as what it lists; a long list scrolls.
  const int rows = std::clamp(configurations_->count(), 1, kRowsInSight);
  configurations_->setFixedHeight(rows * configurations_->sizeHintForRow(0) +
                                  2 * configurations_->frameWidth() + kAroundRows);
  const RunRequest first = presetQueue(name.toStdString(), "runs").front();
  steps_->setSpecialValueText(
      tr("as the preset (%1)").arg(QLocale().toString(static_cast<qlonglong>(first.config.train.steps))));
  seed_->setValue(static_cast<int>(first.config.train.seed));
  updateButtons();
}

void TrainDialog::updateButtons() {
  bool any = false;
  for (int i = 0; i < configurations_->count(); ++i) {
    any = any || configurations_->item(i)->checkState() == Qt::Checked;
  }
  for (QAbstractButton* button : buttons_->buttons()) {
    if (buttons_->buttonRole(button) == QDialogButtonBox::AcceptRole) button->setEnabled(any);
  }
}

std::vector<RunRequest> TrainDialog::queue() const {
  const std::string device = device_->currentData().toString().toStdString();
  resolveDevice(device);  // refused here, with the remedy, and not after the dialog is gone
  std::vector<RunRequest> chosen;
  const auto all = presetQueue(preset_->currentText().toStdString(), folder_->text().toStdString());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (configurations_->item(static_cast<int>(i))->checkState() != Qt::Checked) continue;
    for (int s = 0; s < seeds_->value(); ++s) {
      RunRequest request = all[i];
      RunConfig& config = request.config;
      if (steps_->value() > 0) config.train.steps = steps_->value();
      config.train.seed = static_cast<std::uint64_t>(seed_->value() + s);
      config.train.device = device;
      // Each seed's run has a folder and a name of its own.
      if (seeds_->value() > 1) {
        const std::string seed = "seed-" + std::to_string(config.train.seed);
        request.folder /= seed;
        config.name = config.configuration + " " + seed;
      }
      validate(config);
      chosen.push_back(std::move(request));
    }
  }
  return chosen;
}

void TrainDialog::tryAccept() {
  try {
    if (folder_->text().trimmed().isEmpty()) {
      problem_->setText(tr("The runs need a folder."));
      return problem_->show();
    }
    // Said here, where another folder can be named, and not once for each run of a queue that failed.
    for (const RunRequest& request : queue()) {
      const QString folder = QString::fromStdString(request.folder.string());
      const QDir dir(folder);
      if ((dir.exists() && !dir.isEmpty()) || (!dir.exists() && QFileInfo::exists(folder))) {
        problem_->setText(tr("%1 is there already: name another folder.").arg(folder));
        return problem_->show();
      }
    }
    if (const QString folder = folder_->text().trimmed(); !QDir().mkpath(folder)) {
      problem_->setText(tr("%1 cannot be made: name another folder.").arg(folder));
      return problem_->show();
    }
    accept();
  } catch (const Error& error) {
    problem_->setText(translated(error));
    problem_->show();
  }
}

}  // namespace entroscope
