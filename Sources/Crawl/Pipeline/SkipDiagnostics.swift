import Store

/// How reasons for not reading a file are written in the table of diagnostics.
extension SkipReason {
  var diagnosticKind: String {
    switch self {
    case .lookalike: "lookalike"
    case .excluded: "excluded"
    case .submodule: "submodule"
    case .symbolicLink, .symbolicLinkOutOfRoot: "symlink"
    case .notRegular: "not-regular"
    case .missingObject: "missing-object"
    case .lfsPointer: "lfs-pointer"
    case .tooLarge: "too-large"
    case .unreadable: "unreadable"
    }
  }

  /// An error is where facts are missing.
  var severity: FactRows.Diagnostic.Severity {
    switch self {
    case .lookalike, .excluded, .submodule, .symbolicLink, .symbolicLinkOutOfRoot, .notRegular: .info
    case .missingObject, .lfsPointer, .tooLarge, .unreadable: .error
    }
  }

  var size: Int {
    if case .tooLarge(let bytes, _) = self { bytes } else { 0 }
  }
}
