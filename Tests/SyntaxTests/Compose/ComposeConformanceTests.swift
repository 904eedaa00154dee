import Foundation
import Syntax
import Testing

/// The published cases of the Compose library for interpolation, short forms, merging, loading and checking.
@Suite(.enabled(if: ConformanceCase.isAvailable, "no folder of conformance cases"))
struct ComposeConformanceTests {
  // MARK: - Interpolation

  @Test(arguments: ConformanceCase.all("compose_interpolation", ["substitute"]))
  func interpolation(_ example: ConformanceCase) {
    let interpolation = Interpolation(example.input)
    let value = interpolation.isInvalid ? nil : interpolation.substituted { example.environment[$0] }
    #expect(value == example.expect["value"] as? String)
    #expect((value == nil) == !example.isAccepted)
  }

  @Test(arguments: ConformanceCase.all("compose_interpolation", ["interpolate_tree"]))
  func interpolationOfTrees(_ example: ConformanceCase) throws {
    var tree = try #require(example.fields["input"].map(ComposeJSON.tree))
    var substitution = ComposeSubstitution(example.environment, unset: .empty)
    substitution.apply(&tree)
    #expect(substitution.problems.isEmpty == example.isAccepted)
    guard example.isAccepted else { return }
    // The case with a note also makes numbers of texts, which needs a schema; written out they are the same.
    #expect(ComposeJSON.isEqual(ComposeJSON.value(tree), example.expect["value"], isLoose: true))
  }

  @Test(arguments: ConformanceCase.all("compose_interpolation", ["extract_variables"]))
  func variables(_ example: ConformanceCase) throws {
    let tree = try #require(example.fields["input"].map(ComposeJSON.tree))
    let expected = example.expect["variables"] as? [String: [String: Any]] ?? [:]
    let references = ComposeJSON.texts(tree).flatMap { Interpolation($0).references }
    #expect(Set(references.map(\.name)) == Set(expected.keys))
    for reference in references {
      let variable = expected[reference.name] ?? [:]
      let word = reference.word?.raw ?? ""
      let isDefault = [.defaultIfEmpty, .defaultIfUnset].contains(reference.operator)
      let isPresence = [.alternativeIfFilled, .alternativeIfSet].contains(reference.operator)
      let isRequired = [.requiredIfEmpty, .requiredIfUnset].contains(reference.operator)
      #expect((isDefault ? word : "") == variable["DefaultValue"] as? String ?? "")
      #expect((isPresence ? word : "") == variable["PresenceValue"] as? String ?? "")
      #expect(isRequired == variable["Required"] as? Bool ?? false)
    }
  }

  @Test(arguments: ConformanceCase.all("compose_interpolation", ["operator"]))
  func operators(_ example: ConformanceCase) {
    let reference = Interpolation("${\(example.input)}").references.first
    #expect(reference?.operator.rawValue == example.expect["operator"] as? String)
  }

