extension SchemaPart {
  static let inventoryViews = SchemaPart(
    name: "inventory",
    sql: """
      CREATE VIEW current_file ( -- Every container file as it is now, with its repository; the table to join facts to.
        file_id, -- Key of the file.
        content_id, -- Its content: join any fact table on this.
        repository_id, -- Key of its repository.
        repository, -- Name of its repository.
        path, -- Path in the repository.
        folder, -- Folder of the path, '' at the top.
        name, -- Last part of the path.
        kind, -- dockerfile, compose, dockerignore, env or codeowners.
        environment, -- base, dev, prod, test or override, as the name says.
        scope, -- product, test, example, vendored or generated, as the path says.
        parse_status, -- parsed, partial, failed, template or skipped.
        is_rated, -- 1 where it counts in rates: read, and no template.
        since, -- Since when it has this content.
        size -- Size in bytes.
      ) AS
      SELECT f.file_id, v.content_id, f.repository_id, r.name, f.path, f.folder, f.name, f.kind, f.environment, f.scope,
        c.parse_status, CAST(f.is_template = 0 AND c.parse_status IN ('parsed', 'partial') AS INTEGER), v.valid_from, c.size
      FROM file_version AS v
      JOIN file AS f ON f.file_id = v.file_id
      JOIN content AS c ON c.content_id = v.content_id
      JOIN repository AS r ON r.repository_id = f.repository_id
      WHERE v.valid_to IS NULL;

      CREATE VIEW coverage ( -- What was read, and what was not and why, by repository.
        repository_id, -- Key of the repository.
        repository, -- Its name.
        status, -- scanned, empty, failed or skipped.
        reason, -- Why it is empty, failed or skipped.
        files, -- Container files in it now.
        parsed, -- Read whole.
        partial, -- Read but for some lines.
        templates, -- Templates, by name or content: kept out of rates.
        failed, -- Not understood.
        skipped -- Not read: too large, a link, missing.
      ) AS
      SELECT r.repository_id, r.name, r.status, r.reason, count(f.file_id),
        CAST(total(f.is_rated AND f.parse_status = 'parsed') AS INTEGER),
        CAST(total(f.is_rated AND f.parse_status = 'partial') AS INTEGER),
        CAST(total(f.parse_status = 'template' OR (f.is_rated = 0 AND f.parse_status IN ('parsed', 'partial'))) AS INTEGER),
        CAST(total(f.parse_status = 'failed') AS INTEGER),
        CAST(total(f.parse_status = 'skipped') AS INTEGER)
      FROM repository AS r
      LEFT JOIN current_file AS f ON f.repository_id = r.repository_id
      WHERE r.present_to IS NULL
      GROUP BY r.repository_id;

      CREATE VIEW file_diagnostic ( -- Every diagnostic with the files it concerns now.
        repository, -- Name of the repository, or NULL for what lies outside any.
        path, -- Path of the file, or of what could not be read.
        line, -- Line, or NULL.
        kind, -- Short name of the trouble.
        severity, -- error, warning or info.
        message -- What happened, and what to do.
      ) AS
      SELECT f.repository, f.path, d.line, d.kind, d.severity, d.message
      FROM diagnostic AS d JOIN current_file AS f ON f.content_id = d.content_id
      UNION ALL
      SELECT r.name, d.path, d.line, d.kind, d.severity, d.message
      FROM diagnostic AS d LEFT JOIN repository AS r ON r.repository_id = d.repository_id
      WHERE d.content_id IS NULL;

      CREATE VIEW image_build ( -- Images that a Compose service both names and builds: built here.
        repository, -- Name of the repository.
        path, -- The Compose file.
        service, -- The service.
        registry, -- Of the image: registry.
        image_repository, -- Of the image: repository, normalised.
        tag, -- Of the image: tag, or NULL.
        line -- Line of the image.
      ) AS
      SELECT f.repository, f.path, s.name, s.registry, s.repository, s.tag, s.image_line
      FROM service AS s JOIN current_file AS f ON f.content_id = s.content_id
      WHERE s.has_build = 1 AND s.repository IS NOT NULL;

      CREATE VIEW image_status ( -- Every use of an image in files as they are now: what is in it, how long it is supported, whether it may be used.
        repository, -- Name of the repository.
        path, -- Path of the file.
        line, -- Line, from 1.
        usage, -- from, copy, mount or service.
        reference, -- As written.
        registry, -- Registry; NULL where a variable hides it.
        image_repository, -- Repository, normalised; NULL likewise.
        tag, -- Tag, or NULL.
        digest, -- Digest, or NULL.
        pinned_by, -- digest, tag, floating or none; NULL where unresolved.
        product, -- A product in it, one row each; NULL where nothing is known of it.
        cycle, -- The cycle of the product that the tag names.
        supported_until, -- Last day of its security support, or NULL.
        extended_until, -- Last day of a longer support, or NULL.
        is_supported, -- 1 or 0 on the day of the last crawl; NULL where no day is known.
        deprecated_since, -- Since when nobody builds the image, or NULL.
        successor, -- The image that its makers, or the policy, name instead, or NULL.
        policy, -- denied, not allowed, not pinned or allowed, as the policy says; NULL where it says nothing.
        scope, -- Scope of the file.
        file_id, -- Key of the file.
        content_id -- Key of its content.
      ) AS
      SELECT f.repository, f.path, u.line, u.usage, u.reference, u.registry, u.repository, u.tag, u.digest, u.pinned_by,
        l.product, l.cycle, l.supported_until, l.extended_until,
        CAST(l.supported_until >= (SELECT substr(max(started_at), 1, 10) FROM scan) AS INTEGER), d.since,
        coalesce((
          SELECT p.successor FROM image_policy_cover AS p
          WHERE p.file_id = f.file_id AND p.verdict = 'deny' AND u.registry || '/' || u.repository GLOB p.image
            AND (p.tag IS NULL OR coalesce(u.tag, '') GLOB p.tag) ORDER BY p.image_policy_id LIMIT 1), d.successor),
        (SELECT CASE
            WHEN max(p.verdict = 'deny' AND p.is_match) THEN 'denied'
            WHEN max(p.verdict = 'allow') AND max(p.verdict = 'allow' AND p.is_match) = 0 THEN 'not allowed'
            WHEN max(p.verdict = 'pin' AND p.is_match) AND u.pinned_by <> 'digest' THEN 'not pinned'
            WHEN count(*) THEN 'allowed' END
          FROM (
            SELECT c.verdict, u.registry || '/' || u.repository GLOB c.image
              AND (c.tag IS NULL OR coalesce(u.tag, '') GLOB c.tag) AS is_match
            FROM image_policy_cover AS c WHERE c.file_id = f.file_id AND u.registry IS NOT NULL) AS p),
        f.scope, f.file_id, f.content_id
      FROM current_file AS f
      JOIN image_use AS u ON u.content_id = f.content_id
      LEFT JOIN image_life AS l
        ON l.registry = u.registry AND l.repository = u.repository AND l.tag = coalesce(u.tag, '')
      LEFT JOIN image_deprecation AS d ON d.registry = u.registry AND d.repository = u.repository;

      CREATE VIEW image_policy_cover ( -- Which lines of the policy on images are for which files.
        file_id, -- Key of the file.
        image_policy_id, -- Key of the line.
        verdict, -- allow, deny or pin.
        image, -- GLOB over registry/repository.
        tag, -- GLOB over the tag, or NULL for all.
        successor, -- The image to use instead, or NULL.
        reason -- Why, or NULL.
      ) AS
      SELECT f.file_id, p.image_policy_id, p.verdict, p.image, p.tag, p.successor, p.reason
      FROM image_policy AS p
      JOIN file AS f ON p.path IS NULL OR f.path GLOB p.path
      JOIN repository AS r ON r.repository_id = f.repository_id AND (p.repository IS NULL OR r.name GLOB p.repository)
      WHERE p.owner IS NULL OR EXISTS (SELECT 1 FROM file_owner AS o WHERE o.file_id = f.file_id AND o.owner = p.owner);
      """)
}
