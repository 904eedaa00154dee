import Foundation

/// The parts of a SARIF log that an import reads; everything else is left alone.
struct SARIFDocument: Decodable {
  let runs: [Run]

  struct Run: Decodable {
    let tool: Tool
    let results: [Result]?
    let originalUriBaseIds: [String: Artifact]?
    let invocations: [Invocation]?
    let artifacts: [ArtifactEntry]?
  }

  struct Tool: Decodable {
    let driver: Component
    let extensions: [Component]?
  }

  struct Component: Decodable {
    let name: String
    let version: String?
    let semanticVersion: String?
    let rules: [Rule]?
  }

  struct Rule: Decodable {
    let id: String
    let shortDescription: Message?
    let name: String?
    let helpUri: String?
    let defaultConfiguration: Configuration?
    let messageStrings: [String: Message]?
  }

  struct Configuration: Decodable {
    let level: String?
  }

  struct Invocation: Decodable {
    let endTimeUtc: String?
    let startTimeUtc: String?
  }

  struct ArtifactEntry: Decodable {
    let location: Artifact?
  }

  struct Message: Decodable {
    let text: String?
    let markdown: String?
    let id: String?
    let arguments: [String]?
  }

  struct Artifact: Decodable {
    let uri: String?
    let uriBaseId: String?
    let index: Int?
  }

  struct Region: Decodable {
    let startLine: Int?
    let endLine: Int?
  }

  struct PhysicalLocation: Decodable {
    let artifactLocation: Artifact?
    let region: Region?
  }

  struct Location: Decodable {
    let physicalLocation: PhysicalLocation?
  }

  struct Suppression: Decodable {
    let status: String?
  }

  struct RuleReference: Decodable {
    let id: String?
    let index: Int?
  }

  struct Result: Decodable {
    let ruleId: String?
    let ruleIndex: Int?
    let rule: RuleReference?
    let kind: String?
    let level: String?
    let message: Message
    let locations: [Location]?
    let suppressions: [Suppression]?
  }

  /// Reads a log; a byte order mark in front does no harm.
  static func read(_ bytes: [UInt8], file: String) throws(LoadlineError) -> SARIFDocument {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    do {
      return try JSONDecoder().decode(SARIFDocument.self, from: Data(text))
    } catch let DecodingError.dataCorrupted(context) {
      throw LoadlineError(.input, "\(file) is not JSON: \(context.debugDescription)")
    } catch let DecodingError.keyNotFound(key, context) {
      let place = (context.codingPath + [key]).map(\.stringValue).joined(separator: ".")
      throw LoadlineError(.input, "\(file) is no SARIF 2.1.0 log: \(place) is missing")
    } catch let DecodingError.typeMismatch(_, context) {
      let place = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw LoadlineError(.input, "\(file) is no SARIF 2.1.0 log: \(place): \(context.debugDescription)")
    } catch {
      throw LoadlineError(.input, "\(file) is no SARIF 2.1.0 log")
    }
  }
}

extension SARIFDocument.Run {
  var toolName: String {
    let words = tool.driver.name.lowercased().split(separator: " ")
    return words.prefix { !["oss", "pro", "open"].contains($0) }.joined(separator: " ")
  }

  /// The times that the log names, as they are written.
  var times: [String] { invocations?.compactMap { $0.endTimeUtc ?? $0.startTimeUtc } ?? [] }

  func rule(of result: SARIFDocument.Result) -> (id: String, record: SARIFDocument.Rule?) {
    let rules = tool.driver.rules ?? []
    let index = result.ruleIndex ?? result.rule?.index
    if let id = result.ruleId ?? result.rule?.id {
      let record = index.flatMap { rules.indices.contains($0) ? rules[$0] : nil }
      return (id, record?.id == id ? record : rules.first { $0.id == id })
    }
    guard let index, rules.indices.contains(index) else { return ("", nil) }
    return (rules[index].id, rules[index])
  }

  func message(of result: SARIFDocument.Result, _ rule: SARIFDocument.Rule?) -> String {
    if let text = result.message.text ?? result.message.markdown { return text }
    let pattern = result.message.id.flatMap { rule?.messageStrings?[$0] }
    var text = pattern?.text ?? pattern?.markdown ?? rule?.shortDescription?.text ?? ""
    for (number, argument) in (result.message.arguments ?? []).enumerated() {
      text = text.replacing("{\(number)}", with: argument)
    }
    return text
  }

  /// Where a result lies: an absolute path, or one below an unnamed folder; nil where it says none.
  func path(of place: SARIFDocument.PhysicalLocation?) -> String? {
    let entries = artifacts ?? []
    var artifact = place?.artifactLocation
    if artifact?.uri == nil, let index = artifact?.index, entries.indices.contains(index) {
      artifact = entries[index].location
    }
    guard let uri = artifact?.uri else { return nil }
    var path = Self.path(uri)
    var baseID = artifact?.uriBaseId
    // A base may hang on another; more than a few would be a circle.
    for _ in 0..<8 {
      guard !path.hasPrefix("/"), let base = baseID.flatMap({ originalUriBaseIds?[$0] }) else { break }
      let folder = base.uri.map(Self.path) ?? ""
      if !folder.isEmpty { path = folder + (folder.hasSuffix("/") ? "" : "/") + path }
      baseID = base.uriBaseId
    }
    return path
  }

  private static func path(_ uri: String) -> String {
    let text = uri.removingPercentEncoding ?? uri
    guard text.hasPrefix("file:") else { return text }
    let rest = text.dropFirst("file:".count)
    guard rest.hasPrefix("//") else { return String(rest) }
    return rest.dropFirst(2).firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
  }
}
