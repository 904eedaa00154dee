/// Endings of files from which a generator makes the file proper.
enum TemplateSuffix {
  private static let suffixes = [
    ".j2", ".jinja", ".jinja2", ".njk", ".tmpl", ".tpl", ".template", ".gotmpl", ".in", ".erb", ".mustache",
    ".hbs", ".handlebars", ".ejs", ".liquid", ".twig", ".m4", ".envsubst", ".cottle", ".epp", ".ftl", ".mako",
    ".jet", ".gohtml", ".ytt",
  ]

  /// The name without the suffix, and the suffix.
  static func strip(_ name: String) -> (stem: String, suffix: String?) {
    guard let suffix = suffixes.first(where: name.hasSuffix), name.count > suffix.count else {
      return (name, nil)
    }
    return (String(name.dropLast(suffix.count)), suffix)
  }
}
