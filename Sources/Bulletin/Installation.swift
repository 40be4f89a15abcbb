import Glibc

/// Where the style sheets and fonts are that come with the tool: those named `bulletin:…` in a report.
public struct Installation: Sendable {
  /// A folder that holds `Styles` and `Fonts`; nil if none was found.
  public let folder: String?

  public init(folder: String?) { self.folder = folder }

  /// The folder named by `BULLETIN_HOME`, else the one installed beside the running tool
  /// (`PREFIX/bin/bulletin` and `PREFIX/share/bulletin`), else the checkout that the tool was built in.
  public static func ofRunningTool() -> Installation {
    if let home = getenv("BULLETIN_HOME") { return Installation(folder: String(cString: home)) }
    guard var folder = resolvedPath("/proc/self/exe") else { return Installation(folder: nil) }
    while let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
      folder = String(folder[..<slash])
      for candidate in [folder + "/share/bulletin", folder] where holdsStyles(candidate) {
        return Installation(folder: candidate)
      }
    }
    return Installation(folder: nil)
  }

  private static func holdsStyles(_ folder: String) -> Bool {
    access(folder + "/Styles/base.css", R_OK) == 0
  }

  /// The path of an installed style sheet or font; nil if there is none of that name.
  func file(named name: String) -> String? {
    guard let folder else { return nil }
    for path in ["\(folder)/Styles/\(name)", "\(folder)/Fonts/\(name)"] where access(path, R_OK) == 0 {
      return path
    }
    return nil
  }

  /// The names of the installed sheets, for hints.
  var styleSheets: [String] {
    folder.map { namesInFolder("\($0)/Styles").filter { $0.hasSuffix(".css") } } ?? []
  }
}
