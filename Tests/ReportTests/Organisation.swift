import Store

/// A small organisation with a history, as crawl and judge would have stored it; small enough to count by hand.
enum Organisation {
  static let hostileName = "odd/<script>alert(\"1\")</script>"
  static let hostilePath = "a'\"]]>\u{202E}/Dockerfile"

  static func database(path: String? = nil) throws -> LoadlineDatabase {
    let database = try path.map { try LoadlineDatabase(path: $0) } ?? LoadlineDatabase()
    try database.write { connection in
      for part in [knowledge, inventory, facts, judgement] { try connection.script(part) }
      try connection.execute("UPDATE repository SET name = ? WHERE repository_id = 3", [.text(hostileName)])
      try connection.execute(
        "UPDATE file SET path = ?, folder = ? WHERE file_id = 5", [.text(hostilePath), .text("a'\"]]>\u{202E}")])
      for source in TrendSource.allCases {
        try connection.script("INSERT INTO \(source.table) (\(source.columns)) \(source.sums(where: "1"))")
      }
      try connection.script(sums)
    }
    return database
  }

  private static let knowledge = """
    INSERT INTO rule (rule_number, rule_id, title, target, severity, confidence, category, message, is_enabled, conceals_line,
      since, rationale, fix, applies_sql, violations_sql, origin, fingerprint)
    VALUES
      (1, 'pinned-base-image', 'Pin the base image', 'dockerfile', 'high', 'high', 'base-image', '{subject} floats', 1, 0,
        '0.1.0', 'A tag **moves**, <b>so</b> `pin` it. [More](https://example.org/pin) or [less](javascript:alert(1)).',
        'Name a version:\n\n```dockerfile\nFROM a:1\n```', 'SELECT 1', 'SELECT 1', 'built-in', 'f'),
      (2, 'no-secrets-in-image', 'Keep secrets out', 'dockerfile', 'critical', 'high', 'secrets', '{subject} is in', 1, 1,
        '0.1.0', 'Why.', 'Fix.', 'SELECT 1', 'SELECT 1', 'built-in', 'f'),
      (3, 'compose-internal-ports', 'Keep internal ports internal', 'compose', 'medium', 'high', 'networking', '{subject}', 1, 0,
        '0.1.0', 'Why.', 'Fix.', 'SELECT 1', 'SELECT 1', 'built-in', 'f'),
      (4, 'off-rule', 'Nothing', 'compose', 'info', 'low', 'style', '{subject}', 0, 0,
        '0.1.0', 'Why.', 'Fix.', 'SELECT 1', 'SELECT 1', 'built-in', 'f');
    INSERT INTO rule_alias VALUES ('pinned-base-image', 'hadolint', 'DL3006', 1, NULL);
    INSERT INTO framework VALUES ('cis-docker', 'CIS Docker', '1.6', NULL);
    INSERT INTO framework_control VALUES ('cis-docker', '4.2', 'Trusted bases'), ('cis-docker', '4.10', 'No secrets');
    INSERT INTO rule_control VALUES ('pinned-base-image', 'cis-docker', '4.2');
    INSERT INTO rule_example VALUES ('pinned-base-image', 1, 'violates', 'Dockerfile', 'FROM a'),
      ('pinned-base-image', 2, 'passes', 'Dockerfile', 'FROM a:1');
    INSERT INTO rule_parameter VALUES ('pinned-base-image', 'allowed', 1, 'scratch', 1);
    INSERT INTO pattern (pattern_id, kind, title, target, category, summary, body, fix, applies_sql, adopted_sql, origin, fingerprint)
    VALUES ('multi-stage-build', 'pattern', 'Multi-stage builds', 'dockerfile', 'build', 'Ship little.', 'Body.', NULL,
        'SELECT 1', 'SELECT 1', 'built-in', 'f'),
      ('latest-tag', 'anti-pattern', 'Floating tags', 'dockerfile', 'base-image', 'It moves.', 'Body.', 'Pin.', NULL, NULL,
        'built-in', 'f');
    INSERT INTO pattern_principle VALUES ('multi-stage-build', 1, 'Copy *only* the result.');
    INSERT INTO pattern_snippet VALUES ('multi-stage-build', 1, 'dockerfile', 'Dockerfile', 'template', 'FROM a:1 AS b');
    INSERT INTO pattern_rule VALUES ('latest-tag', 'pinned-base-image');
    """

