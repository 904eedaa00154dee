import Testing

@testable import Report

@Suite struct SlugTests {
  private static let names = [
    "team/app", "Team/App", "team-app", "../../etc/passwd", "..", ".", "", "a\nb", "a\0b", "con", "index", "日本語", "日本",
    String(repeating: "long/", count: 200), String(repeating: "long/", count: 201), "<script>", "a b", "x-1f2e3d4c",
    "-", "é", "e\u{301}",
  ]

  @Test func slugsAreUniqueAndSafe() {
    let slugs = Slugs(Self.names)
    let made = Self.names.compactMap { slugs[$0] }
    #expect(made.count == Self.names.count)
    #expect(Set(made).count == Self.names.count)
    for slug in made {
      #expect(!slug.isEmpty && slug.utf8.count <= 100)
      #expect(slug.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-_".utf8.contains($0) }, "\(slug)")
    }
  }

  @Test func aPlainNameKeepsItsSlugWhateverElseThereIs() {
    #expect(Slugs(["platform/api"])["platform/api"] == "platform-api")
    #expect(Slugs(["platform/api", "other", "../x"])["platform/api"] == "platform-api")
  }

  @Test func theOrderOfNamesDoesNotMatter() {
    let forth = Slugs(Self.names)
    let back = Slugs(Self.names.reversed())
    for name in Self.names { #expect(forth[name] == back[name]) }
  }
}
