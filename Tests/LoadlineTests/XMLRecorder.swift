import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The elements of a well-formed document.
final class XMLRecorder: NSObject, XMLParserDelegate {
  struct NotWellFormed: Error {
    let line: Int
  }

  private var elements: [(name: String, attributes: [String: String])] = []

  static func read(_ text: String) throws -> XMLRecorder {
    let recorder = XMLRecorder()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = recorder
    guard parser.parse() else { throw NotWellFormed(line: parser.lineNumber) }
    return recorder
  }

  func attributes(_ name: String) -> [[String: String]] {
    elements.filter { $0.name == name }.map(\.attributes)
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append((name, attributes))
  }
}
