internal import Glibc

/// Keeps a second crawl, and whatever else rewrites it, away from a database, for as long as it lives. The system frees it
/// with the process.
package final class CrawlLock {
  private let path: DiskPath
  private var file: Int32

  /// The lock of the database at a path. It is a file beside it, since SQLite's own locks are lost where anyone else in
  /// the process opens and closes the database's file.
  package init(database: String) throws(CrawlError) {
    path = DiskPath("\(database)-crawl")
    while true {
      let opened = path.withCString { open($0, O_RDWR | O_CREAT | O_CLOEXEC, 0o644) }
      guard opened >= 0 else {
        throw CrawlError(message: "\(path.text) cannot be made: \(systemMessage(errno)); is its folder writable?")
      }
      guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
        close(opened)
        throw CrawlError(
          message: "a crawl, or another command that rewrites it, is at work on \(database): wait until it is done")
      }
      file = opened
      if isInPlace { return }
      // The crawl before this one took the file away between the opening and the locking.
      close(opened)
    }
  }

  deinit {
    _ = path.withCString { unlink($0) }
    close(file)
  }

  private var isInPlace: Bool {
    var held = stat()
    var named = stat()
    return fstat(file, &held) == 0 && path.withCString { stat($0, &named) } == 0 && held.st_ino == named.st_ino
  }
}
