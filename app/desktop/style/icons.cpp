#include "app/desktop/style/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>
#include <memory>

namespace entroscope {

namespace {

class SvgIconEngine final : public QIconEngine {
 public:
  explicit SvgIconEngine(QByteArray svg) : svg_(std::move(svg)), renderer_(svg_) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    const qreal opacity = painter->opacity();
    if (mode == QIcon::Disabled) painter->setOpacity(0.35 * opacity);
    renderer_.render(painter, rect);
    painter->setOpacity(opacity);
  }

  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
  }

  QIconEngine* clone() const override { return std::make_unique<SvgIconEngine>(svg_).release(); }

 private:
  QByteArray svg_;
  QSvgRenderer renderer_;
};

QIcon iconOf(const QString& name, const QColor& colour) {
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  const bool opened = file.open(QIODevice::ReadOnly);
  Q_ASSERT_X(opened, "iconOf", qPrintable(name));
  if (!opened) return {};
  QByteArray svg = file.readAll();
  svg.replace("currentColor", colour.name().toLatin1());
  return QIcon(std::make_unique<SvgIconEngine>(svg).release());
}

}  // namespace

QIcon themedIcon(const QString& name, const QColor& colour) { return iconOf(name, colour); }

QIcon applicationIcon() { return iconOf(QStringLiteral("entroscope"), Qt::black); }

}  // namespace entroscope
