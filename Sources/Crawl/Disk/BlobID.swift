internal import Crypto

/// The id that git gives to a file's bytes.
package enum BlobID {
  package enum Format: Sendable {
    case sha1, sha256

    /// The format of a repository, told from the length of any id in it.
    package init(of id: String) {
      self = id.utf8.count == 64 ? .sha256 : .sha1
    }
  }

  package static func id(of bytes: [UInt8], format: Format) -> String {
    switch format {
    case .sha1: digest(bytes, Insecure.SHA1())
    case .sha256: digest(bytes, SHA256())
    }
  }

  private static func digest(_ bytes: [UInt8], _ function: some HashFunction) -> String {
    var hash = function
    hash.update(data: Array("blob \(bytes.count)\0".utf8))
    hash.update(data: bytes)
    return Hex.text(hash.finalize())
  }
}
