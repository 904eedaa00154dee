import Foundation
import Knowledge

extension KnowledgeLibrary {
  /// Which checks of other tools are which rules here, as Markdown; made from the records' aliases.
  ///
  /// - Returns: A table a tool, and one of what no other tool checks.
  public func coverage() -> String {
    let tools = Peer.allCases.map { peer in
      (peer: peer, claims: base.rules.flatMap { rule in rule.aliases.filter { $0.peer == peer }.map { ($0.id, rule) } })
    }.filter { !$0.claims.isEmpty }
    let own = base.rules.filter(\.aliases.isEmpty)
    let counts = tools.map {
      "| \($0.peer.rawValue) | \(Set($0.claims.map(\.0)).count) | \(Set($0.claims.map(\.1.id)).count) |"
    }
    return
      ([
        "# Which checks of other tools are which rules here", "",
        "Made from the rules' records by `make coverage`; `loadline explain hadolint:DL3006` finds the rule for a check.",
        "",
        "| tool | its checks | rules here |", "| --- | ---: | ---: |",
      ] + counts + [
        "| no other tool | | \(own.count) |", "| all | | \(base.rules.count) |", "",
      ] + tools.flatMap { Self.table($0.peer, $0.claims) } + [
        "## Rules that no other tool has", "", "| rule | asks to | severity |", "| --- | --- | --- |",
      ] + own.map { "| \($0.id) | \(Self.cell($0.title)) | \($0.severity.rawValue) |" }).joined(separator: "\n") + "\n"
  }

  private static func table(_ peer: Peer, _ claims: [(id: String, rule: Rule)]) -> [String] {
    let checks = Dictionary(grouping: claims, by: \.id).sorted {
      $0.key.compare($1.key, options: .numeric) == .orderedAscending
    }
    let rows = checks.map { id, claims in
      let rules = claims.map(\.rule).sorted { $0.id < $1.id }
      let names = rules.map { $0.isOnByDefault ? $0.id : "\($0.id) (off by default)" }.joined(separator: ", ")
      return "| \(id) | \(names) | \(rules.map { cell($0.title) }.joined(separator: "; ")) |"
    }
    return ["## \(peer.rawValue)", "", "| check | rule | asks to |", "| --- | --- | --- |"] + rows + [""]
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|")
  }
}