  private static let inventory = """
    INSERT INTO scan VALUES (1, '2026-08-31T05:00:00Z', '2026-08-31T05:01:00Z', '0.1.0', '["/srv"]', 'head', 'all', 4, 4, 1, 6, 7, 60.0);
    INSERT INTO repository (repository_id, name, location, form, status, reason, history_from, present_from) VALUES
      (1, 'team/app', '/srv/team/app', 'checkout', 'scanned', NULL, '2026-01-01T00:00:00Z', '2026-08-31T05:00:00Z'),
      (2, 'team/APP', '/srv/team/APP', 'checkout', 'scanned', NULL, '2026-01-01T00:00:00Z', '2026-08-31T05:00:00Z'),
      (3, 'hostile', '/srv/x', 'bare', 'scanned', NULL, '2026-01-01T00:00:00Z', '2026-08-31T05:00:00Z'),
      (4, 'broken', '/srv/broken', 'checkout', 'failed', 'an object is missing', NULL, '2026-08-31T05:00:00Z');
    INSERT INTO content (content_id, blob_id, kind, size, line_count, parse_status, facts_version) VALUES
      (1, 'b1', 'dockerfile', 40, 3, 'parsed', 1), (2, 'b2', 'dockerfile', 40, 3, 'parsed', 1),
      (3, 'b3', 'compose', 90, 5, 'partial', 1), (4, 'b4', 'dockerfile', 20, 2, 'parsed', 1),
      (5, 'b5', 'dockerfile', 20, 2, 'template', 1), (6, 'b6', 'compose', 9, 1, 'failed', 1);
    INSERT INTO content_text VALUES (1, 'FROM python:latest\nENV API_TOKEN=hunter2secret\nUSER app\n'),
      (2, 'FROM python:3.12-slim\nUSER app\n'),
      (3, 'services:\n  db:\n    image: postgres:16\n    ports: ["5432:5432"] # <img src=x>\n'),
      (4, 'FROM debian:10\nRUN true\n'), (5, 'FROM {{ base }}\n'), (6, ': :\n');
    INSERT INTO file (file_id, repository_id, path, folder, name, kind, environment, scope, is_template) VALUES
      (1, 1, 'Dockerfile', '', 'Dockerfile', 'dockerfile', 'base', 'product', 0),
      (2, 1, 'compose.yaml', '', 'compose.yaml', 'compose', 'base', 'product', 0),
      (3, 1, 'test/Dockerfile', 'test', 'Dockerfile', 'dockerfile', 'base', 'test', 0),
      (4, 2, 'Dockerfile', '', 'Dockerfile', 'dockerfile', 'base', 'product', 0),
      (5, 3, 'hostile', 'a', 'Dockerfile', 'dockerfile', 'base', 'product', 0),
      (6, 2, 'Dockerfile.j2', '', 'Dockerfile.j2', 'dockerfile', 'base', 'product', 1),
      (7, 2, 'bad.yaml', '', 'bad.yaml', 'compose', 'base', 'product', 0);
    INSERT INTO file_version (file_id, content_id, valid_from, valid_to, from_commit, to_commit, ended_by) VALUES
      (1, 2, '2026-06-10T00:00:00Z', '2026-08-10T00:00:00Z', 'c1', 'c2', 'changed'),
      (1, 1, '2026-08-10T00:00:00Z', NULL, 'c2', NULL, NULL),
      (2, 3, '2026-07-01T00:00:00Z', NULL, 'c3', NULL, NULL),
      (3, 1, '2026-07-01T00:00:00Z', NULL, 'c3', NULL, NULL),
      (4, 1, '2026-06-01T00:00:00Z', '2026-08-20T00:00:00Z', 'd1', 'd2', 'changed'),
      (4, 2, '2026-08-20T00:00:00Z', NULL, 'd2', NULL, NULL),
      (5, 4, '2026-08-15T00:00:00Z', NULL, 'e1', NULL, NULL),
      (6, 5, '2026-08-15T00:00:00Z', NULL, 'e1', NULL, NULL),
      (7, 6, '2026-08-15T00:00:00Z', NULL, 'e1', NULL, NULL);
    INSERT INTO file_owner VALUES (1, '@team', 'codeowners'), (2, '@team', 'codeowners'), (2, '@data', 'codeowners');
    INSERT INTO diagnostic (content_id, repository_id, path, line, kind, severity, message) VALUES
      (3, NULL, NULL, 5, 'syntax', 'warning', 'line 5 was not understood'),
      (6, NULL, NULL, 1, 'syntax', 'error', 'nothing was understood'),
      (NULL, 4, NULL, NULL, 'git', 'error', 'an object is missing');
    """

