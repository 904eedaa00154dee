import Store

/// Fills `ignore_coverage`: which of the paths that rules ask about each `.dockerignore` keeps out of the context.
struct IgnoreCoverage {
  let connection: Connection

  func fill() throws {}
}
