/// Why `git` did not answer, in a sentence that stands on its own in a report.
package struct GitError: Error, CustomStringConvertible {
  package enum Kind: Sendable {
    case notInstalled, notStarted, failed, timedOut, cancelled, unexpectedOutput
  }

  package let kind: Kind
  package let message: String

  package var description: String { message }

  static let notInstalled = GitError(
    kind: .notInstalled,
    message: "the git program is in none of the folders of PATH: install git 2.36 or later"
  )
}
