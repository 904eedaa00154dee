import Crawl
import Knowledge
import Report
import Store

/// Why something could not be done, in words for the person who asked: what, where, and what to do.
public struct LoadlineError: Error, Hashable, CustomStringConvertible {
  /// What kind of trouble it is.
  public enum Kind: Sendable, Hashable {
    /// What was asked for is wrong: an argument, the configuration, a record, the SQL.
    case input
    /// A file or folder cannot be read or written.
    case file
    /// Another process is writing to the database.
    case busy
  }

  /// What kind of trouble it is.
  public let kind: Kind
  /// What happened, where, and what to do.
  public let message: String

  /// Makes an error from its parts.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// The message.
  public var description: String { message }

  init(_ error: StoreError) {
    let kind: Kind =
      switch error.kind {
      case .file: .file
      case .busy: .busy
      case .version, .sql, .limit: .input
      }
    self.init(kind, error.message)
  }
}

extension LoadlineError {
  /// An error of an inner layer, told as the library's own.
  init(translating error: any Error) {
    switch error {
    case let error as LoadlineError: self = error
    case let error as StoreError: self.init(error)
    case let error as CrawlError: self.init(.input, error.message)
    case let error as DatasetError: self.init(.input, error.description)
    case let error as ReportError: self.init(.input, error.message)
    case let error as KnowledgeError: self.init(.input, error.description)
    default: self.init(.file, String(describing: error))
    }
  }
}

/// Runs `body`, and tells errors of the inner layers in the library's own type.
func translatingErrors<T>(_ body: () throws -> T) throws(LoadlineError) -> T {
  do {
    return try body()
  } catch {
    throw LoadlineError(translating: error)
  }
}
