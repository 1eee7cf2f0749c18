#include "app/desktop/dialogs/style_dialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "app/desktop/dialogs/figure_preview.h"
#include "app/desktop/publish/command_line.h"

namespace entroscope {

namespace {

constexpr double kMillimetresPerPixel = 25.4 / 96;
constexpr double kOwnWidth = 0, kOtherWidth = -1;
constexpr int kControlsWidth = 300, kCommandHeight = 116;

/// Each theme's code and its name, in the order of the box.
std::vector<std::pair<QString, QString>> themeNames() {
  return {{QStringLiteral("print"), StyleDialog::tr("Print")},
          {QStringLiteral("light"), StyleDialog::tr("Light")},
          {QStringLiteral("dark"), StyleDialog::tr("Dark")}};
}

}  // namespace

QString styleText(const FigureStyle& style) {
  QString theme = style.theme;
  for (const auto& [code, name] : themeNames()) {
    if (code == theme) theme = name;
  }
  const QLocale locale;
  const QString width =
      style.widthMillimetres > 0
          ? StyleDialog::tr("%1 mm wide").arg(locale.toString(style.widthMillimetres, 'g', 5))
          : StyleDialog::tr("each figure's own width");
  return StyleDialog::tr("%1, %2 %3 pt, %4")
      .arg(theme, style.family.isEmpty() ? bundledFontFamily() : style.family,
           locale.toString(style.points, 'g', 3), width);
}

StyleDialog::StyleDialog(const std::vector<View*>& views, const View* shown, const FigureStyle& style,
                         QWidget* parent)
    : QDialog(parent),
      views_(views),
      figure_(new QComboBox),
      theme_(new QComboBox),
      font_(new QComboBox),
      width_(new QComboBox),
      points_(new QDoubleSpinBox),
      millimetres_(new QDoubleSpinBox),
      size_(new QLabel),
      fontNote_(new QLabel),
      command_(new QPlainTextEdit),
      preview_(new FigurePreview) {
  setWindowTitle(tr("Figure style"));
  makeControls();
  layOut();
  const auto first = std::ranges::find(views_, shown);
  if (first != views_.end()) figure_->setCurrentIndex(static_cast<int>(first - views_.begin()));
  setStyle(style);
  connect(width_, &QComboBox::currentIndexChanged, this, &StyleDialog::chooseWidth);
  connect(millimetres_, &QDoubleSpinBox::valueChanged, this, &StyleDialog::typeWidth);
  connect(points_, &QDoubleSpinBox::valueChanged, this, &StyleDialog::update);
  for (QComboBox* box : {figure_, theme_, font_}) {
    connect(box, &QComboBox::currentIndexChanged, this, &StyleDialog::update);
  }
}

void StyleDialog::makeControls() {
  figure_->setObjectName(QStringLiteral("figure"));
  for (const View* view : views_) figure_->addItem(view->title());
  theme_->setObjectName(QStringLiteral("theme"));
  for (const auto& [code, name] : themeNames()) theme_->addItem(name, code);
  font_->setObjectName(QStringLiteral("font"));
  font_->addItem(tr("%1 (comes with Entroscope)").arg(bundledFontFamily()), QString());
  for (const QString& family : QFontDatabase::families()) {
    if (family == bundledFontFamily() || QFontDatabase::isPrivateFamily(family)) continue;
    if (QFontDatabase::isSmoothlyScalable(family)) font_->addItem(family, family);
  }
  font_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  points_->setObjectName(QStringLiteral("points"));
  points_->setRange(kSmallestPoints, kLargestPoints);
  points_->setDecimals(1);
  points_->setSingleStep(0.5);
  points_->setSuffix(tr(" pt"));
  points_->setToolTip(tr("Of axis labels; all other text keeps its proportion to them"));
  width_->setObjectName(QStringLiteral("width"));
  width_->addItem(tr("The figure's own"), kOwnWidth);
  width_->addItem(tr("One column, %1 mm").arg(kOneColumnMillimetres), kOneColumnMillimetres);
  width_->addItem(tr("Two columns, %1 mm").arg(kTwoColumnsMillimetres), kTwoColumnsMillimetres);
  width_->addItem(tr("Another width"), kOtherWidth);
  millimetres_->setObjectName(QStringLiteral("millimetres"));
  millimetres_->setRange(kNarrowestMillimetres, kWidestMillimetres);
  millimetres_->setDecimals(1);
  millimetres_->setSuffix(tr(" mm"));
  millimetres_->setAccessibleName(tr("Width in millimetres"));
  command_->setObjectName(QStringLiteral("command"));
  command_->setReadOnly(true);
  command_->setTabChangesFocus(true);
  command_->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  command_->setFixedHeight(kCommandHeight);
  command_->setToolTip(tr("This command gives the same file, to the byte"));
  for (QLabel* label : {size_, fontNote_}) label->setWordWrap(true);
  fontNote_->setObjectName(QStringLiteral("fontNote"));
  size_->setObjectName(QStringLiteral("size"));
}

void StyleDialog::layOut() {
  auto* form = new QFormLayout;
  form->setSpacing(8);
  form->addRow(tr("&Look at"), figure_);
  form->addRow(tr("&Theme"), theme_);
  form->addRow(tr("&Font"), font_);
  form->addRow(tr("Font &size"), points_);
  form->addRow(tr("&Width"), width_);
  form->addRow(QString(), millimetres_);
  auto* side = new QWidget;
  side->setFixedWidth(kControlsWidth);
  auto* left = new QVBoxLayout(side);
  left->setContentsMargins(0, 0, 0, 0);
  left->setSpacing(10);
  left->addLayout(form);
  left->addWidget(size_);
  left->addWidget(fontNote_);
  left->addStretch(1);
  auto* commandLabel = new QLabel(tr("On the &command line"));
  commandLabel->setBuddy(command_);
  auto* copy = new QPushButton(tr("Copy"));
  copy->setToolTip(tr("Copy the command"));
  copy->setAutoDefault(false);
  connect(copy, &QPushButton::clicked, this,
          [this] { QGuiApplication::clipboard()->setText(command_->toPlainText()); });
  auto* commandRow = new QHBoxLayout;
  commandRow->addWidget(commandLabel, 1);
  commandRow->addWidget(copy);
  left->addLayout(commandRow);
  left->addWidget(command_);

  auto* columns = new QHBoxLayout;
  columns->setSpacing(16);
  columns->addWidget(side);
  columns->addWidget(preview_, 1);
  auto* buttons = new QDialogButtonBox;
  buttons->addButton(tr("Use this style"), QDialogButtonBox::AcceptRole);
  buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
  QPushButton* reset = buttons->addButton(tr("As designed"), QDialogButtonBox::ResetRole);
  reset->setToolTip(tr("Theme for print, bundled font, each figure's own width"));
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(reset, &QPushButton::clicked, this, [this] { setStyle({}); });
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(16, 16, 16, 12);
  rows->setSpacing(12);
  rows->addLayout(columns, 1);
  rows->addWidget(buttons);
  resize(920, 560);
}

void StyleDialog::setStyle(const FigureStyle& style) {
  {
    const QSignalBlocker theme(theme_), font(font_), points(points_), width(width_), free(millimetres_);
    theme_->setCurrentIndex(std::max(0, theme_->findData(style.theme)));
    font_->setCurrentIndex(std::max(0, font_->findData(style.family)));
    points_->setValue(style.points);
    const int preset = width_->findData(style.widthMillimetres);
    width_->setCurrentIndex(preset >= 0 ? preset : width_->findData(kOtherWidth));
    if (style.widthMillimetres > 0) millimetres_->setValue(style.widthMillimetres);
  }
  update();
}

FigureStyle StyleDialog::style() const {
  const double preset = width_->currentData().toDouble();
  return {.theme = theme_->currentData().toString(),
          .family = font_->currentData().toString(),
          .points = points_->value(),
          .widthMillimetres = preset == kOtherWidth ? millimetres_->value() : preset};
}

View* StyleDialog::shown() const { return views_[static_cast<std::size_t>(figure_->currentIndex())]; }

void StyleDialog::chooseWidth() {
  const double preset = width_->currentData().toDouble();
  const QSignalBlocker block(millimetres_);
  if (preset > 0) millimetres_->setValue(preset);
  update();
}

void StyleDialog::typeWidth(double millimetres) {
  const QSignalBlocker block(width_);
  const int preset = width_->findData(millimetres);
  width_->setCurrentIndex(preset >= 0 ? preset : width_->findData(kOtherWidth));
  update();
}

QString StyleDialog::sizeText() const {
  const QSizeF page = pageSize(*shown(), style()) * kMillimetresPerPixel;
  const QString size =
      tr("%1 × %2 mm").arg(locale().toString(page.width(), 'f', 0), locale().toString(page.height(), 'f', 0));
  const double points = pointsOnPage(*shown(), style());
  if (points > style().points - 0.05) return size;
  return size + QStringLiteral(". ") +
         tr("This figure needs more room: its axis labels come out at %1 pt. Give it two columns or take a "
            "smaller font.")
             .arg(locale().toString(points, 'f', 1));
}

QString StyleDialog::fontNote() const {
  if (style().family.isEmpty()) return tr("The same bytes on every machine.");
  return tr("%1 belongs to this machine: files name it, and where it is missing a reader sees another font. "
            "PDF "
            "embeds it.")
      .arg(style().family);
}

void StyleDialog::update() {
  const FigureStyle wanted = style();
  const bool own = wanted.widthMillimetres <= 0;
  if (own) {
    const QSignalBlocker block(millimetres_);
    millimetres_->setValue(pageSize(*shown(), wanted).width() * kMillimetresPerPixel);
  }
  size_->setText(sizeText());
  fontNote_->setText(fontNote());
  command_->setPlainText(exportCommand(*shown(), FigureFormat::Svg, wanted));
  preview_->show(shown(), wanted);
}

}  // namespace entroscope
