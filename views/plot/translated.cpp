#include "views/plot/translated.h"

#include <QCoreApplication>

#include "core/base/error.h"

namespace entroscope {

QString translated(const Sentence& sentence) {
  return QString::fromStdString(sentence.said(
      [](const char* pattern) { return QCoreApplication::translate("Sentence", pattern).toStdString(); }));
}

QString translated(const std::exception& error) {
  const auto* own = dynamic_cast<const Error*>(&error);
  return own != nullptr ? translated(own->sentence()) : QString::fromUtf8(error.what());
}

}  // namespace entroscope
