import Foundation
import Testing

/// Runs each case of a suite by its operation. One whose operation nobody knows fails, so that no case is left out.
struct ConformanceSuite {
  typealias Check = @Sendable (ConformanceCase) throws -> Void

  let checks: [String: Check]

  func run(_ example: ConformanceCase) throws {
    if HeldWrong.reason(example) != nil { return }
    guard let check = checks[example.operation] else {
      Issue.record("nothing runs cases of the operation \(example.operation)")
      return
    }
    try check(example)
  }
}

/// Cases of the other projects' suites that are held to be wrong for Loadline.
enum HeldWrong {
  static let cases: [(suite: String, start: String, reason: String)] = [
    (
      "image_reference", "TestReferenceParse: validname@sha512:",
      "a SHA-512 is only unsupported in a Go program that does not link it, and Docker does"
    )
  ]

  static func reason(_ example: ConformanceCase) -> String? {
    cases.first { $0.suite == example.suite && example.name.hasPrefix($0.start) }?.reason
  }
}

/// One of a case's `checks`: what must be found at a path into the results, which is "#0" for the first of them.
struct ConformanceExpectation {
  let path: [String]
  let operation: String
  let value: Any?

  static func all(_ example: ConformanceCase) -> [ConformanceExpectation] {
    (example.expect["checks"] as? [[String: Any]] ?? []).map { check in
      let path = (check["path"] as? [Any] ?? []).map { "\($0)" }
      return ConformanceExpectation(path: path, operation: check["op"] as? String ?? "", value: check["value"])
    }
  }

  /// Compares with what was found; absent members of an expected object stand for zero values.
  func expect(_ found: Any?) {
    let text = found as? String
    switch operation {
    case "eq": #expect(Self.isEqual(found, value), "\(path): \(Self.text(found)) is not \(Self.text(value))")
    case "ne": #expect(!Self.isEqual(found, value), "\(path): \(Self.text(found))")
    case "contains": #expect(text?.contains(value as? String ?? "") ?? false, "\(path): \(Self.text(found))")
    case "len": #expect((found as? [Any])?.count == value as? Int, "\(path)")
    case "empty": #expect(Self.isZero(found), "\(path): \(Self.text(found))")
    case "present": #expect(!Self.isZero(found), "\(path)")
    default: Issue.record("unknown comparison \(operation)")
    }
  }

  private static func text(_ value: Any?) -> String { value.map { "\($0)" } ?? "nothing" }

  private static func isZero(_ value: Any?) -> Bool {
    switch value {
    case nil, is NSNull: true
    case let text as String: text.isEmpty
    case let list as [Any]: list.isEmpty
    case let object as [String: Any]: object.values.allSatisfy(isZero)
    case let number as NSNumber: number == 0
    default: false
    }
  }

  private static func isEqual(_ found: Any?, _ expected: Any?) -> Bool {
    if isZero(found), isZero(expected) { return true }
    switch (found, expected) {
    case let (found as [String: Any], expected as [String: Any]):
      return Set(found.keys).union(expected.keys).allSatisfy { isEqual(found[$0], expected[$0]) }
    case let (found as [Any], expected as [Any]):
      return found.count == expected.count && zip(found, expected).allSatisfy(isEqual)
    case let (found as NSObject, expected as NSObject): return found == expected
    default: return false
    }
  }
}
