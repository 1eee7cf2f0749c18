#include "app/desktop/dialogs/run_details_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace entroscope {

RunDetailsDialog::RunDetailsDialog(const Annotations& annotations, const QString& folderName, QWidget* parent)
    : QDialog(parent),
      name_(new QLineEdit(QString::fromStdString(annotations.name))),
      tags_(new QLineEdit),
      note_(new QPlainTextEdit(QString::fromStdString(annotations.note))) {
  setWindowTitle(tr("Name, tags, note"));
  name_->setPlaceholderText(folderName);
  name_->selectAll();
  QStringList tags;
  for (const std::string& tag : annotations.tags) tags << QString::fromStdString(tag);
  tags_->setText(tags.join(QStringLiteral(", ")));
  tags_->setPlaceholderText(tr("parted by commas"));
  note_->setTabChangesFocus(true);
  note_->setMinimumSize(360, 120);
  auto* form = new QFormLayout;
  form->addRow(tr("&Name"), name_);
  form->addRow(tr("&Tags"), tags_);
  form->addRow(tr("N&ote"), note_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
  buttons->button(QDialogButtonBox::Save)->setText(tr("Save"));
  buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* column = new QVBoxLayout(this);
  column->addLayout(form);
  column->addWidget(buttons);
}

Annotations RunDetailsDialog::annotations() const {
  Annotations result;
  result.name = name_->text().trimmed().toStdString();
  result.note = note_->toPlainText().trimmed().toStdString();
  for (const QString& part : tags_->text().split(QLatin1Char(','))) {
    const std::string tag = part.trimmed().toStdString();
    const bool known = std::ranges::find(result.tags, tag) != result.tags.end();
    if (!tag.empty() && !known) result.tags.push_back(tag);
  }
  return result;
}

}  // namespace entroscope