  private static let facts = """
    INSERT INTO stage (stage_id, content_id, ordinal, line, end_line, image, image_default_is_valid, base_kind, root_stage_id,
      registry, repository, tag, pinned_by, is_final, ships, is_used, user_name)
    VALUES (1, 1, 0, 1, 3, 'python:latest', 1, 'image', 1, 'docker.io', 'library/python', 'latest', 'floating', 1, 1, 1, 'app'),
      (2, 2, 0, 1, 2, 'python:3.12-slim', 1, 'image', 2, 'docker.io', 'library/python', '3.12-slim', 'tag', 1, 1, 1, 'app'),
      (4, 4, 0, 1, 2, 'debian:10', 1, 'image', 4, 'docker.io', 'library/debian', '10', 'tag', 1, 1, 1, NULL);
    INSERT INTO image_use (image_use_id, content_id, usage, stage_id, service_id, reference, registry, repository, tag, pinned_by, line)
    VALUES (1, 1, 'from', 1, NULL, 'python:latest', 'docker.io', 'library/python', 'latest', 'floating', 1),
      (2, 2, 'from', 2, NULL, 'python:3.12-slim', 'docker.io', 'library/python', '3.12-slim', 'tag', 1),
      (3, 3, 'service', NULL, 3, 'postgres:16', 'docker.io', 'library/postgres', '16', 'tag', 3),
      (4, 4, 'from', 4, NULL, 'debian:10', 'docker.io', 'library/debian', '10', 'tag', 1);
    INSERT INTO service (service_id, content_id, name, line, end_line, image, has_build, build_is_inline)
    VALUES (3, 3, 'db', 2, 4, 'postgres:16', 0, 0);
    INSERT INTO service_port (service_port_id, content_id, service_id, kind, text, published, target, target_to, protocol,
      is_loopback, line)
    VALUES (3, 3, 3, 'ports', '5432:5432', '5432', 5432, 5432, 'tcp', 0, 4);
    """

