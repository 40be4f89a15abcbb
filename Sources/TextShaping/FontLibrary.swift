import Diagnostics

/// The faces that a report may use, each opened when text first needs it. Not for several threads at once.
public final class FontLibrary {
  public typealias Loader = () throws(Diagnostic) -> [UInt8]

  /// A character that no face has, neither the library's nor the system's.
  public struct MissingCharacter: Hashable, Sendable {
    public var character: Unicode.Scalar
    /// The Debian package that would bring a face with it; nil for characters without a script of their own.
    public var package: String?
  }

  /// Characters that no face has, in the order in which text met them.
  public private(set) var missing: [MissingCharacter] = []

  private var entries: [Entry] = []
  private var aliases: [String: String] = [:]
  private var found = Diagnostics()
  private var warnedFamilies: Set<[String]> = []
  private var systemFaces: SystemFaces
  /// In which faces characters were found, by what they were asked for.
  private var libraryFallbacks: [LibraryFallbackKey: FontFace?] = [:]
  private var fallbacks: [FallbackKey: FontFace?] = [:]
  private var warnedFallbacks: Set<FontFace> = []
  private var missingFile: [Unicode.Scalar: String] = [:]
  private var reported: Set<Unicode.Scalar> = []

  /// A file that a face may be in.
  public struct Source {
    var fileName: String
    var place: SourceRange?
    var load: Loader

    /// - Parameters:
    ///   - place: Where a style sheet names the file, for what is found wrong with it.
    ///   - load: Is called when the face is first used.
    public init(fileName: String, place: SourceRange? = nil, load: @escaping Loader) {
      self.fileName = fileName
      self.place = place
      self.load = load
    }
  }

  /// A face that has been added, with what is left of its file once it was opened or found to be none.
  private struct Entry {
    enum State {
      case unopened
      case open(FontFace)
      case unusable
    }
    var family: String
    var weight: Int
    var isItalic: Bool
    var sources: [Source]
    var state = State.unopened
  }

  private struct LibraryFallbackKey: Hashable {
    var character: Unicode.Scalar
    var face: FontFace
    var families: [String]
  }

  private struct FallbackKey: Hashable {
    var character: Unicode.Scalar
    var wanted: SystemFaces.Wish
  }

  /// - Parameter systemFonts: Where ``fallback(for:like:language:)`` looks.
  public init(systemFonts: SystemFonts = .installed) { systemFaces = SystemFaces(systemFonts) }

  /// What has been found wrong so far: files that are no fonts, families that nobody has, fallbacks taken, and characters
  /// that no face has and that ``reportMissing(in:at:)`` was not told of.
  public var diagnostics: Diagnostics {
    var all = found
    for entry in missing where !reported.contains(entry.character) {
      all.add(warning(for: entry, at: .file(missingFile[entry.character] ?? "")))
    }
    return all
  }

  /// Makes a face known. Nothing is opened here.
  ///
  /// - Parameter sources: The first that can be read is taken (CSS Fonts Level 4, section 4.3).
  public func add(family: String, weight: Int, isItalic: Bool, sources: [Source]) {
    entries.append(Entry(family: family, weight: weight, isItalic: isItalic, sources: sources))
  }

  /// Makes a face known that is in one file.
  public func add(
    family: String, weight: Int, isItalic: Bool, fileName: String, place: SourceRange? = nil,
    load: @escaping Loader
  ) {
    add(
      family: family, weight: weight, isItalic: isItalic,
      sources: [Source(fileName: fileName, place: place, load: load)])
  }

  /// Lets a generic name, such as `serif`, or any other stand for a family.
  public func alias(_ name: String, to family: String) { aliases[name.lowercased()] = family }

  /// The face that CSS's font matching finds for a list of families; nil only if the library has no face that opens.
  ///
  /// Families are tried in order; the generic ones stand for the family that ``alias(_:to:)`` gave them, or else for the
  /// first whose name says that it is of that kind. Where none of the list is known, the first family that was added
  /// is taken, with a warning.
  public func face(families: [String], weight: Int, isItalic: Bool) -> FontFace? {
    for name in families {
      guard let family = family(named: name) else { continue }
      if let face = bestFace(of: family, weight: weight, isItalic: isItalic) { return face }
    }
    var tried: Set<String> = []
    for entry in entries where tried.insert(entry.family.lowercased()).inserted {
      guard let face = bestFace(of: entry.family, weight: weight, isItalic: isItalic) else { continue }
      warnOfReplacement(of: families, by: face)
      return face
    }
    return nil
  }

  // MARK: Families

  private func family(named name: String) -> String? {
    let key = name.lowercased()
    let target = aliases[key]?.lowercased() ?? key
    if let entry = entries.first(where: { $0.family.lowercased() == target }) { return entry.family }
    guard let kind = GenericFamily(rawValue: key) else { return nil }
    return entries.first { GenericFamily(ofFamily: $0.family) == kind }?.family
  }

