#include "views/plot/view_setting.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLocale>
#include <QSpinBox>
#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/base/error.h"
#include "views/plot/linked_axis.h"
#include "views/plot/run_set.h"
#include "views/plot/view.h"

namespace entroscope {
namespace {

const QString kOn = QStringLiteral("on"), kOff = QStringLiteral("off"), kNewest = QStringLiteral("newest"),
              kAll = QStringLiteral("all"), kNone = QStringLiteral("none");

/// "a, b or c"
QString oneOf(const QStringList& words) {
  if (words.size() < 2) return words.join(QString());
  return words.mid(0, words.size() - 1).join(QStringLiteral(", ")) + QStringLiteral(" or ") + words.back();
}

ViewSetting wordSetting(const QString& name, const QStringList& words, int usual, std::function<int()> now,
                        const std::function<void(int)>& set) {
  return {name, oneOf(words), words.at(usual), [words, now = std::move(now)] { return words.value(now()); },
          [words, set](const QString& word) {
            const auto index = words.indexOf(word);
            if (index >= 0) set(static_cast<int>(index));
            return index >= 0;
          }};
}

QString exactly(double number) { return QString::number(number, 'g', QLocale::FloatingPointShortest); }

bool sameFolder(const std::filesystem::path& folder, const std::string& text) {
  std::error_code failure;
  return !folder.empty() && (folder == text || std::filesystem::equivalent(folder, text, failure));
}

/// The visible runs that `word` may mean; the first way of saying it by which there is one counts.
std::vector<const OpenRun*> runsNamed(const RunSet& runs, const QString& word) {
  const std::string text = word.toStdString();
  const std::vector<std::function<bool(const OpenRun&)>> ways{
      [&](const OpenRun& open) { return open.run->info().id == text; },
      [&](const OpenRun& open) { return sameFolder(open.run->info().path, text); },
      [&](const OpenRun& open) { return open.label() == word; },
      [&](const OpenRun& open) { return open.name() == word; },
      [&](const OpenRun& open) { return open.run->config().configuration == text; }};
  for (const auto& fits : ways) {
    std::vector<const OpenRun*> found = runs.visible();
    std::erase_if(found, [&](const OpenRun* open) { return !fits(*open); });
    if (!found.empty()) return found;
  }
  return {};
}

QString wordFor(const RunSet& runs, const std::string& id) {
  for (const OpenRun* open : runs.visible()) {
    if (open->run->info().id != id) continue;
    const QString label = open->label();
    return runsNamed(runs, label).size() == 1 ? label : QString::fromStdString(id);
  }
  return {};
}

QString expectedRuns(const RunSet& runs) {
  QStringList labels;
  for (const OpenRun* open : runs.visible()) labels << open->label();
  return labels.isEmpty() ? QStringLiteral("a run") : QStringLiteral("one run of ") + oneOf(labels);
}

HeadId lastHead(const RunSet& runs) {
  HeadId last;
  for (const OpenRun* open : runs.visible()) {
    last.layer = std::max(last.layer, open->run->config().model.layers - 1);
    last.head = std::max(last.head, open->run->config().model.heads - 1);
  }
  return last;
}

/// "2:5" as its two halves.
bool halves(const QString& text, QString& first, QString& second) {
  const QStringList parts = text.split(QLatin1Char(':'));
  if (parts.size() != 2) return false;
  first = parts[0];
  second = parts[1];
  return true;
}

struct Assignment {
  QString figure, name, value, text;
  bool used = false;
};

Assignment assignmentFrom(const QString& text) {
  const auto equals = text.indexOf(QLatin1Char('='));
  if (equals <= 0) throw Error(ErrorCode::BadUsage, "--set " + text.toStdString() + ": expected NAME=VALUE");
  QString name = text.left(equals), figure;
  if (const auto dot = name.indexOf(QLatin1Char('.')); dot >= 0) {
    figure = name.left(dot);
    name.remove(0, dot + 1);
  }
  return {figure, name, text.mid(equals + 1), text, false};
}

[[noreturn]] void refuseUnknown(const std::vector<View*>& figures, const Assignment& assignment) {
  QStringList names;
  for (View* view : figures) {
    if (!assignment.figure.isEmpty() && view->figureName() != assignment.figure) continue;
    for (const ViewSetting& setting : view->settings())
      if (!names.contains(setting.name)) names << setting.name;
  }
  const QString whose = !assignment.figure.isEmpty() ? assignment.figure
                        : figures.size() == 1        ? figures.front()->figureName()
                                                     : QStringLiteral("none of these figures");
  const QString sentence = figures.size() > 1 && assignment.figure.isEmpty()
                               ? QStringLiteral("%1 has it; they have %2")
                               : QStringLiteral("%1 has no such setting; it has %2");
  throw Error(ErrorCode::BadUsage,
              "--set " + assignment.text.toStdString() + ": " +
                  sentence.arg(whose, names.isEmpty() ? QStringLiteral("none") : oneOf(names)).toStdString());
}

}  // namespace

ViewSetting switchSetting(const QString& name, QAbstractButton& button) {
  return wordSetting(
      name, {kOff, kOn}, 0, [&button] { return button.isChecked() ? 1 : 0; },
      [&button](int on) { button.setChecked(on == 1); });
}

ViewSetting choiceSetting(const QString& name, QComboBox& box, const QStringList& words, int usual) {
  return wordSetting(
      name, words, usual, [&box] { return box.currentIndex(); },
      [&box](int index) { box.setCurrentIndex(index); });
}

ViewSetting numberSetting(const QString& name, QSpinBox& box, int usual) {
  return {name, QStringLiteral("a whole number from %1 to %2").arg(box.minimum()).arg(box.maximum()),
          QString::number(usual), [&box] { return QString::number(box.value()); },
          [&box](const QString& text) {
            bool number = false;
            const int value = text.toInt(&number);
            if (!number || value < box.minimum() || value > box.maximum()) return false;
            box.setValue(value);
            return true;
          }};
}

ViewSetting runSetting(const QString& name, const RunSet& runs, std::function<std::string()> chosenId,
                       std::function<bool(const std::string&)> choose) {
  return {name,
          expectedRuns(runs),
          {},
          [&runs, chosenId = std::move(chosenId)] { return wordFor(runs, chosenId()); },
          [&runs, choose = std::move(choose)](const QString& word) {
            const auto named = runsNamed(runs, word);
            return named.size() == 1 && choose(named.front()->run->info().id);
          }};
}

ViewSettings momentSettings(RunSet& runs) {
  return {wordSetting(
              QStringLiteral("axis"), {QStringLiteral("steps"), QStringLiteral("tokens")}, 0,
              [&runs] { return runs.axis() == XAxis::Tokens ? 1 : 0; },
              [&runs](int tokens) { runs.setAxis(tokens == 1 ? XAxis::Tokens : XAxis::Step); }),
          {QStringLiteral("at"), QStringLiteral("a number of steps or tokens, as the axis counts, or newest"),
           kNewest,
           [&runs] {
             return runs.cursor().follows() ? kNewest
                                            : QString::number(static_cast<qlonglong>(runs.cursor().place));
           },
           [&runs](const QString& text) {
             bool number = false;
             const qlonglong place = text.toLongLong(&number);
             if (text != kNewest && (!number || place < 0)) return false;
             runs.setCursor(text == kNewest ? RunSet::kFollow : place);
             return true;
           }}};
}

ViewSetting windowSetting(RunSet& runs) {
  LinkedAxis& axis = LinkedAxis::of(runs);
  return {QStringLiteral("window"), QStringLiteral("FIRST:LAST, as the axis counts, or all"), kAll,
          [&axis] {
            return axis.window()
                       ? exactly(axis.window()->first) + QLatin1Char(':') + exactly(axis.window()->last)
                       : kAll;
          },
          [&axis](const QString& text) {
            if (text == kAll) {
              axis.setWindow({});
              return true;
            }
            QString first, last;
            bool from = false, to = false;
            if (!halves(text, first, last)) return false;
            const XWindow window{first.toDouble(&from), last.toDouble(&to)};
            if (!from || !to || !(window.width() > 0) || !qIsFinite(window.width())) return false;
            axis.setWindow(window);
            return true;
          }};
}

ViewSetting headSetting(RunSet& runs) {
  const HeadId last = lastHead(runs);
  return {QStringLiteral("head"),
          QStringLiteral("LAYER:HEAD from 0:0 to %1:%2, or none").arg(last.layer).arg(last.head), kNone,
          [&runs] {
            const auto& head = runs.selectedHead();
            return head ? QStringLiteral("%1:%2").arg(head->layer).arg(head->head) : kNone;
          },
          [&runs, last](const QString& text) {
            if (text == kNone) {
              runs.selectHead({});
              return true;
            }
            QString layer, head;
            bool isLayer = false, isHead = false;
            if (!halves(text, layer, head)) return false;
            const HeadId wanted{layer.toInt(&isLayer), head.toInt(&isHead)};
            if (!isLayer || !isHead || wanted.layer < 0 || wanted.head < 0 || wanted.layer > last.layer ||
                wanted.head > last.head)
              return false;
            runs.selectHead(wanted);
            return true;
          }};
}

ViewSetting overloadMaximumSetting(RunSet& runs) {
  return wordSetting(
      QStringLiteral("maximum"), {QStringLiteral("pooled"), QStringLiteral("run"), QStringLiteral("theory")},
      0,
      [&runs] {
        const OverloadMaximum now = runs.overloadMaximum();
        return now == OverloadMaximum::Pooled ? 0 : now == OverloadMaximum::PerRun ? 1 : 2;
      },
      [&runs](int index) {
        runs.setOverloadMaximum(index == 0   ? OverloadMaximum::Pooled
                                : index == 1 ? OverloadMaximum::PerRun
                                             : OverloadMaximum::Theoretical);
      });
}

ViewSettings overloadSettings(RunSet& runs) {
  return {
      overloadMaximumSetting(runs),
      {QStringLiteral("threshold"), QStringLiteral("a whole number of per cent of M from 1 to 100, or off"),
       kOff, [&runs] { return runs.brush() ? QString::number(qRound(100 * *runs.brush())) : kOff; },
       [&runs](const QString& text) {
         bool number = false;
         const int percent = text.toInt(&number);
         if (text != kOff && (!number || percent < 1 || percent > 100)) return false;
         runs.setBrush(text == kOff ? std::nullopt : std::optional(percent / 100.0));
         return true;
       }}};
}

void applySettings(const std::vector<View*>& figures, const QStringList& assignments) {
  std::vector<Assignment> wanted;
  for (const QString& text : assignments) {
    Assignment next = assignmentFrom(text);
    for (const Assignment& other : wanted) {
      if (other.name == next.name && other.figure == next.figure)
        throw Error(ErrorCode::BadUsage,
                    "--set " + next.text.toStdString() + ": " + next.name.toStdString() + " is given twice");
    }
    wanted.push_back(std::move(next));
  }
  // In each view's order, not in that of the command: a cursor counts in the unit of the axis.
  for (View* view : figures) {
    for (const ViewSetting& setting : view->settings()) {
      Assignment* chosen = nullptr;
      for (Assignment& assignment : wanted) {
        if (assignment.name != setting.name) continue;
        if (assignment.figure == view->figureName()) chosen = &assignment;
        if (assignment.figure.isEmpty()) {
          assignment.used = true;
          if (chosen == nullptr) chosen = &assignment;
        }
      }
      if (chosen == nullptr) continue;
      chosen->used = true;
      if (!setting.set(chosen->value))
        throw Error(ErrorCode::BadUsage,
                    "--set " + chosen->text.toStdString() + ": expected " + setting.expected.toStdString());
    }
  }
  for (const Assignment& assignment : wanted)
    if (!assignment.used) refuseUnknown(figures, assignment);
}

QStringList assignmentsOf(const std::vector<View*>& figures) {
  struct Found {
    QString figure, name, value;
    bool usual;
  };
  std::vector<Found> all;
  for (View* view : figures) {
    for (const ViewSetting& setting : view->settings()) {
      const QString value = setting.now();
      all.push_back({view->figureName(), setting.name, value, value == setting.usual});
    }
  }
  QStringList assignments;
  for (const Found& found : all) {
    if (found.usual) continue;
    const bool everywhere = std::ranges::all_of(
        all, [&](const Found& other) { return other.name != found.name || other.value == found.value; });
    const QString text = (everywhere ? QString() : found.figure + QLatin1Char('.')) + found.name +
                         QLatin1Char('=') + found.value;
    if (!assignments.contains(text)) assignments << text;
  }
  return assignments;
}

}  // namespace entroscope
