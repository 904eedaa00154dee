import Mustache
import ReportsFolder

/// The templates of `Reports/pages/`, taken apart once.
struct PageLibrary: Sendable {
  private let library: MustacheLibrary
  let style: Markup

  init() throws {
    var templates: [String: MustacheTemplate] = [:]
    var style = ""
    for file in embeddedFiles where file.path.hasPrefix("pages/") {
      let name = String(file.path.dropFirst("pages/".count))
      if name.hasSuffix(".mustache") {
        do {
          templates[String(name.dropLast(".mustache".count))] = try MustacheTemplate(string: file.text)
        } catch {
          throw ReportError("Reports/\(file.path): \(error)")
        }
      } else if name == "style.css" {
        style = file.text
      }
    }
    library = MustacheLibrary(templates: templates)
    self.style = Markup(trusted: style)
  }

  func render(_ template: String, _ fields: Fields) throws -> String {
    guard let page = library.render(fields, withTemplate: template) else {
      throw ReportError("Reports/pages/\(template).mustache: there is no such template")
    }
    return page
  }
}
