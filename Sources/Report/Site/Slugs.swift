import Store

/// File names for pages, one for each name, safe on any file system and in any link.
///
/// A name of letters, digits and hyphens keeps them in lower case; a name that loses something, or that another one would
/// collide with, gets a hash of itself. So a slug hangs on the name alone where that is possible, and links stay good.
struct Slugs: Sendable {
  private var slugs: [ExactText: String] = [:]

  init(_ names: [String]) {
    var taken: Set<String> = []
    let all = Set(names.map(ExactText.init)).sorted()
    let plain = Dictionary(grouping: all) { Self.plain($0.text) }
    for name in all {
      let base = Self.plain(name.text)
      let isClear = plain[base]?.count == 1 && Self.isFaithful(name.text, base)
      var slug = isClear ? base : Self.hashed(name.text, base)
      while !taken.insert(slug).inserted { slug = Self.hashed(slug, base) }
      slugs[name] = slug
    }
  }

  subscript(name: String) -> String? { slugs[ExactText(name)] }

  /// Letters and digits of ASCII in lower case, a hyphen for whatever stands between them.
  private static func plain(_ name: String) -> String {
    var slug = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9", "_": slug.unicodeScalars.append(scalar)
      case "A"..."Z": slug += String(scalar).lowercased()
      default: if !slug.hasSuffix("-"), !slug.isEmpty { slug += "-" }
      }
    }
    let cut = slug.prefix(80)
    return String(cut.hasSuffix("-") ? cut.dropLast() : cut)
  }

  /// Whether a reader would know the name from its slug, and no file system minds it.
  private static func isFaithful(_ name: String, _ slug: String) -> Bool {
    let devices: Set<String> = ["con", "prn", "aux", "nul", "index"]
    let isUsual = name.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "0"..."9", "A"..."Z", "_", "-", "/", ".": true
      default: false
      }
    }
    return isUsual && !slug.isEmpty && name.unicodeScalars.count <= 80 && !name.contains("..")
      && !devices.contains(slug)
  }

  private static func hashed(_ name: String, _ base: String) -> String {
    let hash = Fingerprint.of([name]).prefix(8)
    return base.isEmpty ? String(hash) : "\(base.prefix(60))-\(hash)"
  }
}
