import Foundation
import Loadline
import Testing

@Suite struct PublishTests {
  let folder: AuditedFolder
  let audit: AuditDatabase

  init() throws {
    folder = try AuditedFolder()
    audit = try folder.audit()
  }

  @Test(arguments: ["loadline.db", "./loadline.db", "symbolic.db", "hard.db"])
  func theDatabaseItselfIsNotReplaced(name: String) throws {
    let database = folder.path("loadline.db")
    try FileManager.default.createSymbolicLink(atPath: folder.path("symbolic.db"), withDestinationPath: database)
    try FileManager.default.linkItem(atPath: database, toPath: folder.path("hard.db"))
    let before = try inode(of: "loadline.db")
    let error = #expect(throws: LoadlineError.self) { try audit.publish(to: folder.path(name)) }
    #expect(error?.kind == .input)
    #expect(error?.message.contains("is the database itself") == true)
    #expect(try inode(of: "loadline.db") == before)
  }

  @Test func anotherDatabaseInUseIsNotReplaced() throws {
    try folder.write("other.db", "kept")
    try folder.write("other.db-wal", "")
    let error = #expect(throws: LoadlineError.self) { try audit.publish(to: folder.path("other.db")) }
    #expect(error?.message.contains("other.db-wal") == true)
    #expect(try String(contentsOfFile: folder.path("other.db"), encoding: .utf8) == "kept")
  }

  @Test func anOldSnapshotIsReplaced() throws {
    try audit.publish(to: folder.path("snapshot.db"))
    let old = try inode(of: "snapshot.db")
    #expect(try audit.publish(to: folder.path("snapshot.db")) > 3)
    #expect(try inode(of: "snapshot.db") != old)
    #expect(try AuditDatabase(existing: folder.path("snapshot.db")).troubles().isEmpty)
  }

  @Test func aFileThatIsNoDatabaseIsNotReplaced() throws {
    try folder.write("notes.txt", "kept")
    let error = #expect(throws: LoadlineError.self) { try audit.publish(to: folder.path("notes.txt")) }
    #expect(error?.message.contains("is no database") == true)
    #expect(try String(contentsOfFile: folder.path("notes.txt"), encoding: .utf8) == "kept")
  }

  private func inode(of name: String) throws -> UInt64? {
    try FileManager.default.attributesOfItem(atPath: folder.path(name))[.systemFileNumber] as? UInt64
  }
}
