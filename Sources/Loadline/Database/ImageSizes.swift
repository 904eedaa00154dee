import Foundation
import Store
import Syntax

extension AuditDatabase {
  /// Takes in the sizes of images as `docker image ls --format json` prints them, in place of those known of the same
  /// images.
  ///
  /// - Parameter text: One JSON object a line, or an array of them.
  /// - Returns: How many were taken in, and how many not.
  /// - Throws: ``LoadlineError`` where the text is not that.
  @discardableResult
  public func importImages(_ text: String) throws(LoadlineError) -> ImportedImages {
    let listed = try ListedImage.read(text)
    let knowledge = try KnowledgeLibrary(configuration: configuration)
    return try rewriting {
      let now = Moment.now
      return try database.write { connection in
        var imported = ImportedImages()
        for image in listed {
          if try image.insert(into: connection, now: now) { imported.taken += 1 } else { imported.skipped += 1 }
        }
        try forgetJudgement(ofRulesReading: "image_size", connection)
        try judge(connection, knowledge, changedRepositories: [])
        return imported
      }
    }
  }
}

/// What came of a list of images.
public struct ImportedImages: Sendable, Hashable {
  /// Images whose size is in the database now.
  public internal(set) var taken = 0
  /// Images left out: without a name that something could refer to, or with a size that is none.
  public internal(set) var skipped = 0
}

/// A line of `docker image ls`.
struct ListedImage: Decodable {
  let Repository: String
  let Tag: String?
  let Digest: String?
  let ID: String?
  let Size: String
  let CreatedAt: String?

  static func read(_ text: String) throws(LoadlineError) -> [ListedImage] {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if trimmed.hasPrefix("[") {
      guard let list = try? JSONDecoder().decode([ListedImage].self, from: Data(trimmed.utf8)) else {
        throw LoadlineError(.input, "the list of images is not what `docker image ls --format json` prints")
      }
      return list
    }
    var images: [ListedImage] = []
    for (number, line) in zip(1..., trimmed.split(separator: "\n")) {
      guard let image = try? JSONDecoder().decode(ListedImage.self, from: Data(line.utf8)) else {
        throw LoadlineError(.input, "line \(number) of the images is not what `docker image ls --format json` prints")
      }
      images.append(image)
    }
    return images
  }

  /// Images without a name are left out: nothing can refer to them. Returns whether this one was taken in.
  @discardableResult
  func insert(into connection: Connection, now: String) throws -> Bool {
    guard Repository != "<none>", let bytes = ByteSize.bytes(Size),
      let name = try? ImageReference(normalizing: Repository)
    else { return false }
    let tag = Tag == "<none>" ? nil : Tag
    let digest = Digest == "<none>" ? nil : Digest
    try connection.execute(
      "DELETE FROM image_size WHERE registry = ? AND repository = ? AND tag IS ? AND digest IS ?",
      [.text(name.registry), .text(name.repository), Value(tag), Value(digest)])
    try connection.execute(
      """
      INSERT INTO image_size (registry, repository, tag, digest, image_id, size_bytes, created_at, imported_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(name.registry), .text(name.repository), Value(tag), Value(digest), Value(ID), .integer(bytes),
        Value(CreatedAt), .text(now),
      ])
    return true
  }
}

/// Sizes as the engine prints them: decimal units, as 1.02GB.
enum ByteSize {
  private static let units: [(String, Double)] = [
    ("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3), ("KB", 1e3), ("B", 1),
  ]

  static func bytes(_ text: String) -> Int64? {
    guard let (unit, factor) = units.first(where: { text.hasSuffix($0.0) }),
      let number = Double(text.dropLast(unit.count).trimmingCharacters(in: .whitespaces)), number >= 0, number < 1e6
    else { return nil }
    return Int64((number * factor).rounded())
  }
}
