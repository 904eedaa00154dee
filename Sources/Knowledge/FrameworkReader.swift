/// Reads a framework from its YAML file.
struct FrameworkReader {
  private static let keys = ["id", "title", "version", "note", "controls"]

  /// The framework, or nil and what is wrong with its file.
  static func read(_ file: RecordFile) -> (framework: Framework?, problems: [KnowledgeProblem]) {
    var matter = FrontMatter(LiterateText.FrontMatterText(text: file.text, line: 1), file: file.path, keys: keys)
    let id = matter.text("id")
    let name = file.path.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? ""
    if !id.isEmpty, id != name {
      matter.report("'\(id)' is not the file's name: name the file \(id).yml", at: matter.line(of: "id"))
    }
    let title = matter.text("title")
    let version = matter.text("version")
    let note = matter.optionalText("note")
    var controls: [Framework.Control] = []
    for (name, members) in matter.groups("controls") {
      guard let title = members.first?.text, members.count == 1, !title.isEmpty else {
        matter.report("the control '\(name.text)' must have one title", at: name.line)
        continue
      }
      controls.append(Framework.Control(id: name.text, title: title))
    }
    if controls.isEmpty {
      matter.report("no controls: add 'controls: {number: title}'", at: matter.line(of: "controls"))
    }
    guard matter.problems.isEmpty else { return (nil, matter.problems) }
    let framework = Framework(
      id: id, title: title, version: version, note: note, controls: controls, origin: file.origin,
      place: Place(file: file.path, line: matter.line(of: "id")))
    return (framework, [])
  }
}
