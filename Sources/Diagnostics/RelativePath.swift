extension String {
  /// A file's name, or a place in a file, without the folder if it lies in it.
  package func relative(to folder: String) -> String {
    !folder.isEmpty && hasPrefix(folder + "/") ? String(dropFirst(folder.count + 1)) : self
  }
}
