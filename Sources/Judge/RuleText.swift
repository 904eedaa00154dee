import Knowledge
import Store

/// A rule, or a pattern, as the judge needs it: read from the database, so that what judges is what is stored.
struct RuleText: Sendable {
  let number: Int64
  let id: String
  let target: Target
  let message: String
  let applies: String
  let violations: String
  let unknown: String?

  enum Target: String, Sendable {
    case dockerfile, compose, dockerignore, repository, organisation

    /// Whether its rules look at files side by side, and not at one content.
    var isOfFiles: Bool { self == .repository || self == .organisation }
  }

  /// The rules that count, in the order of their numbers.
  static func enabled(_ connection: Connection) throws(StoreError) -> [RuleText] {
    try connection.rows(
      """
      SELECT rule_number, rule_id, target, message, applies_sql, violations_sql, unknown_sql
      FROM rule WHERE is_enabled = 1 ORDER BY rule_number
      """
    ).compactMap(RuleText.init)
  }

  init?(_ row: Row) {
    guard let number = row.integer("rule_number"), let id = row.text("rule_id"), let message = row.text("message"),
      let target = row.text("target").flatMap(Target.init), let applies = row.text("applies_sql"),
      let violations = row.text("violations_sql")
    else { return nil }
    self.number = number
    self.id = id
    self.target = target
    self.message = message
    self.applies = applies
    self.violations = violations
    unknown = row.text("unknown_sql")
  }

  /// Whether its violations begin on a day, which they name.
  var hasClock: Bool { !target.isOfFiles && violations.utf8.contains(bytesOf: "begins_on") }

  /// The column that says what a row of the rule's SQL is about.
  var key: String { target.isOfFiles ? "file_id" : "content_id" }

  /// Whether it looks at what other rules found, so that it comes after them.
  var readsFindings: Bool {
    let sql = applies + violations + (unknown ?? "")
    return sql.contains("_finding") || sql.contains("_result")
  }

  /// Whether its Applies and its Violations select anything, each for itself: where one does not, nothing violates the rule.
  func mayBeViolated(_ connection: Connection) throws(StoreError) -> Bool {
    guard try connection.hasRows(applies) else { return false }
    return try connection.hasRows(violations)
  }

  /// Selects, of the contents that `content` shows, those to which a rule applies by its Applies query.
  static func applicableContents(_ applies: String) -> String {
    "SELECT content_id FROM (\n\(applies)\n) WHERE content_id IN (SELECT content_id FROM content)"
  }

  /// Selects each violation in contents once, be it where the rule does not apply, as content_id, line, subject, message
  /// and begins_on.
  var violationsInContents: String {
    """
    SELECT DISTINCT content_id, line, \(Self.shown("subject")) AS subject,
      \(messageExpression) AS message, \(hasClock ? "begins_on" : "NULL AS begins_on")
    FROM (
    \(violations)
    )
    """
  }

  /// The message as an SQL expression over the columns of the violations, each named `{column}` in the template.
  var messageExpression: String {
    var parts: [String] = []
    var rest = message[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      parts.append(Self.literal(rest[..<open]))
      let column = rest[rest.index(after: open)..<close]
      parts.append(Self.shown("\"\(column.filter { $0 != "\"" })\""))
      rest = rest[rest.index(after: close)...]
    }
    parts.append(Self.literal(rest))
    return parts.joined(separator: " || ")
  }

  /// A column as people read it: a text, in which no address has a password.
  static func shown(_ column: String) -> String { "without_logins(coalesce(CAST(\(column) AS TEXT), ''))" }

  private static func literal(_ text: Substring) -> String {
    // Replacing the quotes would take as long as preparing the query.
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
