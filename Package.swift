// swift-tools-version: 6.2
import PackageDescription

/// What every module of ours is built with: Swift 6 rules, and a warning is an error.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
/// The modules that hold C pointers also mark each unsafe use.
let strictMemory: [SwiftSetting] = strict + [.strictMemorySafety()]

func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = strict
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func library(_ name: String, pkgConfig: String? = nil, _ packages: [String]) -> Target {
  .systemLibrary(
    name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig, providers: [.apt(packages)])
}

/// The tests of a module, which may also use what the module is built on.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], fixtures: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, exclude: fixtures,
    swiftSettings: strict)
}

let package = Package(
  name: "Bulletin",
  products: [
    .library(name: "Bulletin", targets: ["Bulletin"]),
    .executable(name: "bulletin", targets: ["BulletinCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    library("CCairo", pkgConfig: "cairo", ["libcairo2-dev"]),
    library("CFreeType", pkgConfig: "freetype2", ["libfreetype-dev"]),
    library("CFontconfig", pkgConfig: "fontconfig", ["libfontconfig-dev"]),
    library("CHarfBuzz", pkgConfig: "harfbuzz", ["libharfbuzz-dev"]),
    library("CHyphen", ["libhyphen-dev"]),
    library("CMarkGFM", pkgConfig: "libcmark-gfm", ["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]),
    library("CZlib", pkgConfig: "zlib", ["zlib1g-dev"]),
    library("CTurboJPEG", pkgConfig: "libturbojpeg", ["libturbojpeg0-dev"]),
    library("CExpat", pkgConfig: "expat", ["libexpat1-dev"]),
    .target(
      name: "CICU", path: "Sources/C/CICU", linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc")]),

    module("Geometry"),
    module("Diagnostics", ["Geometry"]),
    module("Cairo", ["Geometry", "Diagnostics", "CCairo", "CFreeType"], settings: strictMemory),
    module(
      "TextShaping",
      ["Geometry", "Diagnostics", "CHarfBuzz", "CICU", "CHyphen", "CFontconfig", "CFreeType"],
      settings: strictMemory),
    module("Graphics", ["Geometry", "Diagnostics", "TextShaping", "CExpat"]),
    module("Styling", ["Geometry", "Diagnostics"]),
    module("PostgreSQL", ["Diagnostics"], settings: strictMemory),
    module(
      "DataModel",
      [
        "Geometry", "Diagnostics", "CICU", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    module("Authoring", ["Geometry", "Diagnostics", "CMarkGFM", .product(name: "Yams", package: "Yams")]),
    module("Charts", ["Geometry", "Diagnostics", "Graphics", "TextShaping", "Styling", "DataModel"]),
    module(
      "Content", ["Geometry", "Diagnostics", "Authoring", "DataModel", "Charts", "Styling", "Graphics"]),
    module(
      "Layout",
      [
        "Geometry", "Diagnostics", "Content", "Charts", "Styling", "Graphics", "TextShaping", "DataModel",
      ]),
    module(
      "Rendering",
      ["Geometry", "Diagnostics", "Cairo", "Graphics", "TextShaping", "CZlib", "CTurboJPEG"],
      settings: strictMemory),
    module(
      "Bulletin",
      [
        "Geometry", "Diagnostics", "TextShaping", "Graphics", "Styling", "PostgreSQL", "DataModel", "Authoring",
        "Charts", "Content", "Layout", "Rendering",
      ]),
    .executableTarget(
      name: "BulletinCommand",
      dependencies: ["Bulletin", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    // Not part of what is shipped: measures the library, for `make benchmark`.
    .executableTarget(
      name: "SessionBenchmark", dependencies: ["Bulletin"], path: "Benchmarks/Session", swiftSettings: strict),

    tests("Geometry"),
    tests("Diagnostics"),
    tests("Cairo", ["Geometry"]),
    tests("TextShaping", ["Geometry", "Diagnostics"]),
    tests("Graphics", ["Geometry", "Diagnostics", "TextShaping"]),
    tests("Styling", ["Geometry", "Diagnostics"]),
    tests("PostgreSQL", ["Diagnostics"]),
    tests("DataModel", ["Diagnostics"], fixtures: ["Fixtures"]),
    tests("Authoring", ["Diagnostics"]),
    tests("Charts", ["Geometry", "Diagnostics", "Graphics", "TextShaping", "Styling", "DataModel"]),
    tests("Content", ["Diagnostics", "Authoring", "DataModel", "Graphics"]),
    tests("Layout", ["Geometry", "Diagnostics", "Content", "Graphics", "Styling", "TextShaping"]),
    tests("Rendering", ["Geometry", "Diagnostics", "Graphics", "TextShaping"]),
    tests("Bulletin", ["Diagnostics", "BulletinCommand"]),
    .testTarget(name: "RepositoryTests", swiftSettings: strict),
  ]
)
