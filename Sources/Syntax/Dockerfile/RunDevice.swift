/// A value of `RUN --device`: a device of the Container Device Interface, `vendor.com/class=name,required`.
package struct RunDevice: Sendable, Equatable {
  package var name = ""
  package var isRequired = false

  package init(_ value: String) throws(BuildError) {
    let flag = InstructionFlag(name: "device", value: value, offset: 0)
    let fields = flag.commaSeparated
    for field in fields {
      let (key, value) = InstructionFlag.keyAndValue(field)
      switch (key, value) {
      case ("name", let value?): try setName(value)
      case ("required", nil) where fields.count > 1: isRequired = true
      case ("required", let value?):
        guard let isRequired = RunMount.boolean(value) else {
          throw BuildError("invalid value for required: \(value)")
        }
        self.isRequired = isRequired
      default: try setName(field)
      }
    }
    guard !name.isEmpty else { throw BuildError("device name must not be empty") }
    guard Self.isQualified(name) else { throw BuildError("invalid device name \(name)") }
  }

  private mutating func setName(_ name: String) throws(BuildError) {
    guard self.name.isEmpty else { throw BuildError("device name already set to \(self.name)") }
    self.name = name
  }

  /// `vendor/class`, with a device behind `=` or without.
  private static func isQualified(_ name: String) -> Bool {
    let kind = name.prefix { $0 != "=" }
    let parts = kind.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2 else { return false }
    return parts.allSatisfy { part in
      guard let first = part.utf8.first, Ascii.isLetter(first) || Ascii.isDigit(first) else { return false }
      return part.utf8.allSatisfy { Ascii.isNameByte($0) || $0 == Ascii.dash || $0 == UInt8(ascii: ".") }
    }
  }

  static func problem(of value: String) -> String? {
    do {
      _ = try RunDevice(value)
      return nil
    } catch {
      return error.message
    }
  }
}
