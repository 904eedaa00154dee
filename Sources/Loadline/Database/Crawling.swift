import Crawl
import Facts
import Judge
import Knowledge
import Store

/// What to crawl, and how.
public struct CrawlRequest: Sendable, Hashable {
  /// Folders of repositories, repositories, bare mirrors, plain folders or files.
  public var roots: [String]
  /// Whether to read what lies on the disk instead of the committed state of HEAD.
  public var readsWorktree = false
  /// How much of the history to read; nil for the present alone.
  public var history: History?
  /// How many files are taken apart at once; nil for as many as there are cores.
  public var jobs: Int?

  /// How much of the history of the default branches is read.
  public enum History: Sendable, Hashable {
    /// All that git holds.
    case all
    /// From a day on, as 2024-01-01.
    case since(String)
  }

  /// Asks for the present state of the roots.
  public init(roots: [String]) {
    self.roots = roots
  }
}
