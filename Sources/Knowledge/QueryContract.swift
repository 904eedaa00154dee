import Store

extension KnowledgeBase {
  /// What is wrong with the SQL of the records: it does not prepare, writes, or lacks a column that is needed.
  ///
  /// Only records of the origins are checked for which `isChecked` holds.
  package func queryProblems(isChecked: (Origin) -> Bool = { _ in true }) -> [KnowledgeProblem] {
    let rules = rules.filter { isChecked($0.origin) }
    let patterns = patterns.filter { isChecked($0.origin) }
    guard let place = rules.first?.place ?? patterns.first?.place else { return [] }
    do {
      return try LoadlineDatabase().read { connection in
        let contract = QueryContract(connection: connection)
        return (rules.flatMap(contract.problems) + patterns.flatMap(contract.problems)).sorted()
      }
    } catch {
      return [KnowledgeProblem(place, "the SQL cannot be checked: \(error)")]
    }
  }
}

/// What the queries of records must return.
struct QueryContract {
  let connection: Connection

  func problems(of rule: Rule) -> [KnowledgeProblem] {
    let key = rule.target.key
    return problems(of: rule.applies, returns: [key])
      + problems(of: rule.violations, returns: [key, "line", "subject"], messageOf: rule)
      + (rule.unknown.map { problems(of: $0, returns: [key, "line", "needs"]) } ?? [])
  }

  func problems(of pattern: Pattern) -> [KnowledgeProblem] {
    let key = pattern.target.key
    return (pattern.applies.map { problems(of: $0, returns: [key]) } ?? [])
      + (pattern.adopted.map { problems(of: $0, returns: [key, "line"]) } ?? [])
  }

  private func problems(
    of query: RecordQuery, returns wanted: [String], messageOf rule: Rule? = nil
  ) -> [KnowledgeProblem] {
    if Self.isSeveral(query.sql) {
      return [KnowledgeProblem(query.place, "more than one statement: write one SELECT")]
    }
    if let objection = connection.objection(to: query.sql) {
      return [KnowledgeProblem(query.place, "\(objection): write one SELECT that runs on an empty database")]
    }
    guard let columns = try? connection.columns(of: query.sql) else {
      return [KnowledgeProblem(query.place, "the query returns no columns: write a SELECT")]
    }
    let missing = wanted.filter { !columns.contains($0) }.map {
      KnowledgeProblem(
        query.place, "the query returns no column '\($0)': it returns \(columns.joined(separator: ", "))")
    }
    let unnamed = (rule?.message.columns ?? []).filter { !columns.contains($0) }.compactMap { column in
      rule.map {
        KnowledgeProblem(
          $0.places("message"),
          "the message names {\(column)}, which Violations does not return: it returns "
            + columns.joined(separator: ", "))
      }
    }
    return missing + unnamed
  }

  /// Whether anything but blanks and comments follows a first semicolon; semicolons in texts and comments do not end
  /// a statement.
  static func isSeveral(_ sql: String) -> Bool {
    var bytes = Array(sql.utf8)[...]
    var isEnded = false
    while let byte = bytes.first {
      let next = bytes.dropFirst().first
      switch byte {
      case 0x27, 0x22, 0x60:
        if isEnded { return true }
        bytes = bytes.dropFirst().drop { $0 != byte }.dropFirst()
      case 0x2D where next == 0x2D: bytes = bytes.drop { $0 != 0x0A }
      case 0x2F where next == 0x2A:
        bytes = bytes.dropFirst(2)
        while !bytes.isEmpty, !bytes.starts(with: [0x2A, 0x2F]) { bytes = bytes.dropFirst() }
        bytes = bytes.dropFirst(2)
      case 0x3B:
        isEnded = true
        bytes = bytes.dropFirst()
      case 0x20, 0x09, 0x0A, 0x0D: bytes = bytes.dropFirst()
      default:
        if isEnded { return true }
        bytes = bytes.dropFirst()
      }
    }
    return false
  }
}
