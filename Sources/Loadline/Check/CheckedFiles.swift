import Crawl

/// A file to judge without a database.
struct CheckedFile {
  /// Path as it was given, or as found below a folder that was given.
  let shownPath: String
  /// Path as the rules see it: below the common top of all files.
  let path: String
  let name: ContainerFileName
  let bytes: [UInt8]
  /// Whether it is judged itself, or only helps to judge another that was named.
  var isAsked = true
}

/// Finds the files that the paths of a check name.
struct CheckedFiles {
  let configuration: Configuration

  /// Folders deeper than this are not looked into, so that a loop of mounts ends.
  private static let deepest = 64

  private var sizeLimit: Int { configuration.maximumFileSize ?? 1 << 20 }

  /// The files, and what could not be read.
  func find(_ paths: [String]) throws(LoadlineError) -> ([CheckedFile], [CheckResult.Diagnostic]) {
    var files: [CheckedFile] = []
    var troubles: [CheckResult.Diagnostic] = []
    var namedFiles: [String] = []
    for path in paths {
      if path == "-" {
        namedFiles.append("Dockerfile")
        files.append(named("-", below: "Dockerfile", bytes: try InputFile("-").bytes()))
      } else if (try? DirectoryListing(DiskPath(path))) != nil {
        // Several folders lie side by side, so that no file is taken for a neighbour of another folder's.
        let top = paths.count == 1 ? "" : Self.relative(path)
        walk(DiskPath(path), shown: path, below: top, depth: 0, &files, &troubles)
      } else {
        // Whoever names a link means the file that it leads to.
        guard let place = DiskPath(path).resolved() else {
          throw LoadlineError(.input, "\(path) is not there: check its name")
        }
        guard let bytes = read(place, shown: path, &troubles) else { continue }
        namedFiles.append(path)
        files.append(named(path, below: Self.relative(path), bytes: bytes))
      }
    }
    return (Self.distinct(files + ignoreFiles(for: namedFiles)), troubles)
  }

  /// The ignore files that may apply to files that were named: beside them, and in the folders of their paths.
  private func ignoreFiles(for paths: [String]) -> [CheckedFile] {
    let places = paths.flatMap { path in
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      let folders = parts.indices.dropFirst(path.hasPrefix("/") ? 1 : 0)
      return [path + ".dockerignore"] + folders.map { (parts[..<$0] + [".dockerignore"]).joined(separator: "/") }
    }
    return Set(places).sorted().compactMap { place in
      guard case .bytes(let bytes)? = try? DiskFile.read(DiskPath(place), limit: sizeLimit) else { return nil }
      var file = named(place, below: Self.relative(place), bytes: bytes)
      file.isAsked = false
      return file
    }
  }

  /// A file that was named is judged whatever its name is: as what it resembles most.
  private func named(_ shown: String, below path: String, bytes: [UInt8]) -> CheckedFile {
    if case .candidate(let name) = ContainerFileName.verdict(path) {
      return CheckedFile(shownPath: shown, path: path, name: name, bytes: bytes)
    }
    let lower = path.lowercased()
    let kind: ContainerFileName.Kind =
      lower.hasSuffix(".yml") || lower.hasSuffix(".yaml")
      ? .compose : lower.hasSuffix("ignore") ? .dockerignore : .dockerfile
    let name = ContainerFileName(kind: kind, environment: .base, scope: .product, templateSuffix: nil)
    return CheckedFile(shownPath: shown, path: path, name: name, bytes: bytes)
  }

  private func walk(
    _ folder: DiskPath, shown: String, below: String, depth: Int, _ files: inout [CheckedFile],
    _ troubles: inout [CheckResult.Diagnostic]
  ) {
    let listing: DirectoryListing
    do {
      listing = try DirectoryListing(folder)
    } catch {
      troubles.append(Self.trouble(shown, "unreadable", error.description))
      return
    }
    for entry in listing.entries {
      let name = PathText.text(entry.name)
      let path = below.isEmpty ? name : below + "/" + name
      let shownPath = shown == "." ? name : shown.hasSuffix("/") ? shown + name : shown + "/" + name
      if entry.type == .directory, name != ".git", depth < Self.deepest {
        walk(
          folder.appending(entry.name), shown: shownPath, below: path, depth: depth + 1, &files, &troubles)
      } else if entry.type == .file, case .candidate(let verdict) = ContainerFileName.verdict(path),
        let bytes = read(folder.appending(entry.name), shown: shownPath, &troubles)
      {
        files.append(CheckedFile(shownPath: shownPath, path: path, name: verdict, bytes: bytes))
      } else if entry.type == .symbolicLink, case .candidate = ContainerFileName.verdict(path) {
        troubles.append(
          CheckResult.Diagnostic(
            path: shownPath, line: nil, kind: "symlink",
            message: "is a symbolic link, so it was not read: name it to have it judged", isError: false))
      }
    }
  }

  private func read(
    _ path: DiskPath, shown: String, _ troubles: inout [CheckResult.Diagnostic]
  ) -> [UInt8]? {
    do {
      switch try DiskFile.read(path, limit: sizeLimit) {
      case .bytes(let bytes): return bytes
      case .tooLarge(let size):
        let advice = "raise limits.file_size in loadline.yml to read it"
        troubles.append(
          Self.trouble(shown, "too-large", "has \(size) bytes, more than the limit of \(sizeLimit): \(advice)"))
      case .symbolicLink, .notRegular:
        troubles.append(Self.trouble(shown, "not-a-file", "is no regular file, so it was not read"))
      }
    } catch {
      troubles.append(Self.trouble(shown, "unreadable", error.description))
    }
    return nil
  }

  private static func trouble(_ path: String, _ kind: String, _ message: String) -> CheckResult.Diagnostic {
    CheckResult.Diagnostic(path: path, line: nil, kind: kind, message: message, isError: true)
  }

  /// The path without what leads out of the present folder, so that it reads as one of a repository.
  private static func relative(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: "/")
  }

  /// Each path once: the same file may be named twice, or two files may have one path below different tops.
  private static func distinct(_ files: [CheckedFile]) -> [CheckedFile] {
    var shown: Set<String> = []
    var paths: Set<String> = []
    return files.filter { shown.insert($0.shownPath).inserted }.enumerated().compactMap { number, file in
      if paths.insert(file.path).inserted { return file }
      guard file.isAsked else { return nil }
      let path = "\(number)/\(file.path)"
      paths.insert(path)
      return CheckedFile(shownPath: file.shownPath, path: path, name: file.name, bytes: file.bytes)
    }
  }
}
