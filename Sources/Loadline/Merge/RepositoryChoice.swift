/// Which repositories of an attached database are taken in: those that are not here, and those of which there is a later
/// state there, or more of the past, and no less.
struct RepositoryChoice {
  let part: String

  /// Makes `met_repository`, which says what is to become of each, and `merged_repository`, which maps keys of those taken.
  var sql: String {
    """
    CREATE TEMP TABLE met_repository AS
    SELECT p.repository_id AS old_id, m.repository_id AS here_id, p.name,
      CASE WHEN m.repository_id IS NULL THEN 'new'
        WHEN p.state_fingerprint IS m.state_fingerprint AND p.head_commit IS m.head_commit AND p.status = m.status
          AND (p.present_to IS NULL) = (m.present_to IS NULL) THEN 'same'
        WHEN p.head_commit = m.head_commit AND p.present_to IS NULL AND m.present_to IS NULL AND p.is_shallow = 0
          AND \(Self.depth("p")) < \(Self.depth("m")) THEN 'later'
        WHEN NOT \(Self.isLater(part)) THEN 'earlier'
        WHEN \(Self.depth("p")) > \(Self.depth("m"))
          OR p.is_shallow = 1 AND m.history_from IS NOT NULL AND ifnull(p.history_from, '9') > m.history_from
          THEN 'shallower'
        ELSE 'later' END AS verdict
    FROM \(part).repository AS p LEFT JOIN main.repository AS m ON m.name = p.name;

    CREATE TEMP TABLE merged_repository (old_id INTEGER PRIMARY KEY, new_id INTEGER NOT NULL, is_new INTEGER NOT NULL);
    INSERT INTO merged_repository
    SELECT old_id, coalesce(here_id, (SELECT ifnull(max(repository_id), 0) FROM main.repository)
        + row_number() OVER (PARTITION BY here_id IS NULL ORDER BY old_id)), here_id IS NULL
    FROM temp.met_repository WHERE verdict IN ('new', 'later');

    """
  }

  /// The commit tells where it can: a crawl of a mirror that nobody updates is late, but what it sees is not.
  private static func isLater(_ part: String) -> String {
    """
    CASE WHEN p.head_at <> m.head_at THEN p.head_at > m.head_at
      ELSE (SELECT max(started_at) FROM \(part).scan WHERE finished_at IS NOT NULL) > ifnull((
        SELECT max(s.started_at) FROM main.scan_repository AS r JOIN main.scan AS s ON s.scan_id = r.scan_id
        WHERE r.repository_id = m.repository_id), '') END
    """
  }

  /// From when on the intervals are exact, in seconds since 1970: the second word of the fingerprint says it.
  private static func depth(_ repository: String) -> String {
    let rest = "substr(\(repository).state_fingerprint, instr(\(repository).state_fingerprint, ' ') + 1)"
    return """
      CASE substr(\(rest), 1, instr(\(rest), ' ') - 1) WHEN 'all' THEN -9223372036854775807
        WHEN 'none' THEN 9223372036854775807 ELSE ifnull(CAST(\(rest) AS INTEGER), 9223372036854775807) END
      """
  }
}
