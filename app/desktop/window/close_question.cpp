#include "app/desktop/window/close_question.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace entroscope {

namespace {

QString text(const char* source) { return QCoreApplication::translate("CloseQuestion", source); }

}  // namespace

void askOnClose(QWidget* parent, std::function<void(CloseChoice)> answered) {
  auto* box = new QMessageBox(parent);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setIcon(QMessageBox::Question);
  box->setWindowTitle(QStringLiteral("Entroscope"));
  box->setText(text(QT_TRANSLATE_NOOP("CloseQuestion", "A run is training.")));
  box->setInformativeText(text(QT_TRANSLATE_NOOP(
      "CloseQuestion",
      "Stopping saves a checkpoint: the run stays complete up to this step and can be resumed.")));
  const QAbstractButton* keep = box->addButton(
      text(QT_TRANSLATE_NOOP("CloseQuestion", "Keep training, minimised")), QMessageBox::DestructiveRole);
  QPushButton* stop = box->addButton(text(QT_TRANSLATE_NOOP("CloseQuestion", "Stop and keep the run")),
                                     QMessageBox::AcceptRole);
  QPushButton* cancel =
      box->addButton(text(QT_TRANSLATE_NOOP("CloseQuestion", "Cancel")), QMessageBox::RejectRole);
  box->setDefaultButton(stop);
  box->setEscapeButton(cancel);
  QObject::connect(box, &QMessageBox::finished, parent, [box, keep, stop, answered = std::move(answered)] {
    const QAbstractButton* clicked = box->clickedButton();
    answered(clicked == keep ? CloseChoice::KeepTraining
                             : (clicked == stop ? CloseChoice::StopAndKeep : CloseChoice::Cancel));
  });
  box->open();
}

}  // namespace entroscope
