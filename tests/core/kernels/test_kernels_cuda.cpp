// The loadable CUDA half: what it needs, and that loading it never breaks a machine without a GPU.
#include <dlfcn.h>

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "core/kernels/cuda_loader.h"

class TestKernelsCuda : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void needsTheCudaLibraries();
  void loadingSaysWhatIsMissing();
  void missingFileIsRefusedInOneSentence();
  void takesTorchFromTheWheelThatIsNamed();

 private:
  const QString library_ = QStringLiteral(ENTROSCOPE_CUDA_LIBRARY);
};

/// Without --no-as-needed the linker would drop libtorch_cuda, which no symbol asks for, and CUDA would stay
/// unavailable; a static cudart would be a second runtime beside LibTorch's.
void TestKernelsCuda::needsTheCudaLibraries() {
  if (!QFileInfo::exists(library_)) QSKIP("the CUDA half was not built here (no nvcc)");
  const QString readelf = QStandardPaths::findExecutable(QStringLiteral("readelf"));
  if (readelf.isEmpty()) QSKIP("no readelf here");
  QProcess process;
  process.start(readelf, {QStringLiteral("-d"), library_});
  QVERIFY(process.waitForFinished());
  const QString needed = QString::fromUtf8(process.readAllStandardOutput());
  for (const char* name :
       {"[libtorch_cuda.so]", "[libc10_cuda.so]", "[libcudart.so.13]", "[libtorch_cpu.so]"}) {
    QVERIFY2(needed.contains(QLatin1String(name)), name);
  }
  QVERIFY2(!needed.contains(QLatin1String("[libcuda.so.1]")), "the driver may be absent");
}

void TestKernelsCuda::loadingSaysWhatIsMissing() {
  const entroscope::CudaLibrary result = entroscope::loadCudaLibrary(library_.toStdString());
  QVERIFY(!result.status.empty());
  QVERIFY2(result.status.find('\n') == std::string::npos, result.status.c_str());
  if (!result.loaded) QSKIP(("cannot be loaded here: " + result.status).c_str());
  QVERIFY(result.status.find(library_.toStdString()) != std::string::npos);
}

void TestKernelsCuda::missingFileIsRefusedInOneSentence() {
  const entroscope::CudaLibrary result = entroscope::loadCudaLibrary("/nowhere/libentroscope_cuda.so");
  QVERIFY(!result.loaded);
  QVERIFY(!result.status.empty());
}

/// A package brings LibTorch's CPU half alone: the other is the user's own, named in ENTROSCOPE_TORCH.
void TestKernelsCuda::takesTorchFromTheWheelThatIsNamed() {
  const QString fake = QStringLiteral(ENTROSCOPE_FAKE_LIBRARY);
  QVERIFY(dlopen("libcuda.so.1", RTLD_LAZY) != nullptr || dlopen(qPrintable(fake), RTLD_LAZY) != nullptr);
  QTemporaryDir wheel;
  qputenv("ENTROSCOPE_TORCH", wheel.path().toUtf8());
  const entroscope::CudaLibrary refused = entroscope::loadCudaLibrary(fake.toStdString());
  QVERIFY(!refused.loaded);
  for (const char* part : {"ENTROSCOPE_TORCH does not name", "torch 2.11.0", "lib/libc10_cuda.so"})
    QVERIFY2(refused.status.find(part) != std::string::npos, refused.status.c_str());
  QDir(wheel.path()).mkdir(QStringLiteral("lib"));
  const QString parts[] = {wheel.filePath(QStringLiteral("lib/libc10_cuda.so")),
                           wheel.filePath(QStringLiteral("lib/libtorch_cuda.so"))};
  for (const QString& part : parts) {
    QVERIFY(QFile::copy(fake, part));
    QVERIFY(dlopen(qPrintable(part), RTLD_LAZY | RTLD_NOLOAD) == nullptr);
  }
  const entroscope::CudaLibrary loaded = entroscope::loadCudaLibrary(fake.toStdString());
  qunsetenv("ENTROSCOPE_TORCH");
  QVERIFY2(loaded.loaded, loaded.status.c_str());
  for (const QString& part : parts)
    QVERIFY2(dlopen(qPrintable(part), RTLD_LAZY | RTLD_NOLOAD) != nullptr, qPrintable(part));
}

QTEST_GUILESS_MAIN(TestKernelsCuda)
#include "test_kernels_cuda.moc"
