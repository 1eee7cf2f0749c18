// An SVG file in the making: elements in drawing order, neighbours of one style in one group, shared
// definitions (clip paths, gradients, hatchings) numbered as they come. The same calls give the same
// bytes. GUI thread.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QRectF>
#include <QSizeF>
#include <QString>

namespace entroscope {

class SvgDocument {
 public:
  SvgDocument(QSizeF size, QString title);

  QRectF viewBox() const { return {QPointF(0, 0), size_}; }

  /// ` clip-path="url(#…)"` for path data in the view box's coordinates.
  QByteArray clipAttribute(const QByteArray& pathData, bool evenOdd);
  /// "url(#…)" for a definition; `body` is the element with `%id` where its id belongs.
  QByteArray definition(const QByteArray& body);

  /// A whole element; `group` holds the attributes that it shares with its neighbours.
  void add(const QByteArray& group, const QByteArray& element);
  /// A stroked path. `mergeable` ones (opaque) of one style become one element.
  void addStroke(const QByteArray& group, const QByteArray& pathData, bool mergeable);

  QByteArray finished();

 private:
  void openGroup(const QByteArray& group);
  void flushStroke();

  QSizeF size_;
  QString title_;
  QByteArray definitions_, body_;
  QByteArray group_;  ///< attributes of the open <g>; empty: none is open
  QByteArray strokeGroup_, stroke_;
  QHash<QByteArray, QByteArray> ids_;
};

}  // namespace entroscope
