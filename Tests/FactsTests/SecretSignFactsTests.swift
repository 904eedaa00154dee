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
      name: "ports and masks in URLs",
      text:
        "FROM a\nENV U=reverse:https://x.org:443@8443 V=https://a:xxxx@h W=https://a:****@h X=https://a:443@h Y=https://a:xyz@8443\n",
      sql: "SELECT kind, is_weak FROM secret_sign ORDER BY secret_sign_id", expected: ["url|0", "url|0"]),
    FactCase(
      name: "masked tokens",
      text: """
        FROM a
        ENV A=xoxb-xxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxx
        ENV B=https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX
        ENV C=xoxb-123456789012-abcdefghijABCDEFGHIJkl
        ENV D=AKIAIOSFODNN7EXAMPLE

        """,
      sql: "SELECT provider, is_weak, line FROM secret_sign WHERE kind = 'token' ORDER BY line",
      expected: ["slack|1|2", "slack-webhook|1|3", "slack|0|4", "aws-access-key|1|5"]),
    FactCase(
      name: "names and values that only sound like secrets",
      text: """
        FROM a
        ENV REGISTRY_AUTH=htpasswd SSL_CLIENT_AUTH=required SASL_MECHANISM_AUTH_BACKENDS=ldap2 SITE_KEY=6Lc4f9 SORT_KEY=k1
        ENV ETCD_INITIAL_CLUSTER_TOKEN=etcd-1 KAFKA_SSL_KEY_CREDENTIALS=broker1_creds STRIPE_KEY=pk_live_51abcdef APP_SECRET=%env(APP)%
        RUN echo 'u ALL=(ALL) NOPASSWD: ALL' && git --UseCredentialManager=Enabled && x --enable-auth = "certificate"
        ENV AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
        ENV AUTH=k3y9x SECRET=XXXXXXXXXXXX PASSWORD=YYYYYYYYYYYYY

        """,
      sql: "SELECT kind, name, is_weak FROM secret_sign ORDER BY secret_sign_id",
      expected: [
        "token|AWS_SECRET_ACCESS_KEY|1", "assignment|AUTH|0", "assignment|SECRET|1", "assignment|PASSWORD|1",
      ]),
    FactCase(
      name: "commits and fingerprints look random and are told to everybody",
      text: """
        FROM a
        RUN key='A035C8C19219BA821ECEA86B64E628F8D684696D' wget https://x/y?id=7d3d27baf8107b630586c962c057e22149653deb
        ENV BUILD=388e072381e71c7755673b7743531c03a4d61be8 SALT=388e072381e71c7755673b7743531c03a4d61be8

        """,
      sql: "SELECT kind, name FROM secret_sign", expected: ["entropy|SALT"]),
    FactCase(
      name: "forms of values",
      text: """
        ARG K=A035C8C19219BA821ECEA86B64E628F8D684696D
        FROM a
        ARG K
        ENV A=$K B=assets/tls/server.key C=False D=changeme E= F=hunter22 G=/run/x H=AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89
        ENV I=a035c8c19219ba821ecea86b64e628f8d684696d J=https://x.org/y L=$U M=kkkkkkkkkkkkk

        """,
      sql: "SELECT name || coalesce('=' || value_form, '') FROM variable ORDER BY variable_id",
      expected: [
        "K=fingerprint", "K=fingerprint", "A=fingerprint", "B=path", "C=switch", "D=placeholder", "E=placeholder", "F",
        "G=path", "H=fingerprint", "I", "J", "L", "M=placeholder",
      ]),
    FactCase(
      name: "names of secrets with literals",
      text: """
        FROM a
        ENV DB_PASSWORD=s3cr3t-value API_TOKEN="abc123def456" PASSWORD=changeme
        ENV PASSWORD_FILE=/run/x TOKEN=$T PASS=true KEY_LENGTH=2048
        RUN PGPASSWORD="hunter2" mysql --password="hunter2" && echo monkey=1
        ENV FLOWER_BASIC_AUTH=foo:bar APP_AUTH_JWTBASE64HS256SECRET=kX93vpLw2q

        """,
      sql: "SELECT kind, name, is_weak, line FROM secret_sign ORDER BY secret_sign_id",
      expected: [
        "assignment|DB_PASSWORD|0|2", "assignment|API_TOKEN|0|2", "assignment|PASSWORD|1|2",
        "assignment|PGPASSWORD|0|4", "assignment|password|0|4", "assignment|FLOWER_BASIC_AUTH|1|5",
        "assignment|APP_AUTH_JWTBASE64HS256SECRET|0|5",
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
