#include "app/desktop/dialogs/help_dialogs.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <utility>

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
  QList<std::pair<QString, QString>> rows;
  for (const QAction* action : actions) {
    rows.append({action->shortcut().toString(QKeySequence::NativeText), plainText(action->text())});
  }
  const auto add = [&rows](const QKeySequence& keys, const char* what) {
    rows.append({keys.toString(QKeySequence::NativeText), text(what)});
  };
  add(Qt::Key_F2, QT_TRANSLATE_NOOP("HelpDialogs", "Name, tags and note of the selected run"));
  add(Qt::Key_Delete, QT_TRANSLATE_NOOP("HelpDialogs", "Close the selected run (its folder stays)"));
  add(Qt::SHIFT | Qt::Key_Delete, QT_TRANSLATE_NOOP("HelpDialogs", "Move the selected run to the trash"));
  add(Qt::Key_Plus, QT_TRANSLATE_NOOP("HelpDialogs", "Zoom the curves and the NaN map in, − out"));
  add(Qt::Key_0, QT_TRANSLATE_NOOP("HelpDialogs", "Show their whole axis again"));
  // Side by side, so that the sheet is not higher than a small screen.
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(20);
  grid->setVerticalSpacing(7);
  const qsizetype half = (rows.size() + 1) / 2;
  for (qsizetype i = 0; i < rows.size(); ++i) {
    const int row = static_cast<int>(i % half), column = i < half ? 0 : 3;
    auto* key = new QLabel(rows[i].first);
    QFont font = key->font();
    font.setWeight(QFont::DemiBold);
    key->setFont(font);
    grid->addWidget(key, row, column);
    grid->addWidget(new QLabel(rows[i].second), row, column + 1);
  }
  grid->setColumnMinimumWidth(2, 16);
  return emptyDialog(parent, text(QT_TRANSLATE_NOOP("HelpDialogs", "Keyboard shortcuts")), grid);
}

QDialog* makeAboutDialog(QWidget* parent) {
  auto* row = new QHBoxLayout;
  row->setSpacing(20);
  auto* icon = new QLabel;
  icon->setPixmap(applicationIcon().pixmap(QSize(96, 96), parent->devicePixelRatioF()));
  row->addWidget(icon, 0, Qt::AlignTop);
  auto* words = new QLabel;
  words->setTextFormat(Qt::RichText);
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
