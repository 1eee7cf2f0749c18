#include "views/export/svg_document.h"

#include <utility>

#include "views/export/svg_text.h"

namespace entroscope {

SvgDocument::SvgDocument(QSizeF size, QString title) : size_(size), title_(std::move(title)) {}

QByteArray SvgDocument::definition(const QByteArray& body) {
  auto found = ids_.constFind(body);
  if (found == ids_.constEnd()) {
    const QByteArray id = "d" + QByteArray::number(ids_.size() + 1);
    found = ids_.insert(body, id);
    definitions_ += QByteArray(body).replace("%id", id) + '\n';
  }
  return "url(#" + *found + ')';
}

QByteArray SvgDocument::clipAttribute(const QByteArray& pathData, bool evenOdd) {
  const QByteArray rule = evenOdd ? " clip-rule=\"evenodd\"" : "";
  return svg::attribute(
      "clip-path", definition("<clipPath id=\"%id\"><path d=\"" + pathData + '"' + rule + "/></clipPath>"));
}

void SvgDocument::openGroup(const QByteArray& group) {
  if (group == group_) return;
  if (!group_.isEmpty()) body_ += "</g>\n";
  if (!group.isEmpty()) body_ += "<g" + group + ">\n";
  group_ = group;
}

void SvgDocument::flushStroke() {
  if (stroke_.isEmpty()) return;
  const QByteArray data = std::exchange(stroke_, {});
  openGroup(strokeGroup_);
  body_ += "<path d=\"" + data + "\"/>\n";
}

void SvgDocument::add(const QByteArray& group, const QByteArray& element) {
  flushStroke();
  openGroup(group);
  body_ += element + '\n';
}

void SvgDocument::addStroke(const QByteArray& group, const QByteArray& pathData, bool mergeable) {
  if (pathData.isEmpty()) return;
  if (!mergeable || group != strokeGroup_) flushStroke();
  strokeGroup_ = group;
  stroke_ += pathData;
  if (!mergeable) flushStroke();
}

QByteArray SvgDocument::finished() {
  flushStroke();
  openGroup({});
  const QByteArray width = svg::number(size_.width()), height = svg::number(size_.height());
  QByteArray file = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"";
  file += svg::attribute("width", width) + svg::attribute("height", height) +
          svg::attribute("viewBox", "0 0 " + width + ' ' + height) + " fill=\"none\">\n";
  if (!title_.isEmpty()) file += "<title>" + svg::escaped(title_) + "</title>\n";
  if (!definitions_.isEmpty()) file += "<defs>\n" + definitions_ + "</defs>\n";
  return file + body_ + "</svg>\n";
}

}  // namespace entroscope
