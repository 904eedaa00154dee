/// Knows how each tool writes its suppressions.
struct SuppressionParser {
  let text: Substring
  let place: Suppression.Place

  func parse() -> [Suppression] {
    if let rest = after("loadline") { return loadline(rest) }
    if let rest = after("hadolint") { return hadolint(rest) }
    if let rest = after("kics-scan") { return kics(rest) }
    if let rest = after("dclint") { return dclint(rest) }
    if let rest = after("nosemgrep") { return semgrep(rest) }
    if text.hasPrefix("check=") { return buildkit(text.dropFirst("check=".count)) }
    if text.utf8.contains(UInt8(ascii: "=")) {
      for prefix in ["checkov:skip=", "bridgecrew:skip=", "cortex:skip="] {
        if let found = text.range(of: prefix) { return checkov(text[found.upperBound...]) }
      }
    }
    if let rest = after("trivy:ignore:") { return trivy(rest) }
    return []
  }

  /// The text after a tool's name, which must end there.
  private func after(_ name: String) -> Substring? {
    guard text.hasPrefix(name) else { return nil }
    let rest = text.dropFirst(name.count)
    guard name.hasSuffix(":") || rest.isEmpty || rest.first == ":" || rest.first?.isWhitespace == true else {
      return nil
    }
    return rest
  }

  private func make(
    _ tool: Suppression.Tool,
    _ rules: [String],
    _ scope: Suppression.Scope,
    reason: Substring = "",
    until: String? = nil
  ) -> [Suppression] {
    let reason = reason.trimmed(leading: { $0.isWhitespace || "#:-".contains($0) })
    return [
      Suppression(
        tool: tool,
        rules: rules,
        scope: scope,
        reason: reason.isEmpty ? nil : String(reason),
        until: until,
        line: place.line
      )
    ]
  }

  /// `loadline [file] ignore=RULE[,RULE] [until=YYYY-MM-DD] reason`; one that names no rule is there, but silences nothing.
  private func loadline(_ rest: Substring) -> [Suppression] {
    guard let pragma = Pragma(rest), ["", "file"].contains(pragma.word) else {
      let words = rest.split(whereSeparator: \.isWhitespace)
      let order = words.first == "file" ? words.dropFirst().first : words.first
      return order == "ignore" || order == "ignore:" ? make(.loadline, [], .next) : []
    }
    var reason = pragma.reason
    var until: String?
    if reason.hasPrefix("until=") {
      until = day(reason.dropFirst("until=".count).prefix { !$0.isWhitespace })
      reason = reason.drop { !$0.isWhitespace }
    }
    return make(.loadline, pragma.rules, scope(pragma.word == "file"), reason: reason, until: until)
  }

  /// `hadolint [stage|global] ignore=DL3003,SC1035 [# reason]`
  private func hadolint(_ rest: Substring) -> [Suppression] {
    guard let pragma = Pragma(rest), !pragma.rules.isEmpty else { return [] }
    switch pragma.word {
    case "": return make(.hadolint, pragma.rules, .next, reason: pragma.reason)
    case "stage": return make(.hadolint, pragma.rules, .stage, reason: pragma.reason)
    case "global": return make(.hadolint, pragma.rules, .file, reason: pragma.reason)
    default: return []
    }
  }

  /// `check=skip=A,B;error=true`, also `skip=all`
  private func buildkit(_ rest: Substring) -> [Suppression] {
    rest.split(separator: ";").flatMap { option in
      let option = option.trimmed()
      guard option.hasPrefix("skip=") else { return [Suppression]() }
      let rules = list(option.dropFirst("skip=".count))
      guard !rules.isEmpty else { return [] }
      return make(.buildkit, rules.contains("all") ? [] : rules, place.isHeader ? .file : .next)
    }
  }

  /// `checkov:skip=ID[,ID]:reason`; it counts for the whole file wherever it stands.
  private func checkov(_ rest: Substring) -> [Suppression] {
    let ids = rest.prefix { $0 != ":" && !$0.isWhitespace }
    let rules = list(ids)
    return rules.isEmpty ? [] : make(.checkov, rules, .file, reason: rest.dropFirst(ids.count))
  }

