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
      """)
}
