import Foundation
import Knowledge

extension KnowledgeLibrary {
  /// A rule that stands for another tool's check, wholly or under a condition of its own.
  private struct Claim {
    let id: String
    let rule: Rule
    let isExact: Bool
  }

  /// Which checks of other tools are which rules here, as Markdown; made from the records' aliases.
  ///
  /// - Returns: A table a tool, and one of what no other tool checks.
  public func coverage() -> String {
    let tools = Peer.allCases.map { peer in
      (peer: peer, claims: Self.claims(of: base.rules, on: peer))
    }.filter { !$0.claims.isEmpty }
    let own = base.rules.filter { $0.aliases.isEmpty && $0.also.isEmpty }
    let counts = tools.map { peer, claims in
      let whole = Set(claims.filter(\.isExact).map(\.id))
      let inPart = Set(claims.map(\.id)).subtracting(whole)
      return "| \(peer.rawValue) | \(whole.count) | \(inPart.count) | \(Set(claims.map(\.rule.id)).count) |"
    }
    return
      ([
        "# Which checks of other tools are which rules here", "",
        "Made from the rules' records by `make coverage`; `loadline explain hadolint:DL3006` finds the rule for a check.",
        "A rule finds something in the same files as the check does; one that takes the check in under a condition of its "
          + "own, and so finds less or at other places, is marked *in part*.",
        "",
        "| tool | its checks | in part only | rules here |", "| --- | ---: | ---: | ---: |",
      ] + counts + [
        "| no other tool | | | \(own.count) |", "| all | | | \(base.rules.count) |", "",
      ] + tools.flatMap { Self.table($0.peer, $0.claims) } + [
        "## Rules that no other tool has", "", "| rule | asks to | severity |", "| --- | --- | --- |",
      ] + own.map { "| \($0.id) | \(Self.cell($0.title)) | \($0.severity.rawValue) |" }).joined(separator: "\n") + "\n"
  }

  private static func claims(of rules: [Rule], on peer: Peer) -> [Claim] {
    rules.flatMap { rule in
      rule.aliases.filter { $0.peer == peer }.map { Claim(id: $0.id, rule: rule, isExact: true) }
        + rule.also.filter { $0.peer == peer && !rule.aliases.contains($0) }.map {
          Claim(id: $0.id, rule: rule, isExact: false)
        }
    }
  }

  private static func table(_ peer: Peer, _ claims: [Claim]) -> [String] {
    let checks = Dictionary(grouping: claims, by: \.id).sorted {
      $0.key.compare($1.key, options: .numeric) == .orderedAscending
    }
    let rows = checks.map { id, claims in
      let claims = claims.sorted { ($0.isExact ? 0 : 1, $0.rule.id) < ($1.isExact ? 0 : 1, $1.rule.id) }
      let titles = claims.map { cell($0.rule.title) }.joined(separator: "; ")
      return "| \(id) | \(claims.map(name).joined(separator: ", ")) | \(titles) |"
    }
    return ["## \(peer.rawValue)", "", "| check | rule | asks to |", "| --- | --- | --- |"] + rows + [""]
  }

  private static func name(of claim: Claim) -> String {
    let notes = (claim.isExact ? [] : ["*in part*"]) + (claim.rule.isOnByDefault ? [] : ["off by default"])
    return claim.rule.id + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|")
  }
}
