/// HTML or SVG that this module wrote itself, with whatever came from outside escaped: the only text that a template puts
/// in as it is.
package struct Markup: Sendable, Hashable {
  package private(set) var html: String

  init(trusted html: String = "") {
    self.html = html
  }

  /// The text, escaped.
  init(text: String) {
    html = Self.escaped(text)
  }

  static func += (left: inout Markup, right: Markup) {
    left.html += right.html
  }

  /// An element around the content.
  static func element(_ name: String, _ attributes: [(String, String)] = [], _ content: Markup = Markup()) -> Markup {
    var html = "<\(name)"
    for (key, value) in attributes { html += " \(key)=\"\(escaped(value))\"" }
    return Markup(trusted: html + ">" + content.html + "</\(name)>")
  }

  private static func escaped(_ text: String) -> String {
    var escaped: [UInt8] = []
    escaped.reserveCapacity(text.utf8.count)
    for byte in Shown.block(text).utf8 {
      switch byte {
      case UInt8(ascii: "&"): escaped.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): escaped.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): escaped.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): escaped.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): escaped.append(contentsOf: "&#39;".utf8)
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }
}