  @Test(arguments: ConformanceCase.all("compose_dotenv", ["parse"]))
  func environmentFiles(_ example: ConformanceCase) {
    let file = EnvironmentFile(SourceText(Array(example.input.utf8)))
    #expect(file.diagnostics.isEmpty == example.isAccepted)
    var found = example.environment
    for entry in file.entries {
      let value = entry.value.map { Interpolation($0) }
      found[entry.name] = entry.quote == .single ? entry.value : value?.substituted { found[$0] }
    }
    for (name, value) in example.expect["vars"] as? [String: String] ?? [:] {
      #expect(found[name] == value, "\(name)")
    }
    for name in example.expect["absent"] as? [String] ?? [] { #expect(found[name] == nil) }
    if let size = example.expect["size"] as? Int { #expect(file.entries.count == size) }
  }

  @Test(arguments: ConformanceCase.all("compose_dotenv", ["expand"]))
  func expansion(_ example: ConformanceCase) {
    let value = Interpolation(example.input).substituted { example.environment[$0] }
    #expect((value != nil) == example.isAccepted)
    if example.isAccepted { #expect(value == example.expect["value"] as? String) }
  }

  // MARK: - Short forms

  @Test(arguments: ConformanceCase.all("compose_normalise", ["volume_short"]))
  func mounts(_ example: ConformanceCase) {
    let long = ComposeForms.volume(.text(example.input))
    #expect((long != nil) == example.isAccepted)
    guard let long, example.isAccepted else { return }
    #expect(ComposeJSON.isEqual(ComposeJSON.value(long), example.expect["value"]))
  }

  @Test(arguments: ConformanceCase.all("compose_normalise", ["volume_split"]))
  func splitting(_ example: ConformanceCase) {
    let parts = ComposeMount.parts(example.input)
    guard let expected = example.expect["parts"] as? [String] else {
      #expect(parts.contains(""))
      return
    }
    // Some cases ask for no more than two parts; the rest then is the second one.
    let isCut = parts.count > expected.count && expected.count == 2
    #expect((isCut ? [parts[0], parts.dropFirst().joined(separator: ":")] : parts) == expected)
  }

  @Test(arguments: ConformanceCase.all("compose_normalise", ["port_short"]))
  func ports(_ example: ConformanceCase) {
    let ports = ComposeForms.ports(.text(example.input))
    #expect((ports != nil) == example.isAccepted)
    guard let ports, let expected = example.expect["value"] as? [Any] else { return }
    #expect(ComposeJSON.isEqual(ports.map(ComposeJSON.value), expected))
  }

  @Test(arguments: ConformanceCase.all("compose_normalise", ["scalar"]))
  func scalars(_ example: ConformanceCase) {
    let text = example.input.trimmingCharacters(in: ["\"", "'"])
    let value: Any? =
      switch example.fields["type"] as? String {
      case "UnitBytes": ComposeCast.size(text)
      case "Duration": ComposeUnits.seconds(text)
      case "FileMode": ComposeCast.mode(text)
      default: text
      }
    #expect((value != nil) == example.isAccepted)
    if example.isAccepted { #expect(ComposeJSON.isEqual(value, example.expect["value"], isLoose: true)) }
  }

  @Test(arguments: ConformanceCase.all("compose_normalise", ["transform"]))
  func transformations(_ example: ConformanceCase) throws {
    guard !ComposeExceptions.isHeldWrong(example) else { return }
    let input = try #require(example.fields["input"].map(ComposeJSON.tree))
    var problems: [ComposeProblem] = []
    let place = ComposeTransformation(example.fields["function"] as? String ?? "")
    let found = try #require(place, "a function that the harness does not know").applied(to: input, &problems)
    #expect(problems.isEmpty == example.isAccepted)
    if example.isAccepted { #expect(ComposeJSON.isEqual(ComposeJSON.value(found), example.expect["value"])) }
  }

  // MARK: - Merging and loading

  @Test(arguments: ConformanceCase.all("compose_normalise", ["merge", "unicity"]))
  func merging(_ example: ConformanceCase) {
    let texts = example.fields["input"] as? [String] ?? [example.input]
    let names = texts.indices.map { "\($0).yaml" }
    var options = ComposeProject.Options()
    options.normalises = false
    options.checksReferences = false
    let files = Dictionary(uniqueKeysWithValues: zip(names, texts))
    let merged = ComposeProject(files: names, options: options) { files[$0].map { Array($0.utf8) } }
    // The cases merge without comparing with the schema.
    let problems = merged.problems.filter { $0.kind != .missing && $0.kind != .schema }
    #expect(problems.isEmpty == example.isAccepted)
    let yaml = example.expect["yaml"] as? String ?? ""
    let expected = ComposeProject(files: ["0.yaml"], options: options) { $0 == "0.yaml" ? Array(yaml.utf8) : nil }
    #expect(ComposeJSON.isEqual(ComposeJSON.value(merged.tree), ComposeJSON.value(expected.tree)))
  }

  @Test(arguments: ConformanceCase.all("compose_normalise", ["normalize"]))
  func normalisation(_ example: ConformanceCase) {
    var options = ComposeProject.Options()
    options.environment = example.environment
    options.checksReferences = false
    options.readsDotEnv = false
    options.unset = .empty
    options.name = ComposeFile(SourceText(Array(example.input.utf8))).name?.raw
    func load(_ text: String, _ options: ComposeProject.Options) -> Any? {
      let project = ComposeProject(files: ["0.yaml"], options: options) { $0 == "0.yaml" ? Array(text.utf8) : nil }
      var tree = project.tree
      tree["name"] = nil
      return ComposeJSON.value(tree)
    }
    var plain = options
    plain.normalises = false
    let yaml = example.expect["yaml"] as? String ?? ""
    #expect(ComposeJSON.isEqual(load(example.input, options), load(yaml, plain)))
  }

  @Test(arguments: ConformanceCase.all("compose_normalise", ["load", "load_model"]))
  func loading(_ example: ConformanceCase) {
    guard !ComposeExceptions.isHeldWrong(example) else { return }
    let load = ComposeLoadCase(example)
    #expect(load.problems.isEmpty == example.isAccepted, "\(load.problems)")
    for check in example.expect["checks"] as? [[String: Any]] ?? [] {
      if let failure = load.failure(of: check) { Issue.record(Comment(rawValue: failure)) }
    }
  }

  // MARK: - Validity

  @Test(
    arguments: ConformanceCase.all("compose_validity", ["load", "schema", "consistency", "attribute", "conformance"]))
  func validity(_ example: ConformanceCase) {
    guard !ComposeExceptions.isHeldWrong(example) else { return }
    let load = ComposeLoadCase(example)
    let isValid = example.expect["valid"] as? Bool ?? true
    #expect(load.problems.isEmpty == isValid, "\(load.problems)")
  }

  @Test(arguments: ConformanceCase.all("dockerignore", ["context"]))
  func ignoreFiles(_ example: ConformanceCase) {
    let text = example.fields["text"] as? String ?? ""
    let file = IgnoreFile(SourceText(Array(text.utf8)))
    for (path, isIncluded) in example.expect["included"] as? [String: Bool] ?? [:] {
      #expect(file.isIgnored(path) == !isIncluded, "\(path)")
    }
  }
}
