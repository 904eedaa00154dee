"""Checkov, for Dockerfiles and for secrets; it has no checks of Compose files."""

import collections
import json
import pathlib
import subprocess
import sys

from linters import Findings

tool = "checkov"
kinds = ["dockerfile", "compose"]


def run(folder: pathlib.Path) -> Findings:
    command = [tool, "--directory", folder, "--framework", "dockerfile", "secrets", "--output", "json", "--compact"]
    result = subprocess.run([*command, "--quiet", "--skip-download"], capture_output=True)
    try:
        parts = json.loads(result.stdout)
    except ValueError:
        sys.exit(f"differential: checkov: {result.stderr.decode()}")
    fired = collections.defaultdict(list)
    version = ""
    for part in parts if isinstance(parts, list) else [parts]:
        version = part["summary"]["checkov_version"]
        for check in part["results"]["failed_checks"]:
            place = check["file_path"].lstrip("/"), check["check_id"]
            fired[place].append((check["file_line_range"][0], check["check_name"]))
    return Findings(fired, {}, version)
