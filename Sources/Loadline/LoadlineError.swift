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

/// Runs `body`, and tells errors of the inner layers in the library's own type.
func translatingErrors<T>(_ body: () throws -> T) throws(LoadlineError) -> T {
  do {
    return try body()
  } catch let error as LoadlineError {
    throw error
  } catch let error as StoreError {
    throw LoadlineError(error)
  } catch {
    throw LoadlineError(.file, String(describing: error))
  }
}
