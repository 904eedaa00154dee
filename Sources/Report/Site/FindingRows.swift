import Store

/// Findings as rows of a page, with the line each stands on.
struct FindingRows {
  let links: Links
  /// Rules whose lines are never shown.
  let concealing: Set<String>
  let lines: SourceLines
  let root: String

  func fields(_ row: Row) -> Fields {
    let rule = row.text("rule_id") ?? ""
    var fields: Fields = [
      "rule_id": .text(rule), "rule_href": links.rule(rule, root: root), "severity": row.field("severity"),
      "repository": row.field("repository"),
      "repository_href": links.repository(row.text("repository") ?? "", root: root), "path": row.field("path"),
      "line": row.field("line"), "message": row.field("message"), "reason": row.field("reason"),
      "first_seen": row.field("first_seen"), "commit": Field(row.text("first_commit").map { String($0.prefix(10)) }),
      "age": Field(row.integer("age_days").map(Figure.age)), "needs": row.field("needs"), "source_line": .absent,
      "is_concealed": false,
    ]
    switch lines.line(of: row, isConcealed: concealing.contains(rule)) {
    case .text(let text)?: fields["source_line"] = .text(text)
    case .concealed?: fields["is_concealed"] = true
    case nil: break
    }
    return fields
  }

  /// The findings of each file together, the files in the order in which the rows first name them: where the rows come
  /// by their severity, the file with the worst finding is first.
  func byFile(_ rows: [Row]) -> [Fields] {
    let paths = rows.map { ExactText($0.text("path") ?? "") }
    let places = Dictionary(zip(paths, 0...)) { first, _ in first }
    let files = Dictionary(grouping: rows) { ExactText($0.text("path") ?? "") }
    return files.sorted { places[$0.key] ?? 0 < places[$1.key] ?? 0 }.map { path, findings in
      [
        "path": .text(path.text), "file_count": .text(Figure.count(Int64(findings.count))),
        "findings": .list(findings.sorted(by: isAbove).map(fields)),
      ]
    }
  }

  private func isAbove(_ first: Row, _ second: Row) -> Bool {
    (first.number("line"), first.text("rule_id") ?? "", first.text("subject") ?? "")
      < (second.number("line"), second.text("rule_id") ?? "", second.text("subject") ?? "")
  }
}
