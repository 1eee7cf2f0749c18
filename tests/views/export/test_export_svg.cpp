// The SVG paint engine: what a painter draws arrives as vectors, cut at the clip and the view box.
#include <QPainterPath>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include "core/base/error.h"
#include "views/export/svg_device.h"
#include "views/plot/left_edge.h"
#include "views/plot/qcp.h"
#include "views/plot/theme.h"

using namespace entroscope;

namespace {

template <typename Draw>
QString drawn(Draw draw, QSizeF size = {100, 80}) {
  SvgDevice device(size, QStringLiteral("t"));
  QPainter painter(&device);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(figureFont(7.5));
  draw(painter);
  painter.end();
  return QString::fromUtf8(device.finished());
}

/// The lines between the header and the end: one element each.
QString body(const QString& svg) {
  QString text = svg.section(QStringLiteral("</title>\n"), 1);
  text.chop(static_cast<int>(qstrlen("</svg>\n")));
  return text.trimmed();
}

bool wellFormed(const QString& svg) {
  QXmlStreamReader reader(svg);
  while (!reader.atEnd()) reader.readNext();
  return !reader.hasError();
}

}  // namespace

class TestExportSvg : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void shapes_data();
  void shapes();
  void textStaysText();
  void leftEdges();
  void turnedText();
  void mixedFontsAreWrittenOnce();
  void curveIsCutAtTheClip();
  void restoreLiftsTheClip();
  void roundClip();
  void gradientAndHatching();
  void imagesAreRefused();
  void numbersKnowNoLocale();
  void longCurveIsSmall();
};

using Draw = void (*)(QPainter&);
Q_DECLARE_METATYPE(Draw)