  private func warnOfReplacement(of families: [String], by face: FontFace) {
    guard warnedFamilies.insert(families).inserted else { return }
    // Of a family that is there and does not open, it was said why.
    guard !families.contains(where: { family(named: $0) != nil }) else { return }
    let list = families.map { "'\($0)'" }.joined(separator: ", ")
    let hint = families.lazy.compactMap { didYouMean($0, in: self.entries.map(\.family)) }.first
    found.warning(
      "font.unknown-family", "no font is known for \(list); '\(face.family)' is used",
      at: .file(face.fileName),
      hint: hint ?? "add the font with @font-face, or name one of the families that are there")
  }

  // MARK: Faces of a family

  /// Finds a face of a family by style and weight. Faces that turn out to be unusable are passed over.
  private func bestFace(of family: String, weight: Int, isItalic: Bool) -> FontFace? {
    let key = family.lowercased()
    var candidates = entries.indices.filter { index in
      if case .unusable = entries[index].state { return false }
      return entries[index].family.lowercased() == key
    }
    while !candidates.isEmpty {
      // Style comes before weight in CSS's matching.
      let sameStyle = candidates.filter { entries[$0].isItalic == isItalic }
      let pool = sameStyle.isEmpty ? candidates : sameStyle
      let weights = pool.map { entries[$0].weight }
      let chosen = nearestWeight(to: weight, in: weights)
      guard let index = pool.first(where: { entries[$0].weight == chosen }) else { return nil }
      if let face = open(index) { return face }
      candidates.removeAll { $0 == index }
    }
    return nil
  }

  private func open(_ index: Int) -> FontFace? {
    let entry = entries[index]
    switch entry.state {
    case .open(let face): return face
    case .unusable: return nil
    case .unopened: break
    }
    for source in entry.sources {
      do throws(Diagnostic) {
        let face = try FontFace(
          bytes: source.load(), family: entry.family, weight: entry.weight, isItalic: entry.isItalic,
          fileName: source.fileName)
        entries[index].state = .open(face)
        return face
      } catch {
        // What a sheet names and does not bring is passed over, as in CSS.
        found.add(source.place.map { error.moved(to: $0).asWarning } ?? error)
      }
    }
    entries[index].state = .unusable
    return nil
  }

  // MARK: Fallback

  /// A face of the library that has a character which `face` lacks, without a warning.
  ///
  /// Tried in this order: the other families of the list, the family's other style, and the remaining families in the
  /// order in which they were added; so an arrow in an italic that has none is the upright's.
  func libraryFace(for character: Unicode.Scalar, like face: FontFace, families: [String]) -> FontFace? {
    let key = LibraryFallbackKey(character: character, face: face, families: families)
    if let known = libraryFallbacks[key] { return known }
    let listed = families.compactMap(family(named:))
    var attempts = listed.map { ($0, face.isItalic) } + [(face.family, !face.isItalic)]
    for entry in entries { attempts.append((entry.family, face.isItalic)) }
    for entry in entries { attempts.append((entry.family, !face.isItalic)) }
    var tried: Set<String> = []
    let result = attempts.lazy
      .filter { family, isItalic in tried.insert("\(family.lowercased())\(isItalic)").inserted }
      .compactMap { family, isItalic in self.bestFace(of: family, weight: face.weight, isItalic: isItalic) }
      .first { $0.glyph(for: character) != nil }
    libraryFallbacks[key] = result
    return result
  }

  /// A face of the system that has a character which `face` lacks; nil, and a warning, if there is none.
  ///
  /// Fontconfig is asked here and nowhere else, so a report whose faces have all its characters never waits for it.
  /// Variable fonts are passed over because Cairo writes the outlines of their default instance into a PDF, and colour
  /// fonts because it writes pictures without text.
  public func fallback(for character: Unicode.Scalar, like face: FontFace, language: String) -> FontFace? {
    let wish = SystemFaces.Wish(like: face, language: language)
    let key = FallbackKey(character: character, wanted: wish)
    if let known = fallbacks[key] { return known }
    let result = systemFaces.face(having: character, wish)
    fallbacks[key] = result
    if let result, warnedFallbacks.insert(result).inserted {
      found.warning(
        "font.fallback",
        "'\(face.family)' has no '\(character)' (\(codePoint(character))); "
          + "'\(result.family)' in \(result.fileName) is used for it and its like",
        at: .file(face.fileName),
        hint: "to get the same pages on every machine, bring the font with the report by @font-face")
    } else if result == nil, missingFile[character] == nil {
      missingFile[character] = face.fileName
      missing.append(MissingCharacter(character: character, package: debianPackage(for: character)))
    }
    return result
  }

  /// Reports the characters of a word that no face has, at the place where the author wrote them.
  public func reportMissing(in word: ShapedWord, at range: SourceRange) {
    for character in word.missing {
      reported.insert(character)
      found.add(
        warning(
          for: MissingCharacter(character: character, package: debianPackage(for: character)), at: range))
    }
  }

  private func warning(for entry: MissingCharacter, at range: SourceRange) -> Diagnostic {
    .warning(
      "font.missing-character",
      "no font has '\(entry.character)' (\(codePoint(entry.character))); a placeholder is printed in its place",
      at: range,
      hint: entry.package.map { "the Debian package \($0) has a font for it, or bring one by @font-face" }
        ?? "bring a font that has it by @font-face")
  }
}

/// A character's number as Unicode writes it, such as U+4E2D.
func codePoint(_ character: Unicode.Scalar) -> String {
  let digits = String(character.value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
