// The line on stderr that says how far a command has got: rewritten in place on a terminal, else a plain line
// every ten seconds. One thread.
#pragma once

#include <chrono>
#include <string>

namespace entroscope::cli {

/// "1:02:03", "4:05"; "–" when unknown.
std::string durationText(double seconds);

class StatusLine {
 public:
  StatusLine();
  ~StatusLine();  ///< wipes what a terminal shows
  StatusLine(const StatusLine&) = delete;
  StatusLine& operator=(const StatusLine&) = delete;

  bool isTerminal() const { return terminal_; }
  /// Whether the text before has stood long enough.
  bool isDue() const;
  void show(const std::string& text);  ///< as one line, whatever names are in it
  /// What was shown last stays on the terminal.
  void end();
  /// Until `share` (0 to 1) of the work is all of it, at the pace since the line was made.
  std::string timeLeft(double share) const;

 private:
  bool terminal_, open_ = false;
  std::chrono::steady_clock::time_point begin_, last_;
};

}  // namespace entroscope::cli