void TestExportSvg::shapes_data() {
  QTest::addColumn<Draw>("draw");
  QTest::addColumn<QString>("expected");
  const auto row = [](const char* name, Draw draw, const char* expected) {
    QTest::newRow(name) << draw << QString::fromLatin1(expected);
  };
  row(
      "filled rectangle", [](QPainter& p) { p.fillRect(QRectF(10, 5.5, 20, 10), QColor(0xff8000)); },
      R"(<rect x="10" y="5.5" width="20" height="10" fill="#ff8000"/>)");
  row(
      "half transparent", [](QPainter& p) { p.fillRect(QRect(1, 2, 3, 4), QColor(255, 0, 0, 128)); },
      R"(<rect x="1" y="2" width="3" height="4" fill="#ff0000" fill-opacity=".5"/>)");
  row(
      "lines of one pen are one path",
      [](QPainter& p) {
        p.setPen(QPen(Qt::black, 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        p.drawLine(QLineF(10, 10, 20, 10));
        p.drawLine(QLineF(10, 20, 10, 30.25));
      },
      "<g stroke=\"#000000\" stroke-width=\"2\">\n<path d=\"M10 10h10M10 20v10.25\"/>\n</g>");
  row(
      "dashes",
      [](QPainter& p) {
        p.setPen(QPen(Qt::blue, 2, Qt::DashLine, Qt::FlatCap, Qt::MiterJoin));
        p.drawLine(QLineF(4, 4, 12, 12));
      },
      "<g stroke=\"#0000ff\" stroke-width=\"2\" stroke-dasharray=\"8 4\">\n<path d=\"M4 4l8 8\"/>\n</g>");
  row(
      "circle",
      [](QPainter& p) {
        p.setPen(Qt::NoPen);
        p.setBrush(Qt::red);
        p.drawEllipse(QPointF(30, 30), 5, 5);
      },
      R"(<circle cx="30" cy="30" r="5" fill="#ff0000"/>)");
  row(
      "transform is applied",
      [](QPainter& p) {
        p.translate(10, 20);
        p.scale(2, 2);
        p.fillRect(QRectF(1, 1, 5, 5), Qt::green);
      },
      R"(<rect x="12" y="22" width="10" height="10" fill="#00ff00"/>)");
  row(
      "opacity",
      [](QPainter& p) {
        p.setOpacity(0.25);
        p.fillRect(QRectF(0, 0, 5, 5), Qt::black);
      },
      R"(<rect x="0" y="0" width="5" height="5" fill="#000000" fill-opacity=".25"/>)");
  row(
      "without antialiasing",
      [](QPainter& p) {
        p.setRenderHint(QPainter::Antialiasing, false);
        p.fillRect(QRectF(0, 0, 5, 5), Qt::black);
      },
      "<g shape-rendering=\"crispEdges\">\n<rect x=\"0\" y=\"0\" width=\"5\" height=\"5\" "
      "fill=\"#000000\"/>\n</g>");
  row(
      "outside the view box", [](QPainter& p) { p.fillRect(QRectF(200, 0, 5, 5), Qt::black); }, "");
  row(
      "across its edge", [](QPainter& p) { p.fillRect(QRectF(-5, -5, 10, 10), Qt::black); },
      R"(<rect x="0" y="0" width="5" height="5" fill="#000000"/>)");
}

void TestExportSvg::shapes() {
  QFETCH(Draw, draw);
  QFETCH(QString, expected);
  const QString svg = drawn(draw);
  QVERIFY2(wellFormed(svg), qPrintable(svg));
  QCOMPARE(body(svg), expected);
}

void TestExportSvg::textStaysText() {
  const QString svg =
      drawn([](QPainter& p) { p.drawText(QRectF(0, 0, 100, 40), Qt::AlignCenter, "a < b & ü"); });
  QVERIFY(wellFormed(svg));
  QVERIFY2(svg.contains(QStringLiteral(">a &lt; b &amp; ü</text>")), qPrintable(svg));
  QVERIFY2(svg.contains(QStringLiteral(
               "font-family=\"Inter,Arial,Helvetica,sans-serif\" font-size=\"10\" text-anchor=\"middle\"")),
           qPrintable(svg));
  QVERIFY2(svg.contains(QStringLiteral("<text x=\"50\"")), qPrintable(svg));
}

void TestExportSvg::leftEdges() {
  const QString svg = drawn([](QPainter& p) {
    {
      const LeftEdgeOfTexts flush;
      p.drawText(QPointF(7, 20), QStringLiteral("prose"));
    }
    p.drawText(QPointF(7, 40), QStringLiteral("label"));
    drawFromLeft(p, QRectF(9, 50, 80, 20), QStringLiteral("heading"));
  });
  QVERIFY2(svg.contains(QStringLiteral("<text x=\"7\" y=\"20\">prose")), qPrintable(svg));
  QVERIFY2(svg.contains(QRegularExpression(QStringLiteral("<text x=\"9\" y=\"[0-9.]+\">heading"))),
           qPrintable(svg));
  QVERIFY2(!svg.contains(QStringLiteral("<text x=\"7\" y=\"40\">label")), qPrintable(svg));
  QCOMPARE(svg.count(QStringLiteral("text-anchor=\"middle\"")), 1);
}

void TestExportSvg::turnedText() {
  const QString svg = drawn([](QPainter& p) {
    p.translate(20, 60);
    p.rotate(-90);
    p.drawText(QPointF(0, 0), QStringLiteral("Layer"));
  });
  QVERIFY2(svg.contains(QStringLiteral("transform=\"matrix(0 -1 1 0 20 60)\">Layer</text>")),
           qPrintable(svg));
}

void TestExportSvg::mixedFontsAreWrittenOnce() {
  // Whatever fonts the machine falls back to, the string appears once.
  const QString text = QStringLiteral("步骤 12 步 σ");
  const QString svg = drawn([&](QPainter& p) { p.drawText(QPointF(5, 30), text); });
  QString read;
  QXmlStreamReader reader(svg);
  while (!reader.atEnd()) {
    if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String("text")) {
      read += reader.readElementText();
    }
  }
  QString expected = text;
  QCOMPARE(read.remove(' '), expected.remove(' '));
}

void TestExportSvg::curveIsCutAtTheClip() {
  const QString svg = drawn([](QPainter& p) {
    p.setClipRect(QRectF(20, 20, 40, 40));
    p.setPen(QPen(Qt::black, 1, Qt::SolidLine, Qt::FlatCap));
    const QPolygonF curve{{-1000, 40}, {40, 40}, {40, -900}, {50, -900}, {50, 5000}};
    p.drawPolyline(curve);
  });
  // Inside, plus the pen's width, plus a clip path that cuts to the pixel.
  QVERIFY2(svg.contains(QStringLiteral("<clipPath id=\"d1\"><path d=\"M20 20h40v40h-40v-40z\"/></clipPath>")),
           qPrintable(svg));
  QVERIFY2(svg.contains(QStringLiteral("clip-path=\"url(#d1)\"")), qPrintable(svg));
  QVERIFY2(svg.contains(QStringLiteral("d=\"M19 40h21v-21M50 19v42\"")), qPrintable(svg));
}

void TestExportSvg::restoreLiftsTheClip() {
  const QString svg = drawn([](QPainter& p) {
    p.save();
    p.setClipRect(QRectF(0, 0, 10, 10));
    p.fillRect(QRectF(0, 0, 50, 50), Qt::red);
    p.restore();
    p.fillRect(QRectF(0, 0, 50, 50), Qt::blue);
  });
  QCOMPARE(body(svg), QStringLiteral("<rect x=\"0\" y=\"0\" width=\"10\" height=\"10\" fill=\"#ff0000\"/>\n"
                                     "<rect x=\"0\" y=\"0\" width=\"50\" height=\"50\" fill=\"#0000ff\"/>"));
}

void TestExportSvg::roundClip() {
  const QString svg = drawn([](QPainter& p) {
    QPainterPath circle;
    circle.addEllipse(QPointF(40, 40), 20, 20);
    p.setClipPath(circle);
    p.fillRect(QRectF(0, 0, 100, 80), Qt::red);
  });
  QVERIFY(wellFormed(svg));
  QVERIFY2(svg.contains(QStringLiteral("<rect x=\"20\" y=\"20\" width=\"40\" height=\"40\"")),
           qPrintable(svg));
  QVERIFY2(svg.contains(QStringLiteral("<g clip-path=\"url(#d1)\">")), qPrintable(svg));
}

void TestExportSvg::gradientAndHatching() {
  const QString svg = drawn([](QPainter& p) {
    QLinearGradient shades(0, 0, 0, 50);
    shades.setColorAt(0, Qt::red);
    shades.setColorAt(1, Qt::blue);
    p.fillRect(QRectF(0, 0, 10, 50), shades);
    p.fillRect(QRectF(20, 0, 10, 50), QBrush(Qt::black, Qt::BDiagPattern));
  });
  QVERIFY(wellFormed(svg));
  QVERIFY2(
      svg.contains(QStringLiteral("fill=\"url(#d1)\"")) && svg.contains(QStringLiteral("fill=\"url(#d2)\"")),
      qPrintable(svg));
  QVERIFY(svg.contains(QStringLiteral("<linearGradient id=\"d1\"")));
  QVERIFY(svg.contains(QStringLiteral("<pattern id=\"d2\"")));
}

void TestExportSvg::imagesAreRefused() {
  QPixmap pixmap(4, 4);
  pixmap.fill(Qt::red);
  QVERIFY_EXCEPTION_THROWN(drawn([&](QPainter& p) { p.drawPixmap(0, 0, pixmap); }), Error);
}

void TestExportSvg::numbersKnowNoLocale() {
  const auto draw = [](QPainter& p) {
    p.setPen(QPen(Qt::black, 1.5));
    p.drawLine(QLineF(0.126, 1000.5, 12.345, 3));
  };
  const QString here = drawn(draw, {2000, 2000});
  QLocale::setDefault(QLocale(QLocale::German));
  const QString there = drawn(draw, {2000, 2000});
  QLocale::setDefault(QLocale::c());
  QCOMPARE(there, here);
  QVERIFY2(here.contains(QStringLiteral("M.13 1000.5l12.22-997.5")), qPrintable(here));
}

void TestExportSvg::longCurveIsSmall() {
  // 32,000 steps, each its own point: well below 1 MB.
  const QString svg = drawn(
      [](QPainter& p) {
        p.setPen(QPen(Qt::black, 1.5));
        QPolygonF curve;
        for (int i = 0; i < 32000; ++i) curve << QPointF(i * 700.0 / 32000, 200 + 100 * std::sin(i * 1.7));
        p.drawPolyline(curve);
      },
      {720, 480});
  QVERIFY2(svg.size() < 500'000, qPrintable(QString::number(svg.size())));
}

QTEST_MAIN(TestExportSvg)
#include "test_export_svg.moc"
