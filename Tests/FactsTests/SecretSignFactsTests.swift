import Testing

struct SecretSignFactsTests {
  static let cases = [
    FactCase(
      name: "tokens of providers, wherever they stand",
      text: """
        FROM a
        # AKIAABCDEFGHIJKLMNOP
        LABEL x="ghp_0123456789abcdefghijABCDEFGHIJ012345"
        RUN curl -H "Authorization: token glpat-abcdefghij0123456789" https://x
        ENV AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzzz1+
        ENV NOT=AKIA NOR=keyboard-layout XAKIAABCDEFGHIJKLMNOP=1

        """,
      sql: "SELECT kind, provider, is_in_comment, line FROM secret_sign WHERE kind = 'token' ORDER BY line",
      expected: ["token|aws-access-key|1|2", "token|github|0|3", "token|gitlab|0|4", "token|aws-secret-key|0|5"]),
    FactCase(
      name: "private keys and web tokens",
      text: """
        FROM a
        RUN echo "-----BEGIN RSA PRIVATE KEY-----" > /k && echo "-----BEGIN CERTIFICATE-----"
        ARG J=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U

        """,
      sql: "SELECT kind, line FROM secret_sign WHERE kind <> 'entropy' ORDER BY line",
      expected: ["private-key|2", "jwt|3"]),
    FactCase(
      name: "passwords in URLs",
      text:
        "FROM a\nENV U=https://bob:hunter22@x/y V=https://bob@x W=https://x:80/a@b P=https://b:$P@x C=ftp://a:changeme@x\n",
      sql: "SELECT kind, is_weak FROM secret_sign ORDER BY secret_sign_id",
      expected: ["url|0", "url|1"]),
    FactCase(
      name: "names of secrets with literals",
      text: """
        FROM a
        ENV DB_PASSWORD=s3cr3t-value API_TOKEN="abc123def456" PASSWORD=changeme
        ENV PASSWORD_FILE=/run/x TOKEN=$T PASS=true KEY_LENGTH=2048
        RUN mysql --password="hunter2" && echo monkey=1

        """,
      sql: "SELECT kind, name, is_weak, line FROM secret_sign ORDER BY secret_sign_id",
      expected: [
        "assignment|DB_PASSWORD|0|2", "assignment|API_TOKEN|0|2", "assignment|PASSWORD|1|2",
        "assignment|password|0|4",
      ]),
    FactCase(
      name: "values that look drawn by a machine",
      text: """
        FROM a
        ENV SALT=9f86d081884c7d659a2feaa0c55ad015 BUILD_SHA=9f86d081884c7d659a2feaa0c55ad015
        ENV NUMBER=12345678901234567890 ID=123e4567-e89b-12d3-a456-426614174000 A=aaaaaaaaaaaaaaaaaaaaaaa1

        """,
      sql: "SELECT kind, name, line FROM secret_sign",
      expected: ["entropy|SALT|2"]),
  ]

  @Test(arguments: cases)
  func signsAreAsExpected(_ factCase: FactCase) throws {
    #expect(try DockerfileFixture(factCase.text).query(factCase.sql) == factCase.expected)
  }
}
