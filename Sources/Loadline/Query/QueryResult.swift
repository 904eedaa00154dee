import Report
import Store

/// What a query returned: columns and rows, ready to print.
public struct QueryResult: Sendable {
  /// Names of the columns.
  public let columns: [String]
  let rows: [[Value]]

  /// How many rows there are.
  public var count: Int { rows.count }

  /// How to print a result.
  public enum Format: String, Sendable, CaseIterable {
    /// Columns aligned for a terminal.
    case table
    /// RFC 4180, one header line.
    case csv
    /// An array of objects, keys in the order of the columns.
    case json
    /// One object a line.
    case ndjson
    /// A table in Markdown.
    case markdown
  }

  /// The result as text, with a line end after the last line.
  ///
  /// - Parameters:
  ///   - format: How to print it.
  ///   - isRaw: Whether CSV cells that a spreadsheet would run stay as they are.
  /// - Returns: The text.
  public func text(as format: Format, isRaw: Bool = false) -> String {
    switch format {
    case .table: table
    case .markdown: markdown
    case .csv: csv(isRaw: isRaw)
    case .json: JSONDocument.lines(rows.map(object)) + "\n"
    case .ndjson: rows.map { object($0) + "\n" }.joined()
    }
  }

  private func object(_ row: [Value]) -> String {
    JSONDocument.object(zip(columns, row).map { ($0, JSONDocument.value($1)) })
  }

  private var table: String {
    let isNumber = columns.indices.map { position in
      !rows.isEmpty && rows.allSatisfy { $0[position].isNull || $0[position].real != nil }
    }
    return TextTable(
      header: columns.map(TerminalText.visible), rows: rows.map { $0.map(Self.visible) }, alignsRight: isNumber
    ).text
  }

  private static func visible(_ value: Value) -> String {
    guard let text = value.text else { return "" }
    if case .real(let number) = value { return String((number * 10_000).rounded() / 10_000) }
    return TerminalText.visible(text)
  }

  private var markdown: String {
    let line = { (cells: [String]) in "| " + cells.joined(separator: " | ") + " |\n" }
    let special = Set("\\|<".utf8)
    let escaped = { (text: String) in
      guard text.utf8.contains(where: special.contains) else { return text }
      return text.replacing("\\", with: "\\\\").replacing("|", with: "\\|").replacing("<", with: "&lt;")
    }
    let header = line(columns.map { escaped(TerminalText.visible($0)) }) + line(columns.map { _ in "---" })
    return header + rows.map { line($0.map { escaped(Self.visible($0)) }) }.joined()
  }

  private func csv(isRaw: Bool) -> String {
    var writer = CSVWriter(isDefused: !isRaw)
    writer.append(columns)
    for row in rows { writer.append(row) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
