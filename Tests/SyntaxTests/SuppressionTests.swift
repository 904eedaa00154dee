import Syntax
import Testing

@Suite("Comments that silence tools")
struct SuppressionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    /// tool, scope, rules, reason and end on one line
    var found: [String]
    var isTrailing = false
    var isHeader = false
    var testDescription: String { text }
  }

  @Test(arguments: [
    Case(text: "# loadline ignore=a-b", found: ["loadline next a-b"]),
    Case(text: "loadline ignore=a,b, c legacy image", found: ["loadline next a,b,c (legacy image)"]),
    Case(text: "loadline ignore=a # why", found: ["loadline next a (why)"], isHeader: true),
    Case(text: "loadline ignore=a", found: ["loadline line a"], isTrailing: true),
    Case(text: "loadline file ignore=a until=2027-01-31 soon", found: ["loadline file a (soon) 2027-01-31"]),
    Case(text: "loadline ignore=a until=2028-02-29", found: ["loadline next a 2028-02-29"]),
    Case(text: "loadline ignore=a until=2027-02-29 why", found: ["loadline next a (why) 0000-00-00"]),
    Case(text: "loadline ignore=a until=soon", found: ["loadline next a 0000-00-00"]),
    Case(text: "loadline ignore=a until=", found: ["loadline next a 0000-00-00"]),
    Case(text: "loadline ignore=a until=9999-99-99", found: ["loadline next a 0000-00-00"]),
    Case(text: "loadline ignore=a until=2027-1-31", found: ["loadline next a 0000-00-00"]),
    Case(text: "loadline ignore=a until=2027-01-311", found: ["loadline next a 0000-00-00"]),
    Case(text: "loadline ignore=a until=2027-01-३१", found: ["loadline next a 0000-00-00"]),
    Case(text: "loadline ignore", found: ["loadline next *"]),
    Case(text: "loadline file ignore a-b", found: ["loadline next *"]),
    Case(text: "loadline ignore: a-b", found: ["loadline next *"]),
    Case(text: "loadline ignore=", found: ["loadline next *"]),
    Case(text: "loadline ignores this file", found: []),
    Case(text: "loadline would ignore this", found: []),
    Case(text: "loadlines ignore=a", found: []),
    Case(text: "hadolint ignore=DL3003,SC1035 # why", found: ["hadolint next DL3003,SC1035 (why)"]),
    Case(text: "hadolint ignore=DL3003, SC1035", found: ["hadolint next DL3003,SC1035"]),
    Case(text: "hadolint global ignore=DL3003", found: ["hadolint file DL3003"]),
    Case(text: "hadolint stage ignore=DL3003", found: ["hadolint stage DL3003"]),
    Case(text: "hadolint shell=powershell", found: []),
    Case(text: "check=skip=A,B;error=true", found: ["buildkit file A,B"], isHeader: true),
    Case(text: "check=error=true;skip=all", found: ["buildkit file *"], isHeader: true),
    Case(text: "check=skip=A", found: ["buildkit next A"]),
    Case(text: "check=error=true", found: []),
    Case(text: "checkov:skip=CKV_DOCKER_1:no ssh here", found: ["checkov file CKV_DOCKER_1 (no ssh here)"]),
    Case(text: "see checkov:skip=CKV_DOCKER_1", found: ["checkov file CKV_DOCKER_1"]),
    Case(text: "trivy:ignore:AVD-DS-0002", found: ["trivy next AVD-DS-0002"]),
    Case(text: "trivy:ignore:DS-0002:exp:2027-01-31", found: ["trivy next DS-0002 2027-01-31"]),
    Case(text: "trivy:ignore:DS-0002:exp:never", found: ["trivy next DS-0002 0000-00-00"]),
    Case(text: "trivy:ignore:DS-0002:exp:", found: ["trivy next DS-0002 0000-00-00"]),
    Case(text: "trivy:ignore:A trivy:ignore:B", found: ["trivy next A", "trivy next B"]),
    Case(text: "kics-scan ignore-line", found: ["kics next *"]),
    Case(text: "kics-scan ignore-block", found: ["kics block *"]),
    Case(text: "kics-scan ignore", found: ["kics file *"], isHeader: true),
    Case(text: "kics-scan ignore", found: []),
    Case(text: "kics-scan disable=a,b", found: ["kics file a,b"], isHeader: true),
    Case(text: "nosemgrep", found: ["semgrep next *"]),
    Case(
      text: "nosemgrep: dockerfile.security.missing-user, last-user", found: ["semgrep line missing-user,last-user"],
      isTrailing: true),
    Case(text: "dclint disable-file", found: ["dclint file *"], isHeader: true),
    Case(text: "dclint disable a b", found: ["dclint file a,b"], isHeader: true),
    Case(text: "dclint disable-line a", found: ["dclint next a"]),
    Case(text: "an ordinary comment: with = signs", found: []),
    Case(text: "", found: []),
  ])
  func reads(_ test: Case) {
    let place = Suppression.Place(line: 3, isTrailing: test.isTrailing, isHeader: test.isHeader)
    let found = Suppression.parse(test.text, at: place).map { suppression in
      let rules = suppression.rules.isEmpty ? "*" : suppression.rules.joined(separator: ",")
      let reason = suppression.reason.map { " (\($0))" } ?? ""
      let until = suppression.until.map { " \($0)" } ?? ""
      return "\(suppression.tool) \(suppression.scope) \(rules)\(reason)\(until)"
    }
    #expect(found == test.found)
  }
}
