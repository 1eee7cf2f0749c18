# Qt 6, Qt Charts, QCustomPlot (its Qt 6 target: the one without "Qt6" links Qt 5).
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets DBus Charts Svg PrintSupport Test LinguistTools)
find_package(QCustomPlotQt6 REQUIRED)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
add_library(entroscope_qt INTERFACE)
target_link_libraries(entroscope_qt INTERFACE Qt6::Core Qt6::Gui Qt6::Widgets)
# No keywords: `slots` and `signals` are names in other libraries' headers.
target_compile_definitions(entroscope_qt INTERFACE QT_NO_KEYWORDS QT_NO_CAST_TO_ASCII)
