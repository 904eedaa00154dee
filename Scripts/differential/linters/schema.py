"""What checks with options are asked for, the same of hadolint and of Loadline."""

REGISTRIES = ["docker.io", "quay.io"]

LABELS = {
    "maintainer": "text",
    "org.label-schema.build-date": "rfc3339",
    "org.label-schema.url": "url",
    "org.label-schema.vcs-ref": "hash",
    "org.label-schema.vcs-url": "url",
    "org.label-schema.version": "semver",
    "org.opencontainers.image.authors": "email",
    "org.opencontainers.image.created": "rfc3339",
    "org.opencontainers.image.description": "text",
    "org.opencontainers.image.licenses": "spdx",
    "org.opencontainers.image.revision": "hash",
    "org.opencontainers.image.source": "url",
    "org.opencontainers.image.title": "text",
    "org.opencontainers.image.version": "semver",
}

LABEL_RULES = [
    "label-required", "label-in-schema", "label-not-empty", "label-url", "label-timestamp", "label-spdx-license",
    "label-git-hash", "label-semver", "label-email",
]

PARAMETERS = {
    "trusted-registry": {"parameters": {"registries": REGISTRIES}},
    **{rule: {"parameters": {"labels": [f"{name}:{kind}" for name, kind in LABELS.items()]}} for rule in LABEL_RULES},
}
PARAMETERS["label-in-schema"]["parameters"]["strict"] = "yes"
