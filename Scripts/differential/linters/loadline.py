"""Loadline itself: what its rules find, and which check of another tool each rule is."""

import collections
import json
import pathlib
import subprocess
import sys

from linters import Findings, schema


def aliases(loadline: str, tool: str) -> dict[str, list[str]]:
    """The checks of `tool`, by the rule that is the same control; those it merely touches are not among them."""
    name = "hadolint:SC" if tool == "shellcheck" else tool + ":"
    output = subprocess.run([loadline, "rules", "--format", "json"], check=True, capture_output=True).stdout
    checks = {}
    for rule in json.loads(output):
        own = [alias.split(":")[1] for alias in rule["aliases"] if alias.startswith(name)]
        if own:
            checks[rule["id"]] = own
    return checks


def run(loadline: str, folder: pathlib.Path) -> Findings:
    configuration = folder.parent / "loadline.yml"
    configuration.write_text(json.dumps({"rules": schema.PARAMETERS}))
    command = [loadline, "check", "--rules", "all", "--format", "json", "--fail-on", "none"]
    result = subprocess.run([*command, "--config", configuration, "."], cwd=folder, capture_output=True)
    # 3 says that some file could not be read whole, which a corpus has.
    if result.returncode not in (0, 3):
        sys.exit(f"differential: loadline check: {result.stderr.decode()}")
    fired = collections.defaultdict(list)
    for finding in json.loads(result.stdout)["findings"]:
        fired[finding["path"], finding["rule"]].append((finding["line"], finding["message"]))
    return Findings(fired)
