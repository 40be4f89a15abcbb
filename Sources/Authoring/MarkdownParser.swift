import CMarkGFM
import Synchronization

/// A tree of cmark's, with the records of our own syntax; frees the tree when it goes.
final class ParsedMarkdown {
  let root: OpaquePointer
  let syntax: MarkdownSyntax
  private let extensionHandle: OpaquePointer

  /// cmark keeps the special characters of extensions in one table for the process, so one text is parsed at a time.
  private static let lock = Mutex<Void>(())

  /// Parses Markdown. `bytes` has to be UTF-8.
  init?(_ bytes: ArraySlice<UInt8>) {
    let parsed: (root: OpaquePointer, syntax: MarkdownSyntax, handle: OpaquePointer)? = Self.lock.withLock {
      _ in
      Self.parse(bytes)
    }
    guard let parsed else { return nil }
    root = parsed.root
    syntax = parsed.syntax
    extensionHandle = parsed.handle
  }

  deinit {
    cmark_node_free(root)
    cmark_syntax_extension_free(cmark_get_default_mem_allocator(), extensionHandle)
  }

  private static func parse(
    _ bytes: ArraySlice<UInt8>
  ) -> (root: OpaquePointer, syntax: MarkdownSyntax, handle: OpaquePointer)? {
    cmark_gfm_core_extensions_ensure_registered()
    let syntax = MarkdownSyntax()
    let options = CMARK_OPT_SOURCEPOS | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
    guard let handle = cmark_syntax_extension_new("bulletin"), let parser = cmark_parser_new(options) else {
      return nil
    }
    defer { cmark_parser_free(parser) }
    connect(handle, to: syntax)
    // Ours before the tables', which takes every line after a paragraph for its own.
    cmark_parser_attach_syntax_extension(parser, handle)
    for name in ["table", "strikethrough"] {
      if let core = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, core) }
    }
    // `syntax` has to outlive the callbacks, whose only hold on it is a pointer.
    return withExtendedLifetime(syntax) {
      bytes.withUnsafeBytes { raw in
        cmark_parser_feed(parser, raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
      }
      guard let root = cmark_parser_finish(parser) else { return nil }
      return (root, syntax, handle)
    }
  }

  private static func connect(_ handle: OpaquePointer, to syntax: MarkdownSyntax) {
    cmark_syntax_extension_set_private(handle, Unmanaged.passUnretained(syntax).toOpaque(), nil)
    var characters: UnsafeMutablePointer<cmark_llist>?
    let memory = cmark_get_default_mem_allocator()
    for character in "{@^".utf8 {
      characters = cmark_llist_append(
        memory, characters, UnsafeMutableRawPointer(bitPattern: UInt(character)))
    }
    cmark_syntax_extension_set_special_inline_chars(handle, characters)
    cmark_syntax_extension_set_match_inline_func(handle) { handle, parser, parent, character, input in
      guard let handle, let parser, let parent, let input, let syntax = state(of: handle) else { return nil }
      return syntax.matchInline(character, syntax: handle, parser: parser, parent: parent, input: input)
    }
    cmark_syntax_extension_set_open_block_func(handle) { handle, indented, parser, parent, line, count in
      guard let handle, let parser, let parent, let line, indented == 0, let syntax = state(of: handle) else {
        return nil
      }
      return syntax.openBlock(
        syntax: handle, parser: parser, parent: parent,
        line: UnsafeBufferPointer(start: line, count: Int(count)))
    }
    cmark_syntax_extension_set_match_block_func(handle) { handle, parser, line, count, node in
      guard let handle, let parser, let node, let line, let syntax = state(of: handle) else { return 0 }
      let bytes = UnsafeBufferPointer(start: UnsafePointer(line), count: Int(count))
      return syntax.continues(node, parser: parser, line: bytes) ? 1 : 0
    }
    cmark_syntax_extension_set_can_contain_func(handle) { handle, node, child in
      guard let handle, let node, let syntax = state(of: handle) else { return 0 }
      return syntax.canContain(node, child) ? 1 : 0
    }
    cmark_syntax_extension_set_contains_inlines_func(handle) { _, _ in 0 }
  }
}

/// The state that a syntax extension of ours was made with.
private func state(of handle: OpaquePointer) -> MarkdownSyntax? {
  cmark_syntax_extension_get_private(handle).map {
    Unmanaged<MarkdownSyntax>.fromOpaque($0).takeUnretainedValue()
  }
}
