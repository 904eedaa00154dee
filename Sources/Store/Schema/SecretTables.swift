extension SchemaPart {
  static let secret = SchemaPart(
    name: "secret",
    sql: """
      CREATE TABLE secret_sign ( -- One row per place of a Dockerfile, Compose or env file where a line looks as if it held a secret, whatever
        -- instruction or key it belongs to. The secret itself is not kept.
        secret_sign_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        kind TEXT NOT NULL CHECK (kind IN ('token', 'jwt', 'private-key', 'url', 'assignment', 'entropy')), -- token: of a known
          -- provider; jwt: a JSON web token; url: a URL with a password; assignment: a literal under the name of a secret;
          -- entropy: a value that looks drawn by a machine.
        provider TEXT, -- Of a token: whose, such as github; otherwise NULL.
        name TEXT, -- What it is assigned to, or NULL.
        is_weak INTEGER NOT NULL CHECK (is_weak IN (0, 1)), -- 1 for a placeholder or a password that everybody tries first.
        is_in_comment INTEGER NOT NULL CHECK (is_in_comment IN (0, 1)), -- 1 on a line that is a comment.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX secret_sign_by_content ON secret_sign (content_id);
      CREATE INDEX secret_sign_by_kind ON secret_sign (kind, provider);
      """)
}
