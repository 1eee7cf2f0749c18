#include "app/desktop/dialogs/measure_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <utility>

#include "app/desktop/dialogs/fields.h"
#include "app/desktop/style/settings.h"
#include "core/base/error.h"
#include "views/plot/translated.h"

namespace entroscope {

namespace {

constexpr int kMostTokens = 1 << 20, kUsualBatches = 20;

}  // namespace

MeasureDialog::MeasureDialog(Measure measure, QWidget* parent)
    : QDialog(parent),
      measure_(std::move(measure)),
      model_(new QLineEdit),
      data_(new QLineEdit),
      context_(new QSpinBox),
      batches_(new QSpinBox),
      device_(fields::newDeviceChoice()),
      fields_(new QWidget),
      progress_(new QProgressBar),
      problem_(new QLabel) {
  setWindowTitle(tr("Measure a model"));
  model_->setObjectName(QStringLiteral("model"));
  data_->setObjectName(QStringLiteral("data"));
  problem_->setObjectName(QStringLiteral("problem"));
  model_->setPlaceholderText(tr("config.json and model.safetensors, a run or a checkpoint"));
  data_->setPlaceholderText(tr("the bundled sample"));
  data_->setToolTip(tr("A folder that entroscope-cli data pack made with the model's tokenizer"));
  context_->setRange(0, kMostTokens);
  context_->setSpecialValueText(tr("the model's own"));
  batches_->setRange(0, kMostTokens);
  batches_->setSpecialValueText(tr("all there are"));
  batches_->setValue(kUsualBatches);
  batches_->setToolTip(tr("Of 16 sequences each, for the loss; the heads are measured on the first"));
  progress_->setFormat(tr("Batch %v of %m"));
  progress_->setAccessibleName(tr("Measuring…"));
  problem_->setWordWrap(true);

  auto* form = new QFormLayout(fields_);
  form->setContentsMargins(0, 0, 0, 0);
  form->setSpacing(10);
  form->addRow(tr("&Model"), fields::newFolderRow(*model_, tr("Folder of the model")));
  form->addRow(tr("Validation &data"), fields::newFolderRow(*data_, tr("Folder of the packed data")));
  form->addRow(tr("&Tokens of a sequence"), context_);
  form->addRow(tr("&Batches"), batches_);
  form->addRow(tr("De&vice"), device_);
  auto* buttons = new QDialogButtonBox;
  start_ = buttons->addButton(tr("Measure"), QDialogButtonBox::AcceptRole);
  cancel_ = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(18, 18, 18, 14);
  column->setSpacing(10);
  column->addWidget(fields_);
  column->addWidget(problem_);
  column->addWidget(progress_);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &MeasureDialog::begin);
  connect(buttons, &QDialogButtonBox::rejected, this, &MeasureDialog::reject);
  connect(model_, &QLineEdit::textChanged, this, [this] { setWorking(false); });
  problem_->hide();
  setWorking(false);
}

MeasureDialog::~MeasureDialog() = default;

void MeasureDialog::chooseModel(const QString& folder) { model_->setText(folder); }

void MeasureDialog::setWorking(bool working) {
  working_ = working;
  fields_->setEnabled(!working);
  progress_->setRange(0, 0);  // a model is read before its first batch
  progress_->setVisible(working);
  cancel_->setEnabled(true);
  start_->setEnabled(!working && !model_->text().trimmed().isEmpty());
}

void MeasureDialog::begin() {
  const QString model = QDir::cleanPath(model_->text().trimmed());
  folder_ = settings::newRunsFolder(QDir(model).dirName());
  EvaluationRequest request;
  request.model = model.toStdString();
  request.data = data_->text().trimmed().toStdString();
  request.context = context_->value();
  request.batches = batches_->value();
  request.device = device_->currentData().toString().toStdString();
  request.run = folder_.toStdString();
  if (!QDir().mkpath(settings::runsFolder())) {
    problem_->setText(tr("%1 cannot be made: name another folder.").arg(settings::runsFolder()));
    return problem_->show();
  }
  problem_->hide();
  setWorking(true);
  thread_ = std::jthread([this, request](const std::stop_token& stop) {
    QString problem;
    try {
      measure_(request, stop, [this](std::uint64_t done, std::uint64_t batches) {
        QMetaObject::invokeMethod(
            this, [this, done, batches] { showProgress(done, batches); }, Qt::QueuedConnection);
      });
    } catch (const Error& error) {
      problem = translated(error);
    } catch (const std::exception& error) {
      problem = QString::fromUtf8(error.what());
    }
    QMetaObject::invokeMethod(
        this, [this, problem] { end(problem); }, Qt::QueuedConnection);
  });
}

void MeasureDialog::showProgress(std::uint64_t done, std::uint64_t batches) {
  progress_->setMaximum(static_cast<int>(std::min<std::uint64_t>(batches, kMostTokens)));
  progress_->setValue(static_cast<int>(std::min<std::uint64_t>(done, kMostTokens)));
}

void MeasureDialog::end(const QString& problem) {
  const bool stopped = thread_.get_stop_token().stop_requested();
  thread_.join();
  setWorking(false);
  if (problem.isEmpty()) {
    Q_EMIT measured(folder_);
    return accept();
  }
  if (stopped) return QDialog::reject();
  problem_->setText(problem);
  problem_->show();
}

void MeasureDialog::reject() {
  if (!working_) return QDialog::reject();
  thread_.request_stop();
  cancel_->setEnabled(false);  // at the end of the batch it is in
}

}  // namespace entroscope
