// Yams builds its nodes by unlimited recursion, gives up on a repeated key and reads about 2.5 MB/s; its C parser
// underneath does none of this, so the events are taken from there.
internal import CYaml

/// A step of reading a YAML stream.
enum YAMLEvent {
  case documentStart(YAMLMark)
  case alias(String, YAMLMark)
  case scalar(YAMLScalar, YAMLProperties, end: YAMLMark)
  case sequenceStart(YAMLProperties)
  case mappingStart(YAMLProperties)
  case collectionEnd(YAMLMark)
}

/// A place in a YAML stream; line and column are from 1, the column counted in bytes.
struct YAMLMark: Hashable {
  var line: Int
  var column: Int
}

/// What comes before a node's content, and where it starts.
struct YAMLProperties {
  var tag: String?
  var anchor: String?
  var mark: YAMLMark
}

/// Why a YAML stream cannot be read further.
struct YAMLProblem {
  let message: String
  let mark: YAMLMark
  /// Where the construct started that could not be finished, if it did.
  let context: YAMLMark?
}

/// Reads UTF-8 bytes as a YAML stream.
final class YAMLEventReader {
  // The C parser keeps pointers into itself, so it must not move.
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  private var columns: YAMLColumns

  /// The C parser looks at every open bracket for every token, so thousands of them would take it very long.
  private static let limitNesting: Void = yaml_set_max_nest_level(Int32(2 * YAMLTreeBuilder.depthLimit))

  private init(_ bytes: [UInt8]) {
    columns = YAMLColumns(bytes)
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// Gives every event to `body`, up to the end or the first problem, which is returned.
  static func read(_ bytes: [UInt8], _ body: (YAMLEvent) -> Void) -> YAMLProblem? {
    limitNesting
    let reader = YAMLEventReader(bytes)
    guard yaml_parser_initialize(reader.parser) == 1 else {
      return YAMLProblem(message: "out of memory", mark: YAMLMark(line: 1, column: 1), context: nil)
    }
    return bytes.withUnsafeBufferPointer { buffer in
      // An empty array may have no address, which the C parser does not accept.
      guard let start = buffer.baseAddress, !buffer.isEmpty else { return nil }
      yaml_parser_set_encoding(reader.parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(reader.parser, start, buffer.count)
      return reader.readAll(body)
    }
  }

  private func readAll(_ body: (YAMLEvent) -> Void) -> YAMLProblem? {
    var event = yaml_event_t()
    while true {
      guard yaml_parser_parse(parser, &event) == 1 else { return problem }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { return nil }
      if let step = step(event) { body(step) }
    }
  }

  private func step(_ event: yaml_event_t) -> YAMLEvent? {
    let mark = mark(event.start_mark)
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      return .documentStart(mark)
    case YAML_ALIAS_EVENT:
      return .alias(Self.string(event.data.alias.anchor) ?? "", mark)
    case YAML_SCALAR_EVENT:
      let data = event.data.scalar
      let tag = Self.string(data.tag).map(Self.shortTag)
      let text = String(decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
      let scalar = YAMLScalar(text: text, style: Self.style(data.style), tag: tag)
      let properties = YAMLProperties(tag: tag, anchor: Self.string(data.anchor), mark: mark)
      return .scalar(scalar, properties, end: self.mark(event.end_mark))
    case YAML_SEQUENCE_START_EVENT:
      let data = event.data.sequence_start
      return .sequenceStart(
        YAMLProperties(tag: Self.string(data.tag).map(Self.shortTag), anchor: Self.string(data.anchor), mark: mark)
      )
    case YAML_MAPPING_START_EVENT:
      let data = event.data.mapping_start
      return .mappingStart(
        YAMLProperties(tag: Self.string(data.tag).map(Self.shortTag), anchor: Self.string(data.anchor), mark: mark)
      )
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      return .collectionEnd(mark)
    default:
      return nil
    }
  }

  private var problem: YAMLProblem {
    let what = parser.pointee.problem.map { String(cString: $0) } ?? "the text cannot be read as YAML"
    let context = parser.pointee.context.map { String(cString: $0) }
    let isReader = parser.pointee.error == YAML_READER_ERROR
    return YAMLProblem(
      message: context.map { "\($0), \(what)" } ?? what,
      mark: mark(isReader ? parser.pointee.mark : parser.pointee.problem_mark),
      context: context == nil ? nil : mark(parser.pointee.context_mark)
    )
  }

  private func mark(_ mark: yaml_mark_t) -> YAMLMark {
    columns.inBytes(YAMLMark(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1))
  }

  private static func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  private static func shortTag(_ tag: String) -> String {
    let core = "tag:yaml.org,2002:"
    return tag.hasPrefix(core) ? "!!" + tag.dropFirst(core.count) : tag
  }

  private static func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }
}
