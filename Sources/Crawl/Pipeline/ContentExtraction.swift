import Facts
import Store
import Syntax

/// A content taken apart, ready to be written.
struct ExtractedContent: Sendable {
  let rows: FactRows
  let blobID: String
  var size: Int
  let lineCount: Int
  let text: String?
  let replacedID: Int64?

  init(_ claim: ContentLedger.Claim, _ answer: ObjectReader.Answer) {
    replacedID = claim.replacedID
    blobID = claim.key.blobID
    let kind = claim.key.kind.rawValue
    switch answer {
    case .bytes(let bytes):
      rows = Facts.extract(contentID: claim.contentID, kind: kind, bytes: bytes)
      size = bytes.count
      lineCount = Self.lineCount(bytes)
      text = String(decoding: SourceText(bytes).bytes, as: UTF8.self)
    case .skipped(let reason):
      var skipped = FactRows(contentID: claim.contentID, kind: kind)
      skipped.parseStatus = .skipped
      skipped.diagnostics = [
        FactRows.Diagnostic(
          line: nil, kind: reason.diagnosticKind, severity: reason.severity, message: reason.message)
      ]
      rows = skipped
      size = reason.size
      lineCount = 0
      text = nil
    }
  }

  private static func lineCount(_ bytes: [UInt8]) -> Int {
    let feeds = bytes.reduce(into: 0) { count, byte in if byte == UInt8(ascii: "\n") { count += 1 } }
    return bytes.isEmpty || bytes.last == UInt8(ascii: "\n") ? feeds : feeds + 1
  }
}