  private static let judgement = """
    INSERT INTO exemption (exemption_id, source, tool, content_id, line, applies_from, applies_to, rule, reason, is_counted)
    VALUES (1, 'inline', 'loadline', 4, 1, 1, 1, 'pinned-base-image', 'vendor <b>image</b>', 1),
      (2, 'inline', 'hadolint', 2, 1, 1, 1, 'DL3006', NULL, 1);
    INSERT INTO exemption_rule VALUES (1, 1, NULL), (2, 1, NULL);
    INSERT INTO applicability (applicability_id, fingerprint) VALUES (1, '1 2'), (2, '3');
    INSERT INTO applicability_rule (applicability_id, rule_number) VALUES (1, 1), (1, 2), (2, 3);
    INSERT INTO content_applicability (content_id, applicability_id) VALUES (1, 1), (2, 1), (3, 2), (4, 1);
    INSERT INTO content_answer (content_id, rule_number, outcome) VALUES (1, 1, 'fail'), (1, 2, 'fail'), (3, 3, 'fail'),
      (4, 1, 'exempt'), (4, 2, 'unknown');
    INSERT INTO content_finding (content_id, rule_number, kind, line, subject, occurrence, message, exemption_id) VALUES
      (1, 1, 'violation', 1, 'python:latest', 1, 'python:latest floats', NULL),
      (1, 2, 'violation', 2, 'API_TOKEN', 1, 'API_TOKEN is in', NULL),
      (3, 3, 'violation', 4, 'db', 1, 'db <publishes> "5432"', NULL),
      (4, 1, 'violation', 1, 'debian:10', 1, 'debian:10 floats', 1),
      (4, 2, 'unknown', NULL, 'TOKEN', 1, 'the value of TOKEN decides', NULL);
    INSERT INTO finding_life (repository_id, file_id, rule_number, kind, line, subject, occurrence, message, exemption_id, status,
      first_seen, first_commit, ended_at, ended_commit)
    VALUES
      (1, 1, 1, 'violation', 1, 'python:latest', 1, 'python:latest floats', NULL, 'open', '2026-08-10T00:00:00Z', 'c2', NULL, NULL),
      (1, 1, 2, 'violation', 2, 'API_TOKEN', 1, 'API_TOKEN is in', NULL, 'open', '2026-08-10T00:00:00Z', 'c2', NULL, NULL),
      (1, 2, 3, 'violation', 4, 'db', 1, 'db <publishes> "5432"', NULL, 'open', '2026-07-01T00:00:00Z', 'c3', NULL, NULL),
      (1, 3, 1, 'violation', 1, 'python:latest', 1, 'python:latest floats', NULL, 'open', '2026-07-01T00:00:00Z', 'c3', NULL, NULL),
      (1, 3, 2, 'violation', 2, 'API_TOKEN', 1, 'API_TOKEN is in', NULL, 'open', '2026-07-01T00:00:00Z', 'c3', NULL, NULL),
      (2, 4, 1, 'violation', 1, 'python:latest', 1, 'python:latest floats', NULL, 'fixed', '2026-06-01T00:00:00Z', 'd1',
        '2026-08-20T00:00:00Z', 'd2'),
      (2, 4, 2, 'violation', 2, 'API_TOKEN', 1, 'API_TOKEN is in', NULL, 'fixed', '2026-06-01T00:00:00Z', 'd1',
        '2026-08-20T00:00:00Z', 'd2'),
      (3, 5, 1, 'violation', 1, 'debian:10', 1, 'debian:10 floats', 1, 'exempt', '2026-08-15T00:00:00Z', 'e1', NULL, NULL),
      (3, 5, 2, 'unknown', NULL, 'TOKEN', 1, 'the value of TOKEN decides', NULL, 'open', '2026-08-15T00:00:00Z', 'e1', NULL, NULL);
    INSERT INTO pattern_adoption (pattern_id, content_id, file_id, is_adopted, line) VALUES ('multi-stage-build', 1, NULL, 0, NULL), ('multi-stage-build', 2, NULL, 1, 1),
      ('multi-stage-build', 4, NULL, 1, 1);
    """

  private static let sums = """
    INSERT INTO rule_change SELECT rule_number, scope, day, sum(pass), sum(fail), sum(exempt), sum(unknown), sum(error)
    FROM result_change GROUP BY rule_number, scope, day;
    INSERT INTO repository_change (repository_id, scope, day, pass, fail, exempt, unknown, error)
    SELECT repository_id, scope, day, sum(pass), sum(fail), sum(exempt), sum(unknown), sum(error)
    FROM result_change GROUP BY repository_id, scope, day;
    INSERT INTO result_count (repository_id, rule_number, scope, pass, fail, exempt, unknown, error)
    SELECT repository_id, rule_number, scope, sum(pass), sum(fail), sum(exempt), sum(unknown), sum(error)
    FROM result_change GROUP BY repository_id, rule_number, scope;
    INSERT INTO period VALUES ('month', '2026-06', '2026-06-01', '2026-06-30'), ('month', '2026-07', '2026-07-01', '2026-07-31'),
      ('month', '2026-08', '2026-08-01', '2026-08-31'), ('year', '2026', '2026-01-01', '2026-12-31');
    INSERT INTO rule_set VALUES (1, 'a', '2026-05-01T00:00:00Z', 2), (2, 'b', '2026-07-15T00:00:00Z', 3);
    INSERT INTO rule_set_change VALUES (1, 'pinned-base-image', 'added'), (1, 'no-secrets-in-image', 'added'),
      (2, 'compose-internal-ports', 'added');
    """
}
