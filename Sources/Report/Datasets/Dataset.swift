package import Store

/// A table of the report, declared by one SQL file: a header of comments, and one SELECT that the stock `sqlite3`
/// shell runs unchanged.
///
///     -- title: Who builds on an image
///     -- description: Every use of an image whose name holds a text.
///     -- column repository: Name of the repository.
///     -- parameter image: Part of the image's name = debian:10
///     SELECT …
///
/// A comment that starts with two or more blanks goes on with the entry before it.
package struct Dataset: Sendable, Hashable {
  /// A column of the result, and what it means.
  package struct Column: Sendable, Hashable {
    package let name: String
    package let meaning: String
  }

  /// A parameter of the SQL, written there as `:name`.
  package struct Parameter: Sendable, Hashable {
    package let name: String
    package let meaning: String
    /// Its value where none is given; nil binds NULL, with which the SQL says itself what holds.
    package let defaultValue: String?
  }

  /// Name of the file without its extension.
  package let name: String
  /// Path of the file below `Reports/`.
  package let path: String
  package let title: String
  package let description: String
  package let columns: [Column]
  package let parameters: [Parameter]
  /// The whole text of the file.
  package let sql: String
  /// Line on which the SELECT starts, from 1.
  package let sqlLine: Int

  /// The SELECT without the header.
  package var statement: String {
    sql.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(sqlLine - 1).joined(separator: "\n")
  }

  /// Values for all parameters: those given, and the defaults of the others.
  package func arguments(_ given: [String: String]) throws(DatasetError) -> [String: Value] {
    let known = Set(parameters.map(\.name))
    if let stray = given.keys.sorted().first(where: { !known.contains($0) }) {
      throw unknownParameter(stray)
    }
    var arguments: [String: Value] = [:]
    for parameter in parameters {
      arguments[parameter.name] = Self.value(given[parameter.name] ?? parameter.defaultValue)
    }
    return arguments
  }

  /// Digits alone are a number, so that they compare as one.
  private static func value(_ text: String?) -> Value {
    guard let text else { return .null }
    let isNumber = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return isNumber ? Int64(text).map(Value.integer) ?? .text(text) : .text(text)
  }

  private func unknownParameter(_ name: String) -> DatasetError {
    guard !parameters.isEmpty else {
      return DatasetError(path: path, line: nil, "\(self.name) takes no parameters: leave out \(name)")
    }
    let list = parameters.map(\.name).joined(separator: ", ")
    return DatasetError(path: path, line: nil, "\(self.name) has no parameter \(name): it takes \(list)")
  }
}
