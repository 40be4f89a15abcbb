extension String {
  /// The text with a visible sign for each control character, so that what an author wrote cannot steer the terminal that
  /// shows it, nor turn round the order in which it is read. The number of scalars stays the same.
  public var shown: String {
    guard unicodeScalars.contains(where: \.isUnseen) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      text.unicodeScalars.append(scalar.isUnseen ? scalar.picture : scalar)
    }
    return text
  }
}

extension Unicode.Scalar {
  /// A control character, or one of those that change the direction of what follows (UAX #9, section 2).
  fileprivate var isUnseen: Bool {
    switch value {
    case 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Its sign in Unicode's block of control pictures.
  fileprivate var picture: Unicode.Scalar {
    switch value {
    case 0..<0x20: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: "\u{FFFD}"
    }
  }
}
