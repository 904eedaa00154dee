import Knowledge

/// Other tools' settings in the words of `loadline.yml`.
public struct ImportedConfiguration: Sendable, Hashable {
  /// The settings, ready for `loadline.yml`.
  public let yaml: String
  /// What has no counterpart, each in a sentence.
  public let leftovers: [String]

  /// Reads other tools' configurations; whose they are, their names say.
  ///
  /// - Parameters:
  ///   - files: Names and texts of the files.
  ///   - configuration: Names folders of an organisation's own records, whose rules count too.
  /// - Throws: ``LoadlineError`` where a file cannot be understood.
  public init(
    files: [(name: String, text: String)], configuration: Configuration = Configuration()
  ) throws(LoadlineError) {
    var settings = ForeignSettings(base: try KnowledgeLibrary(configuration: configuration).base)
    for file in files { try ForeignFile(name: file.name, text: file.text).add(to: &settings) }
    yaml = settings.yaml
    leftovers = settings.leftovers
    // What we write ourselves must be what we read.
    _ = try KnowledgeLibrary(configuration: Configuration(text: yaml, file: "the result"))
  }
}
