/// The version of the library and of the program.
public enum LoadlineVersion {
  /// As semantic versioning has it.
  public static let current = "0.1.0"
}
