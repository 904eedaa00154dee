"""compose-lint, each file on its own."""

import collections
import json
import pathlib
import re
import subprocess
import sys

from linters import Findings

tool = "compose-lint"
kinds = ["compose"]

OLD = re.compile(r"^(?P<file>\S+): (?P<message>Skipped: file appears to be Compose v1.*)$", re.MULTILINE)


def run(folder: pathlib.Path) -> Findings:
    files = sorted(str(path.relative_to(folder)) for path in folder.glob("compose/*/compose.yaml"))
    if not files:
        return Findings({})
    command = [tool, "check", "--format", "json", "--allow-partial-coverage", *files]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    try:
        report = json.loads(result.stdout)
    except ValueError:
        sys.exit(f"differential: compose-lint: {result.stderr}")
    fired = collections.defaultdict(list)
    for finding in report["findings"]:
        fired[finding["file"], finding["rule_id"]].append((finding["line"], finding["message"]))
    for warning in report["warnings"]:
        if warning["kind"] == "coverage_gap":
            fired[warning["file"], "coverage-gap"].append((None, warning["message"]))
    unread = {error["file"]: error["message"] for error in report["errors"]}
    unread |= {match["file"]: match["message"] for match in OLD.finditer(result.stderr)}
    for file, message in unread.items():
        fired[file, refusal(message)].append((None, message))
    return Findings(fired, unread, report["tool"]["version"])


def refusal(message: str) -> str:
    if "duplicate key" in message.lower():
        return "parse-duplicate-key"
    return "parse-error" if message.startswith("Invalid YAML") else "parse-structure"
