/// The rules of `RUN --mount`.
enum RunMount {
  private static let types = ["bind", "cache", "tmpfs", "secret", "ssh"]
  private static let keys: Set<String> = [
    "type", "from", "source", "target", "readonly", "id", "sharing", "required", "size", "mode", "uid", "gid",
    "src", "dst", "destination", "ro", "rw", "readwrite", "env",
  ]

  /// Why BuildKit refuses the mount, or nil. Values with a variable are taken to be right.
  static func problem(of flag: InstructionFlag) -> String? {
    let fields = flag.fields
    let type = fields.first { $0.key == "type" }?.value?.lowercased() ?? "bind"
    for field in fields {
      if let problem = problem(of: field, type) { return problem }
    }
    return problem(ofAll: fields, type)
  }

  private static func problem(of field: (key: String, value: String?), _ type: String) -> String? {
    let key = field.key
    guard let value = field.value else {
      switch key {
      case "readonly", "ro", "readwrite", "rw": return nil
      case "required": return problem(ofRequired: nil, type)
      default: return "invalid field '\(key)' must be a key=value pair"
      }
    }
    guard !holdsVariable(value) else {
      return key == "from" ? "'from' doesn't support variable expansion, define alias stage instead" : nil
    }
    switch key {
    case "type": return types.contains(type) || holdsVariable(type) ? nil : "unsupported mount type \"\(value)\""
    case "readonly", "ro", "readwrite", "rw":
      return isBoolean(value) ? nil : "invalid value for \(key): \(value)"
    case "required": return problem(ofRequired: value, type)
    case "size":
      guard type == "tmpfs" else { return "unexpected key 'size' for mount type '\(type)'" }
      return ComposeUnits.bytes(value) == nil ? "invalid value for size: \(value)" : nil
    case "sharing":
      return ["shared", "private", "locked"].contains(value.lowercased())
        ? nil : "unsupported sharing value \"\(value)\""
    case "mode": return UInt32(value, radix: 8) == nil ? "invalid value \(value) for mode" : nil
    case "uid", "gid": return UInt32(value) == nil ? "invalid value \(value) for \(key)" : nil
    default:
      guard !keys.contains(key) else { return nil }
      let nearest = ComposeKeys.nearest(to: key, in: keys).map { " (did you mean \($0)?)" } ?? ""
      return "unexpected key '\(key)' in '\(key)=\(value)'\(nearest)"
    }
  }

  private static func problem(ofRequired value: String?, _ type: String) -> String? {
    guard type == "secret" || type == "ssh" else { return "unexpected key 'required' for mount type '\(type)'" }
    guard let value, !isBoolean(value) else { return nil }
    return "invalid value for required: \(value)"
  }

  private static func problem(ofAll fields: [(key: String, value: String?)], _ type: String) -> String? {
    func has(_ keys: String...) -> Bool { fields.contains { keys.contains($0.key) && $0.value?.isEmpty == false } }
    let mayOwn = ["secret", "ssh", "cache"].contains(type)
    if !mayOwn, let owned = fields.first(where: { ["mode", "uid", "gid"].contains($0.key) }) {
      return "\(owned.key) not allowed for \"\(type)\" type mounts"
    }
    if type == "secret" {
      if has("from") { return "secret mount should not have a from" }
      if has("sharing") { return "secret mount should not define sharing" }
      if !has("source", "src", "target", "dst", "destination", "id") {
        return "invalid secret mount. one of source, target required"
      }
      if has("source", "src"), has("id") { return "both source and id can't be set" }
    }
    return has("sharing") && type != "cache" ? "invalid cache sharing set for \(type) mount" : nil
  }

  private static func holdsVariable(_ value: String) -> Bool { value.utf8.contains(Ascii.dollar) }

  /// As Go reads one.
  static func isBoolean(_ value: String) -> Bool { boolean(value) != nil }

  static func boolean(_ value: String) -> Bool? {
    switch value {
    case "1", "t", "T", "true", "TRUE", "True": true
    case "0", "f", "F", "false", "FALSE", "False": false
    default: nil
    }
  }
}