  /// `trivy:ignore:ID[:exp:YYYY-MM-DD] [trivy:ignore:ID …]`
  private func trivy(_ rest: Substring) -> [Suppression] {
    let words = rest.split(whereSeparator: \.isWhitespace)
    return words.enumerated().flatMap { index, word in
      let isFirst = index == 0
      guard isFirst || word.hasPrefix("trivy:ignore:") else { return [Suppression]() }
      let parts = (isFirst ? word : word.dropFirst("trivy:ignore:".count)).split(separator: ":")
      guard let id = parts.first else { return [] }
      let until = parts.dropFirst().first == "exp" ? day(parts.dropFirst(2).first ?? "") : nil
      return make(.trivy, id == "*" ? [] : [String(id)], scope(false), until: until)
    }
  }

  /// `kics-scan ignore`, `ignore-line`, `ignore-block`, `disable=ID[,ID]`
  private func kics(_ rest: Substring) -> [Suppression] {
    let rest = rest.trimmed()
    switch rest.prefix(while: { !$0.isWhitespace }) {
    case "ignore-line": return make(.kics, [], scope(false))
    case "ignore-block": return make(.kics, [], .block)
    case "ignore" where place.isHeader: return make(.kics, [], .file)
    case let word where place.isHeader && word.hasPrefix("disable="):
      let rules = list(rest.dropFirst("disable=".count))
      return rules.isEmpty ? [] : make(.kics, rules, .file)
    default: return []
    }
  }

  /// `nosemgrep[: id[, id]]`, on the line itself or the one before
  private func semgrep(_ rest: Substring) -> [Suppression] {
    guard rest.hasPrefix(":") else { return make(.semgrep, [], scope(false), reason: rest) }
    let ids = rest.dropFirst().trimmed()
    // Only the part after the last dot names the rule; the rest says where it was loaded from.
    let rules = list(ids).map { String($0.split(separator: ".").last ?? "") }.filter { !$0.isEmpty }
    return make(.semgrep, rules, scope(false))
  }

  /// `dclint disable-file`, `disable [rules]` at the top, `disable-line [rules]` on the line itself or the one before
  private func dclint(_ rest: Substring) -> [Suppression] {
    let words = rest.split(whereSeparator: \.isWhitespace)
    let rules = words.dropFirst().flatMap { list($0) }
    switch words.first {
    case "disable-file" where place.isHeader: return make(.dclint, [], .file)
    case "disable" where place.isHeader: return make(.dclint, rules, .file)
    case "disable-line": return make(.dclint, rules, scope(false))
    default: return []
    }
  }

  /// What is not a day must not make a suppression last for ever.
  private func day(_ text: Substring) -> String {
    CalendarDay.isValid(text) ? String(text) : CalendarDay.longPast
  }

  private func scope(_ isFile: Bool) -> Suppression.Scope {
    isFile ? .file : place.isTrailing ? .line : .next
  }

  private func list(_ text: Substring) -> [String] {
    text.split { $0 == "," || $0.isWhitespace }.map(String.init)
  }
}

/// `[word] ignore=ID[, ID] reason`
private struct Pragma {
  /// What stands before `ignore=`.
  let word: String
  let rules: [String]
  let reason: Substring

  init?(_ text: Substring) {
    guard let found = text.range(of: "ignore") else { return nil }
    let behind = text[found.upperBound...].drop(while: \.isWhitespace)
    guard behind.first == "=" else { return nil }
    word = String(text[..<found.lowerBound].trimmed())
    var rest = behind.dropFirst().drop(while: \.isWhitespace)
    var rules: [String] = []
    while true {
      let name = rest.prefix { !$0.isWhitespace && $0 != "," && $0 != "#" && $0 != ";" }
      if !name.isEmpty { rules.append(String(name)) }
      rest = rest.dropFirst(name.count)
      let comma = rest.trimmed()
      guard comma.first == "," else { break }
      rest = comma.dropFirst().trimmed()
    }
    self.rules = rules
    reason = rest.trimmed(leading: { $0.isWhitespace || "#;".contains($0) })
  }
}

extension Substring {
  fileprivate func trimmed(leading isLeading: (Character) -> Bool = \.isWhitespace) -> Substring {
    let rest = drop(while: isLeading)
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return rest.prefix(0) }
    return rest[...last]
  }

  /// Where a text begins and ends, searched byte by byte.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      formIndex(after: &start)
    }
    return nil
  }
}
