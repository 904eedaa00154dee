import Foundation
import Store

/// A comment of ShellCheck as an example gives it.
struct ShellCheckAnswer: Decodable {
  let line: Int
  let code: String
  let level: String
  let message: String

  /// Puts the comments into the database as if ShellCheck had looked at the content, whose lines moved down by `shift`.
  static func insert(_ text: String, contentID: Int64, shift: Int, _ connection: Connection) throws {
    let id = Value.integer(contentID)
    try connection.execute("INSERT INTO shellcheck_content (content_id, version, scripts) VALUES (?, '0', 1)", [id])
    for answer in try JSONDecoder().decode([ShellCheckAnswer].self, from: Data(text.utf8)) {
      try connection.execute(
        "INSERT INTO shellcheck_finding (content_id, code, level, message, line) VALUES (?, ?, ?, ?, ?)",
        [id, .text(answer.code), .text(answer.level), .text(answer.message), Value(answer.line + shift)])
    }
  }
}
