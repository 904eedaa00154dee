import Store

/// What all pages have in common: title, navigation, day, and where figures come from.
struct Chrome: Sendable {
  let options: ReportOptions
  let asOf: String
  let style: Markup
  let catalog: DatasetCatalog

  private static let pages = [
    ("index.html", "Overview"), ("repositories.html", "Repositories"), ("rules.html", "Rules"),
    ("patterns.html", "Patterns"), ("frameworks.html", "Frameworks"), ("exemptions.html", "Exemptions"),
    ("coverage.html", "Coverage"), ("datasets.html", "Data"),
  ]

  /// The fields that the layout needs.
  ///
  /// - Parameters:
  ///   - title: The page's own title.
  ///   - section: File of the page in the navigation that this one belongs to.
  ///   - depth: How many folders deep the page lies.
  /// - Returns: The fields, to which a page adds its own.
  func fields(title: String, section: String, depth: Int = 0) -> Fields {
    let root = String(repeating: "../", count: depth)
    let navigation = Self.pages.map { file, label -> Fields in
      ["href": .text(root + file), "label": .text(label), "is_current": .flag(file == section)]
    }
    return [
      "root": .text(root), "page_title": .text(title), "report_title": .text(options.title), "style": .markup(style),
      "nav": .list(navigation), "as_of": .text(asOf), "as_of_day": .text(Figure.day(asOf)),
      "generated_at": .text(options.generatedAt), "scope_note": scopeNote, "owner": Field(options.owner),
    ]
  }

  private var scopeNote: Field {
    options.scope == "all" ? "files of every scope" : "\(options.scope) files"
  }

  /// Where a figure comes from: the dataset's file and its SQL.
  func source(_ name: String, root: String = "") -> Field {
    guard let dataset = try? catalog.named(name) else { return .absent }
    let hasFile = options.formats.contains(.csv)
    return .group([
      "source_name": .text(name), "source_title": .text(dataset.title),
      "source_sql": .text("\(root)datasets.html#\(name)"),
      "source_csv": hasFile ? .text(root + DatasetPass.path(of: name)) : .absent,
    ])
  }

  /// A figure that says which column of which dataset it is.
  func figure(_ row: Row?, _ dataset: String, _ column: String) -> Field {
    let value = row?.integer(column) ?? 0
    return .group([
      "raw": .text(String(value)), "shown": .text(Figure.count(value)), "ref": .text("\(dataset).\(column)"),
    ])
  }

  /// A rate that says which column of which dataset it is.
  func rate(_ row: Row?, _ dataset: String, _ column: String) -> Field {
    .group([
      "raw": .text(row?.text(column) ?? ""), "shown": .text(Figure.percent(row?.real(column))),
      "ref": .text("\(dataset).\(column)"),
    ])
  }
}
