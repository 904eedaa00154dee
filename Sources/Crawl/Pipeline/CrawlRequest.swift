internal import Glibc

/// What to crawl, and how.
package struct CrawlRequest: Sendable {
  /// Which state of a repository counts.
  package enum Source: String, Sendable {
    /// What HEAD holds.
    case head
    /// What lies on the disk, committed or not.
    case worktree
  }

  /// How much of the history to read beside the present.
  package enum History: Hashable, Sendable {
    case all
    /// From a time on, in seconds since 1970.
    case since(Int)
  }

  package var roots: [DiskPath]
  package var source = Source.head
  /// Nil to read only the present, and what came since the last crawl.
  package var history: History?
  /// The part of the repositories that is this crawl's; nil for all.
  package var shard: CrawlShard?
  /// Patterns of the names of repositories to keep out.
  package var excludedRepositories: [String] = []
  /// Patterns of the paths to keep out, counted from the top of each repository.
  package var excludedPaths: [String] = []
  /// Files of more bytes are counted and not read.
  package var sizeLimit = 1 << 20
  package var jobs = CrawlRequest.processorCount
  /// How long git may stay silent.
  package var timeout = Duration.seconds(120)
  package var loadlineVersion: String
  /// The moment of the crawl, in seconds since 1970.
  package var now = Timestamp.now()

  package init(roots: [DiskPath], loadlineVersion: String) {
    self.roots = roots
    self.loadlineVersion = loadlineVersion
  }

  package static let processorCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}

/// What a crawl did.
package struct CrawlSummary: Sendable, Hashable {
  package var scanID: Int64 = 0
  package var repositories = 0
  package var repositoriesChanged = 0
  package var repositoriesFailed = 0
  /// Container files in the repositories that had to be read.
  package var candidates = 0
  package var contentsAdded = 0
  /// Intervals opened or closed.
  package var filesChanged = 0
  /// Whether something of it could not be read, so that the answer is not whole.
  package var isIncomplete = false
  package var seconds = 0.0
}

/// How far a crawl has come.
package enum CrawlProgress: Sendable, Hashable {
  case discovering
  case reading(repositoriesDone: Int, of: Int, contents: Int)
  case concluding
}

package struct CrawlError: Error, CustomStringConvertible {
  package let message: String

  package var description: String { message }
}
