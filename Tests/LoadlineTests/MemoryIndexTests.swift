import Crawl
import Foundation
import Store
import Testing

@testable import Loadline

struct MemoryIndexTests {
  /// Files that came one after the other would have a past, in which each lacks those behind it.
  @Test func allFilesComeAtOneMoment() throws {
    let database = try LoadlineDatabase()
    let moments = try database.write { connection in
      var index = try MemoryIndex(connection)
      try index.addRepository(name: "a")
      for path in ["Dockerfile", ".dockerignore"] {
        guard case .candidate(let name) = ContainerFileName.verdict(path) else { continue }
        try index.addFile(path: path, name: name, bytes: Array("FROM scratch\n".utf8))
        // Times are kept to the second.
        Thread.sleep(forTimeInterval: 1.1)
      }
      return try connection.rows("SELECT DISTINCT valid_from FROM file_version").count
    }
    #expect(moments == 1)
  }
}
