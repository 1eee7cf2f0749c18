// The tree's rules, read off the files themselves: which folder may include which, no translation unit
// with both torch and Qt, size of files, number of includes.
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QtTest>

namespace {

const QString kSource = QStringLiteral(ENTROSCOPE_SOURCE);
constexpr int kMostLines = 600, kMostHeaderLines = 200;
/// Whose errors are told in the window's language.
const QSet<QString> kSaidInTheWindow{"core/base",  "core/data", "core/engine", "core/measures",
                                     "core/model", "core/runs", "core/train"};

/// What the files of a layer may include, itself aside. The longest prefix of a path is its layer.
const QMap<QString, QStringList>& arrows() {
  static const QMap<QString, QStringList> map{
      {"core/base", {}},
      {"core/data", {"core/base"}},
      {"core/engine", {"core/base"}},
      {"core/runs", {"core/base", "core/engine"}},
      {"core/kernels", {"core/base"}},
      {"core/measures", {"core/base", "core/engine", "core/kernels"}},
      {"core/model", {"core/base", "core/data", "core/runs", "core/engine", "core/kernels", "core/measures"}},
      {"core/train", {"core"}},
      {"core/reproduce",
       {"core/base", "core/data", "core/engine", "core/measures", "core/runs", "core/train"}},
      {"core/selftest", {"core"}},
      {"views/plot", {"core"}},
      {"views/export", {"core", "views/plot"}},
      {"views/catalog", {"core", "views"}},
      {"views", {"core", "views/plot"}},
      {"app/cli", {"core"}},
      {"app/desktop", {"core", "views"}},
  };
  return map;
}

struct Source {
  QString path;
  int lines = 0;
  QStringList ours, others;  ///< "core/base/error.h"; <torch/…>, <QObject> …
};

QString layerOf(const QString& path) {
  QString best;
  for (const QString& layer : arrows().keys()) {
    if (path.startsWith(layer + '/') && layer.size() > best.size()) best = layer;
  }
  return best;
}

/// "views/heatmap/x.h": the folder two levels deep, so that one view does not include another.
QString folderOf(const QString& path) { return path.section('/', 0, 1); }

Source read(const QString& path) {
  static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"));
  Source source{QDir(kSource).relativeFilePath(path), 0, {}, {}};
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly | QIODevice::Text)) return source;
  while (!file.atEnd()) {
    ++source.lines;
    const auto match = include.match(QString::fromUtf8(file.readLine()));
    if (!match.hasMatch()) continue;
    const QString name = match.captured(2);
    const bool quoted = match.captured(1) == QLatin1String("\"");
    (quoted && QFile::exists(kSource + '/' + name) ? source.ours : source.others) << name;
  }
  return source;
}

QList<Source> sourcesUnder(const QStringList& folders) {
  QList<Source> sources;
  for (const QString& folder : folders) {
    QDirIterator files(kSource + '/' + folder, {"*.h", "*.cpp", "*.cu", "*.cuh"}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) sources << read(files.next());
  }
  return sources;
}

/// Highway's "-inl.h" files are code that is compiled once for each instruction set.
bool isHeader(const QString& path) { return path.endsWith(".h") && !path.endsWith("-inl.h"); }

bool isTorch(const QString& include) {
  static const QRegularExpression torch(QStringLiteral("^(torch|ATen|c10|caffe2)/"));
  return torch.match(include).hasMatch();
}

bool isQt(const QString& include) {
  static const QRegularExpression qt(QStringLiteral("^(Q[A-Z]\\w*|Qt\\w+/\\w+|qcustomplot\\.h)$"));
  return qt.match(include).hasMatch();
}

bool allowed(const QString& from, const QString& to) {
  const QString layer = layerOf(from);
  if (folderOf(from) == folderOf(to)) return true;
  const QStringList may = arrows().value(layer);
  return std::any_of(may.begin(), may.end(),
                     [&](const QString& prefix) { return to.startsWith(prefix + '/'); });
}

}  // namespace

