#include "app/desktop/dialogs/fields.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include "app/desktop/style/settings.h"

namespace entroscope::fields {

namespace {

constexpr int kLeastWidth = 380;  // px

struct Fields {
  Q_DECLARE_TR_FUNCTIONS(Fields)
};

}  // namespace

QComboBox* newDeviceChoice() {
  auto* choice = new QComboBox;
  choice->addItem(Fields::tr("The best there is"), QStringLiteral("auto"));
  choice->addItem(Fields::tr("CPU"), QStringLiteral("cpu"));
  choice->addItem(Fields::tr("NVIDIA GPU"), QStringLiteral("cuda"));
  return choice;
}

QWidget* newFolderRow(QLineEdit& line, const QString& title) {
  auto* row = new QWidget;
  auto* choose = new QPushButton(Fields::tr("Choose…"));
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&line, 1);
  layout->addWidget(choose);
  row->setFocusPolicy(line.focusPolicy());  // the form's label leads to the row, and so to the line
  row->setFocusProxy(&line);
  line.setMinimumWidth(kLeastWidth);
  line.setAccessibleName(title);
  choose->setAccessibleName(title);
  QObject::connect(choose, &QPushButton::clicked, &line, [&line, title] {
    const QString start = line.text().isEmpty() ? settings::documentsFolder() : line.text();
    const QString chosen = QFileDialog::getExistingDirectory(line.window(), title, start);
    if (!chosen.isEmpty()) line.setText(chosen);
  });
  return row;
}

}  // namespace entroscope::fields
