import Facts
import Foundation
import Store

/// The text of offending lines, but for those that may hold a secret.
struct SourceLines {
  private struct Place: Hashable {
    let file: File
    let line: Int

    init(_ row: Row) {
      file = File(row)
      line = Int(row.number("line"))
    }

    init(file: File, line: Int) {
      self.file = file
      self.line = line
    }
  }

  private struct File: Hashable, Comparable {
    let repository: ExactText
    let path: ExactText

    init(_ row: Row) {
      repository = ExactText(row.text("repository") ?? "")
      path = ExactText(row.text("path") ?? "")
    }

    static func < (left: File, right: File) -> Bool {
      (left.repository, left.path) < (right.repository, right.path)
    }
  }

  enum Line {
    case text(String)
    case concealed
  }

  private static let longest = 240
  private static let longestWord = 512
  private var texts: [Place: String] = [:]
  private var secrets: Set<Place> = []

  /// Reads the lines of some findings, each file once.
  init(on connection: Connection, of findings: [Row]) throws {
    var wanted: [File: Set<Int>] = [:]
    for row in findings where row.text("path") != nil {
      if let line = row.integer("line") { wanted[File(row), default: []].insert(Int(line)) }
    }
    guard !wanted.isEmpty else { return }
    let keys = wanted.keys.sorted().map { [$0.repository.text, $0.path.text] }
    let files = Value.text(String(decoding: try JSONEncoder().encode(keys), as: UTF8.self))
    try connection.forEachRow(Self.textQuery, [files]) { row in
      take(wanted[File(row)] ?? [], from: row.text("text") ?? "", of: File(row))
    }
    try connection.forEachRow(Self.secretQuery, [files]) { secrets.insert(Place($0)) }
  }

  /// The line of a finding; nil where it has none, or its text is not kept.
  func line(of finding: Row, isConcealed: Bool) -> Line? {
    guard finding.integer("line") != nil else { return nil }
    if isConcealed || secrets.contains(Place(finding)) { return .concealed }
    return texts[Place(finding)].map(Line.text)
  }

  private mutating func take(_ lines: Set<Int>, from text: String, of file: File) {
    var number = 1
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if lines.contains(number) {
        // What a word at the edge of the shown part goes on with tells what it is.
        let read = String(decoding: line.prefix(4 * Self.longest + Self.longestWord), as: UTF8.self)
        if SecretLine(read).mayHoldSecret { secrets.insert(Place(file: file, line: number)) }
        var shown = String(decoding: line.prefix(4 * Self.longest), as: UTF8.self)
        if shown.unicodeScalars.last == "\r" { shown.unicodeScalars.removeLast() }
        texts[Place(file: file, line: number)] = Shown.cut(shown.replacing("\t", with: "  "), to: Self.longest)
      }
      number += 1
    }
  }

  /// The contents of the files asked for. They are looked up one by one: joined to `current_file`, SQLite would go through all
  /// repositories for each page.
  private static let place = """
    WITH wanted AS MATERIALIZED (
      SELECT json_extract(value, '$[0]') AS repository, json_extract(value, '$[1]') AS path FROM json_each(?1)
    ),
    place AS MATERIALIZED (
      SELECT w.repository, w.path, v.content_id
      FROM wanted AS w CROSS JOIN repository AS r ON r.name = w.repository
      CROSS JOIN file AS f ON f.repository_id = r.repository_id AND f.path = w.path
      CROSS JOIN file_version AS v ON v.file_id = f.file_id AND v.valid_to IS NULL
    )
    """

  private static let textQuery = """
    \(place)
    SELECT p.repository, p.path, t.text FROM place AS p JOIN content_text AS t ON t.content_id = p.content_id
    """

  /// Lines on which a fact says that a secret is written out, whatever the rule of the finding.
  private static let secretQuery = """
    \(place)
    SELECT p.repository, p.path, v.line FROM place AS p
    CROSS JOIN variable AS v ON v.content_id = p.content_id AND v.holds_secret = 1
    UNION ALL
    SELECT p.repository, p.path, e.line FROM place AS p
    CROSS JOIN service_environment AS e ON e.content_id = p.content_id AND e.holds_secret = 1
    """
}
