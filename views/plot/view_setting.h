// What a figure can be set to beside its style, by names that last: the controls of its view and the choices
// of the run set that it shows. The window writes them down as a command, `entroscope export --set` reads
// them; both mean the controls themselves, so that a figure has the same bytes from either. GUI thread.
#pragma once

#include <QString>
#include <QStringList>
#include <functional>
#include <string>
#include <vector>

class QAbstractButton;
class QComboBox;
class QSpinBox;

namespace entroscope {

class RunSet;
class View;

struct ViewSetting {
  QString name;                             ///< "smoothing"
  QString expected;                         ///< what `set` takes, in English: "on or off"
  QString usual;                            ///< the value of a new view
  std::function<QString()> now;             ///< as `set` takes it, whatever the locale
  std::function<bool(const QString&)> set;  ///< false: not one of `expected`, and nothing was changed
};
using ViewSettings = std::vector<ViewSetting>;

ViewSetting switchSetting(const QString& name, QAbstractButton& button);
/// @param words one for each entry of the box, in its order. @param usual index.
ViewSetting choiceSetting(const QString& name, QComboBox& box, const QStringList& words, int usual = 0);
ViewSetting numberSetting(const QString& name, QSpinBox& box, int usual);
/// One of the visible runs: by its folder, reference, name, configuration or identifier, whichever says it
/// alone. `now` is empty while none was chosen.
ViewSetting runSetting(const QString& name, const RunSet& runs, std::function<std::string()> chosenId,
                       std::function<bool(const std::string&)> choose);

/// Choices of the run set, which all views share.
ViewSettings momentSettings(RunSet& runs);    ///< axis and cursor
ViewSetting windowSetting(RunSet& runs);      ///< of the horizontal axis
ViewSetting headSetting(RunSet& runs);        ///< the chosen one
ViewSettings overloadSettings(RunSet& runs);  ///< M and the threshold from which heads light up
ViewSetting overloadMaximumSetting(RunSet& runs);

/// Sets what `assignments` say, "smoothing=20" in every figure that has it, "loss-curves.smoothing=20" in
/// one.
/// @throws Error{BadUsage} with one sentence: none of the figures has such a setting, a value is not among
/// those expected, or one is given twice.
void applySettings(const std::vector<View*>& figures, const QStringList& assignments);
/// What differs from a new view's, as applySettings takes it.
QStringList assignmentsOf(const std::vector<View*>& figures);

}  // namespace entroscope
