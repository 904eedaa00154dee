/// A text with `$VARIABLE` references, as Compose substitutes them.
package struct Interpolation: Hashable, Sendable {
  /// What follows the name in `${NAME…}`.
  package enum Operator: String, Sendable {
    case none = ""
    case defaultIfUnset = "-"
    case defaultIfEmpty = ":-"
    case requiredIfUnset = "?"
    case requiredIfEmpty = ":?"
    case alternativeIfSet = "+"
    case alternativeIfFilled = ":+"
  }

  /// A reference to a variable.
  package struct Reference: Hashable, Sendable {
    package let name: String
    package let `operator`: Operator
    /// The default, message or alternative, which may hold references itself.
    package let word: Interpolation?

    package init(name: String, operator: Operator, word: Interpolation?) {
      self.name = name
      self.operator = `operator`
      self.word = word
    }
  }

  enum Part: Hashable, Sendable {
    case text(String)
    /// The reference and its source text.
    indirect case reference(Reference, String)
  }

  /// The text as written.
  package let raw: String
  let parts: [Part]
  /// Whether Compose would refuse the text.
  package let isInvalid: Bool

  /// Deepest nesting of references in defaults; deeper ones make the text invalid.
  private static let depthLimit = 20

  package init(_ raw: String) {
    guard raw.utf8.contains(UInt8(ascii: "$")) else {
      self.init(raw: raw, parts: raw.isEmpty ? [] : [.text(raw)], isInvalid: false)
      return
    }
    self.init(Array(raw.utf8)[...], depth: 0)
  }

  /// A text whose dollar signs name nothing, such as one that was interpolated before.
  package init(literal raw: String) {
    self.init(raw: raw, parts: raw.isEmpty ? [] : [.text(raw)], isInvalid: false)
  }

  private init(raw: String, parts: [Part], isInvalid: Bool) {
    self.raw = raw
    self.parts = parts
    self.isInvalid = isInvalid
  }

  private init(_ bytes: ArraySlice<UInt8>, depth: Int) {
    var scanner = InterpolationScanner(bytes: bytes)
    var parts: [Part] = []
    var isInvalid = depth > Self.depthLimit
    while !isInvalid, let token = scanner.next() {
      switch token {
      case .text(let text): parts.append(.text(String(decoding: text, as: UTF8.self)))
      case .invalid: isInvalid = true
      case .reference(let name, let op, let word, let source):
        let inner = op == .none ? nil : Interpolation(word, depth: depth + 1)
        if inner?.isInvalid == true { isInvalid = true }
        let reference = Reference(name: String(decoding: name, as: UTF8.self), operator: op, word: inner)
        parts.append(.reference(reference, String(decoding: source, as: UTF8.self)))
      }
    }
    let raw = String(decoding: bytes, as: UTF8.self)
    self.init(raw: raw, parts: isInvalid ? [.text(raw)] : parts, isInvalid: isInvalid)
  }
}

extension Interpolation {
  /// The value that follows from defaults alone, or nil where it hangs on the environment.
  package var value: String? { needs.isEmpty ? text : nil }

  /// The text with defaults put in; what hangs on the environment stays as written, such as `${TAG}`.
  package var text: String {
    parts.reduce(into: "") { text, part in
      switch part {
      case .text(let literal): text += literal
      case .reference(let reference, let source): text += reference.defaultValue?.text ?? source
      }
    }
  }

  /// Names of the variables the value hangs on, in order, without repeats.
  package var needs: [String] {
    var names: [String] = []
    var known: Set<String> = []
    for case .reference(let reference, _) in parts {
      for name in reference.defaultValue?.needs ?? [reference.name] where known.insert(name).inserted {
        names.append(name)
      }
    }
    return names
  }

  /// Every reference, outer ones before those in their defaults.
  package var references: [Reference] {
    parts.flatMap { part in
      guard case .reference(let reference, _) = part else { return [Reference]() }
      return [reference] + (reference.word?.references ?? [])
    }
  }

  /// The text with the variables of an environment put in and defaults for others; what hangs on a variable that neither
  /// knows stays as written.
  package func text(in environment: (String) -> String?) -> String {
    parts.reduce(into: "") { text, part in
      switch part {
      case .text(let literal): text += literal
      case .reference(let reference, let source): text += reference.text(in: environment) ?? source
      }
    }
  }

  /// The first reference whose variable must be set but is not, under an environment.
  package func missing(in environment: (String) -> String?) -> Reference? {
    for case .reference(let reference, _) in parts {
      if let missing = reference.missing(in: environment) { return missing }
    }
    return nil
  }

  /// The value under an environment, with unset variables as empty, as Compose does.
  ///
  /// - Returns: nil where a required variable is missing.
  package func substituted(_ environment: (String) -> String?) -> String? {
    var result = ""
    for part in parts {
      switch part {
      case .text(let literal): result += literal
      case .reference(let reference, _):
        guard let value = reference.substituted(environment) else { return nil }
        result += value
      }
    }
    return result
  }
}

extension Interpolation.Reference {
  fileprivate var defaultValue: Interpolation? {
    `operator` == .defaultIfUnset || `operator` == .defaultIfEmpty ? word : nil
  }

  fileprivate func text(in environment: (String) -> String?) -> String? {
    guard environment(name) == nil else { return substituted(environment) }
    return defaultValue?.text(in: environment)
  }

  fileprivate func missing(in environment: (String) -> String?) -> Self? {
    let value = environment(name)
    let isFilled = value.map { !$0.isEmpty } ?? false
    switch `operator` {
    case .none: return nil
    case .requiredIfUnset: return value == nil ? self : nil
    case .requiredIfEmpty: return isFilled ? nil : self
    case .defaultIfUnset: return value == nil ? word?.missing(in: environment) : nil
    case .defaultIfEmpty: return isFilled ? nil : word?.missing(in: environment)
    case .alternativeIfSet: return value == nil ? nil : word?.missing(in: environment)
    case .alternativeIfFilled: return isFilled ? word?.missing(in: environment) : nil
    }
  }

  fileprivate func substituted(_ environment: (String) -> String?) -> String? {
    let value = environment(name)
    let isFilled = value.map { !$0.isEmpty } ?? false
    switch `operator` {
    case .none: return value ?? ""
    case .defaultIfUnset: return value ?? word?.substituted(environment)
    case .defaultIfEmpty: return isFilled ? value : word?.substituted(environment)
    case .requiredIfUnset: return value
    case .requiredIfEmpty: return isFilled ? value : nil
    case .alternativeIfSet: return value == nil ? "" : word?.substituted(environment)
    case .alternativeIfFilled: return isFilled ? word?.substituted(environment) : ""
    }
  }
}
