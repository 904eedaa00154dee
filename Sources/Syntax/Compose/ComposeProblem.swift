/// Something in a Compose file or project that Compose would refuse.
package struct ComposeProblem: Hashable, Sendable {
  package enum Kind: String, Sendable {
    /// No YAML that can be read whole.
    case yaml
    /// A key stands twice in one mapping.
    case duplicateKey = "duplicate_key"
    /// The file, `services` or a service is no mapping, a key no string, the file empty or of version 1.
    case structure
    /// An unknown key, or a value of the wrong type or outside of the words allowed.
    case schema
    /// A key that must be there is not.
    case missing
    /// A text that cannot be read as what it stands for, such as a port.
    case value
    /// Keys that exclude each other, or a name given twice.
    case conflict
    /// A name that nothing declares, or a file that is not there.
    case reference
    case cycle
    case interpolation
    /// More than is read.
    case limit

    /// Whether another file merged over this one could make it good.
    package var mayBeMadeGood: Bool { self == .missing || self == .reference }
  }

  package let kind: Kind
  /// Keys and positions from the top, such as `services.web.ports[0]`; nil where it concerns the file as a whole.
  package let path: String?
  /// Where it is; the file is an index into the files of the project.
  package let origin: ComposeOrigin
  /// What is wrong, as a sentence.
  package let message: String

  package var line: Int { origin.line }

  init(_ kind: Kind, at path: String?, _ origin: ComposeOrigin, _ message: String) {
    self.kind = kind
    self.path = path
    self.origin = origin
    self.message = message
  }
}

extension ComposeProblem {
  /// The problem that trouble with the text of a file is, or nil where Compose would not mind.
  init?(_ diagnostic: Diagnostic) {
    let kind: Kind
    switch diagnostic.kind {
    case "syntax", "alias": kind = .yaml
    case "duplicate-key": kind = .duplicateKey
    case "key": kind = .structure
    case "limit": kind = .limit
    case "compose" where diagnostic.severity != .info: kind = .structure
    default: return nil
    }
    self.init(kind, at: nil, ComposeOrigin(line: diagnostic.line ?? 1), diagnostic.message)
  }
}

extension ComposeProblem {
  var diagnostic: Diagnostic {
    Diagnostic(kind: "compose", severity: .warning, line: line, message: message)
  }
}

/// The place that set a value of a Compose project.
package struct ComposeOrigin: Hashable, Sendable {
  /// Index into the files of the project.
  package let file: Int32
  /// Line, from 1.
  package let line: Int

  package init(file: Int32 = 0, line: Int) {
    self.file = file
    self.line = line
  }
}
