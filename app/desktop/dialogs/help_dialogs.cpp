#include "app/desktop/dialogs/help_dialogs.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include "app/desktop/style/icons.h"
#include "app/desktop/window/window_actions.h"

namespace entroscope {

namespace {

QString text(const char* source) { return QCoreApplication::translate("HelpDialogs", source); }

QDialog* emptyDialog(QWidget* parent, const QString& title, QLayout* contents) {
  auto* dialog = new QDialog(parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(title);
  auto* rows = new QVBoxLayout(dialog);
  rows->setContentsMargins(22, 20, 22, 14);
  rows->setSpacing(16);
  rows->addLayout(contents);
  auto* buttons = new QDialogButtonBox;
  buttons->addButton(text(QT_TRANSLATE_NOOP("HelpDialogs", "Close")), QDialogButtonBox::RejectRole);
  QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
  rows->addWidget(buttons);
  rows->setSizeConstraint(QLayout::SetFixedSize);
  return dialog;
}

}  // namespace

QDialog* makeShortcutSheet(const QList<QAction*>& actions, QWidget* parent) {
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(28);
  grid->setVerticalSpacing(7);
  const auto addRow = [grid](const QString& keys, const QString& what) {
    const int row = grid->rowCount();
    auto* key = new QLabel(keys);
    QFont font = key->font();
    font.setWeight(QFont::DemiBold);
    key->setFont(font);
    grid->addWidget(key, row, 0);
    grid->addWidget(new QLabel(what), row, 1);
  };
  for (const QAction* action : actions) {
    addRow(action->shortcut().toString(QKeySequence::NativeText), plainText(action->text()));
  }
  addRow(QKeySequence(Qt::Key_Delete).toString(QKeySequence::NativeText),
         text(QT_TRANSLATE_NOOP("HelpDialogs", "Close the selected run (its folder stays)")));
  return emptyDialog(parent, text(QT_TRANSLATE_NOOP("HelpDialogs", "Keyboard shortcuts")), grid);
}

QDialog* makeAboutDialog(QWidget* parent) {
  auto* row = new QHBoxLayout;
  row->setSpacing(20);
  auto* icon = new QLabel;
  icon->setPixmap(applicationIcon().pixmap(QSize(96, 96), parent->devicePixelRatioF()));
  row->addWidget(icon, 0, Qt::AlignTop);
  auto* words = new QLabel;
  words->setWordWrap(true);
  words->setFixedWidth(400);
  words->setTextInteractionFlags(Qt::TextBrowserInteraction);
  words->setText(QStringLiteral("<h2 style='margin-top:0'>Entroscope %1</h2><p>%2</p><p>%3</p><p>%4</p>")
                     .arg(QStringLiteral(ENTROSCOPE_VERSION),
                          text(QT_TRANSLATE_NOOP(
                              "HelpDialogs",
                              "A lab that shows what every attention head does while a language model "
                              "trains, with and without LayerNorm and with any activation.")),
                          text(QT_TRANSLATE_NOOP(
                              "HelpDialogs",
                              "Free software under the GNU General Public License, version 3 or later; "
                              "it comes without any warranty.")),
                          text(QT_TRANSLATE_NOOP(
                              "HelpDialogs",
                              "Built with Qt, QCustomPlot, Qt Charts, LibTorch and SQLite. The font Inter "
                              "is under the SIL Open Font License."))));
  row->addWidget(words);
  return emptyDialog(parent, text(QT_TRANSLATE_NOOP("HelpDialogs", "About Entroscope")), row);
}

}  // namespace entroscope
