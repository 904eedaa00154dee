/// Where a repository stands, read from its files: a crawl that finds nothing new starts no process.
package enum RepositoryHead: Hashable, Sendable {
  /// `branch` is nil where HEAD is detached.
  case commit(id: String, branch: String?)
  /// A branch without a commit: the repository is empty, or at least its HEAD is.
  case unborn(branch: String)
}

extension GitDirectory {
  package func head(timeout: Duration = .seconds(60)) throws(GitError) -> RepositoryHead {
    guard let line = DiskFile.firstLine(directory.appending("HEAD")) else {
      throw GitError(kind: .failed, message: "HEAD of \(directory.text) cannot be read")
    }
    let head = String(decoding: line, as: UTF8.self)
    if Self.isObjectID(head) { return .commit(id: head, branch: nil) }
    let prefix = "ref:"
    guard head.hasPrefix(prefix) else {
      throw GitError(kind: .failed, message: "HEAD of \(directory.text) names neither a branch nor a commit")
    }
    let reference = String(head.dropFirst(prefix.count).drop { $0 == " " || $0 == "\t" })
    return try resolve(reference, timeout: timeout)
  }

  private func resolve(_ reference: String, timeout: Duration) throws(GitError) -> RepositoryHead {
    let prefix = "refs/heads/"
    let branch = reference.hasPrefix(prefix) ? String(reference.dropFirst(prefix.count)) : reference
    guard reference.hasPrefix("refs/"), !reference.split(separator: "/").contains("..") else {
      throw GitError(
        kind: .failed,
        message: "HEAD of \(directory.text) names \(reference), which is no branch"
      )
    }
    if let line = DiskFile.firstLine(common.appending(reference)) {
      let value = String(decoding: line, as: UTF8.self)
      if Self.isObjectID(value) { return .commit(id: value, branch: branch) }
    } else if let id = packedReference(reference) {
      return .commit(id: id, branch: branch)
    }
    return try askGit(branch: branch, timeout: timeout)
  }

  /// Symbolic references to references, and reference stores other than files, are left to git.
  private func askGit(branch: String, timeout: Duration) throws(GitError) -> RepositoryHead {
    let output = try GitOutput(
      directory,
      ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"],
      timeout: timeout
    )
    var token: [UInt8] = []
    let found = try output.readToken(&token, until: UInt8(ascii: "\n"))
    let id = String(decoding: token, as: UTF8.self)
    if found, Self.isObjectID(id) {
      try output.finish()
      return .commit(id: id, branch: branch)
    }
    do {
      try output.finish()
    } catch {
      // Status 1 without a word is git's way to say that the branch has no commit yet.
      guard error.message.hasSuffix("ended with status 1") else { throw error }
    }
    return .unborn(branch: branch)
  }

  private func packedReference(_ reference: String) -> String? {
    guard let file = common.appending("packed-refs").resolved(),
      case .bytes(let bytes)? = try? DiskFile.read(file, limit: 1 << 28)
    else { return nil }
    let wanted = [UInt8(ascii: " ")] + Array(reference.utf8)
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      let line = bytes[start..<end]
      start = end + 1
      guard line.count > wanted.count, line.suffix(wanted.count).elementsEqual(wanted) else { continue }
      let id = String(decoding: line.dropLast(wanted.count), as: UTF8.self)
      if Self.isObjectID(id) { return id }
    }
    return nil
  }

  static func isObjectID(_ text: String) -> Bool {
    (text.utf8.count == 40 || text.utf8.count == 64) && text.utf8.allSatisfy(Hex.isDigit)
  }
}
