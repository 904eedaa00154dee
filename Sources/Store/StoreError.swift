/// Why the database could not do what was asked, in words for the person who asked.
package struct StoreError: Error, Hashable, CustomStringConvertible {
  package enum Kind: Sendable, Hashable {
    /// The file cannot be opened, read or written.
    case file
    /// The file is no Loadline database, or of a newer version.
    case version
    /// Another process holds the database.
    case busy
    /// The SQL is wrong, or not allowed.
    case sql
    /// A limit of time or rows was reached.
    case limit
  }

  package let kind: Kind
  /// What happened, where, and what to do.
  package let message: String

  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  package var description: String { message }
}
