import CHarfBuzz

extension FontFace {
  /// A font file that has no more of the face than some characters need, with the features of its layout and without hints.
  ///
  /// - Returns: Nil where HarfBuzz cannot make one.
  public func subset(for characters: some Sequence<Unicode.Scalar>) -> [UInt8]? {
    guard let input = unsafe hb_subset_input_create_or_fail() else { return nil }
    defer { unsafe hb_subset_input_destroy(input) }
    let wanted = unsafe hb_subset_input_unicode_set(input)
    for character in characters { unsafe hb_set_add(wanted, character.value) }
    unsafe hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING.rawValue)
    guard let subset = unsafe hb_subset_or_fail(hb_font_get_face(font), input) else { return nil }
    defer { unsafe hb_face_destroy(subset) }
    let blob = unsafe hb_face_reference_blob(subset)
    defer { unsafe hb_blob_destroy(blob) }
    var count: UInt32 = 0
    let start = unsafe hb_blob_get_data(blob, &count)
    let bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: Int(count)))
    return bytes.isEmpty ? nil : bytes
  }
}