class TestLayering : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    sources_ = sourcesUnder({"core", "views", "app", "tests"});
    QVERIFY(sources_.size() > 50);
  }

  void arrowsPointOneWay() {
    QStringList wrong;
    for (const Source& source : sources_) {
      if (source.path.startsWith("tests/")) continue;
      if (layerOf(source.path).isEmpty()) wrong << source.path + " belongs to no layer";
      for (const QString& include : source.ours) {
        if (!allowed(source.path, include)) wrong << source.path + " includes " + include;
      }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
  }

  void theRuleItselfRefusesWrongArrows() {
    QVERIFY(!allowed("core/base/a.cpp", "core/runs/run.h"));
    QVERIFY(!allowed("core/runs/a.cpp", "views/plot/theme.h"));
    QVERIFY(!allowed("core/kernels/a.cpp", "core/model/language_model.h"));
    QVERIFY(!allowed("views/plot/a.cpp", "views/heatmap/b.h"));
    QVERIFY(!allowed("views/heatmap/a.cpp", "views/histogram/b.h"));
    QVERIFY(!allowed("views/heatmap/a.cpp", "app/desktop/arguments.h"));
    QVERIFY(!allowed("app/cli/a.cpp", "views/plot/theme.h"));
    QVERIFY(allowed("views/heatmap/a.cpp", "views/plot/theme.h"));
    QVERIFY(allowed("core/train/a.cpp", "core/model/language_model.h"));
  }

  void coreHasNoQtAndViewsHaveNoTorch() {
    QStringList wrong;
    for (const Source& source : sources_) {
      for (const QString& include : source.others) {
        const bool core = source.path.startsWith("core/") || source.path.startsWith("app/cli/");
        const bool window = source.path.startsWith("views/") || source.path.startsWith("app/desktop/");
        if ((core && isQt(include)) || (window && isTorch(include)))
          wrong << source.path + " includes " + include;
      }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
  }

  /// Also through our own headers: what a translation unit reaches in the end.
  void noTranslationUnitMeetsTorchAndQt() {
    QMap<QString, const Source*> byPath;
    for (const Source& source : sources_) byPath[source.path] = &source;
    QStringList wrong;
    for (const Source& unit : sources_) {
      if (!unit.path.endsWith(".cpp")) continue;
      QSet<QString> seen{unit.path};
      QStringList open{unit.path}, torch, qt;
      while (!open.isEmpty()) {
        const Source* source = byPath.value(open.takeLast());
        if (source == nullptr) continue;
        for (const QString& include : source->others) {
          if (isTorch(include)) torch << source->path;
          if (isQt(include)) qt << source->path;
        }
        for (const QString& include : source->ours) {
          if (seen.contains(include)) continue;
          seen.insert(include);
          open << include;
        }
      }
      if (!torch.isEmpty() && !qt.isEmpty()) {
        wrong << unit.path + " meets torch (" + torch.front() + ") and Qt (" + qt.front() + ")";
      }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
  }

  void cudaFilesKnowNoTorch() {
    for (const Source& source : sources_) {
      if (!source.path.endsWith(".cu") && !source.path.endsWith(".cuh")) continue;
      for (const QString& include : source.others) {
        QVERIFY2(!isTorch(include), qPrintable(source.path + " includes " + include));
      }
    }
  }

  void filesStaySmall() {
    QStringList wrong;
    for (const Source& source : sources_) {
      const bool header = isHeader(source.path) && !source.path.startsWith("tests/");
      const int limit = header ? kMostHeaderLines : kMostLines;
      if (source.lines > limit)
        wrong << QStringLiteral("%1 has %2 lines, %3 at most").arg(source.path).arg(source.lines).arg(limit);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
  }

  /// What a window may show is put together by Sentence, part by part: a text glued from pieces stays
  /// English.
  void coresErrorsAreSentences() {
    const QRegularExpression thrown(QStringLiteral("\\bError\\(\\s*ErrorCode::(?!Internal\\b)\\w+,([^;]*);"));
    const QRegularExpression glued(QStringLiteral("^\\s*\"|\"\\s*\\+|\\+\\s*\""));
    QStringList wrong;
    int seen = 0;
    for (const Source& source : sources_) {
      if (!kSaidInTheWindow.contains(folderOf(source.path))) continue;
      QFile file(kSource + '/' + source.path);
      QVERIFY(file.open(QIODevice::ReadOnly | QIODevice::Text));
      const QString text = QString::fromUtf8(file.readAll());
      for (auto match = thrown.globalMatch(text); match.hasNext(); ++seen) {
        const QString parts = match.next().captured(1);
        if (glued.match(parts).hasMatch()) wrong << source.path + ": Error(…," + parts.simplified();
      }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    QVERIFY(seen > 150);
  }

  void headersStartWithTheirPurpose() {
    for (const Source& source : sources_) {
      if (!isHeader(source.path)) continue;
      QFile file(kSource + '/' + source.path);
      QVERIFY(file.open(QIODevice::ReadOnly | QIODevice::Text));
      QVERIFY2(file.readLine().startsWith("// "), qPrintable(source.path));
      QVERIFY2(file.readAll().contains("#pragma once"), qPrintable(source.path));
    }
  }

 private:
  QList<Source> sources_;
};

QTEST_GUILESS_MAIN(TestLayering)
#include "test_layering.moc"
