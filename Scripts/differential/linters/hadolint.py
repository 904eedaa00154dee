"""hadolint, with the ShellCheck that is built into it and every check on."""

import collections
import json
import pathlib
import subprocess
import sys

from linters import Findings, schema

tool = "hadolint"
kinds = ["dockerfile"]

BATCH = 300

# ShellCheck 0.7.2 took SC2039 apart, into one code a construct.
SPLIT = {f"SC{number}": "SC2039" for number in range(3001, 3062)}


def run(folder: pathlib.Path) -> Findings:
    configuration = folder.parent / "hadolint.yaml"
    configuration.write_text(json.dumps({
        "override": {"info": ["DL1001", "DL3057"]},
        "trustedRegistries": schema.REGISTRIES,
        "label-schema": schema.LABELS,
        "strict-labels": True,
    }))
    files = sorted(str(path.relative_to(folder)) for path in folder.glob("dockerfile/*/Dockerfile"))
    fired = collections.defaultdict(list)
    unread = {}
    for start in range(0, len(files), BATCH):
        command = [tool, "--no-fail", "--format", "json", "--config", configuration, *files[start : start + BATCH]]
        result = subprocess.run(command, cwd=folder, capture_output=True)
        if result.returncode:
            sys.exit(f"differential: hadolint: {result.stderr.decode()}")
        for finding in json.loads(result.stdout):
            check = SPLIT.get(finding["code"], finding["code"])
            if check == "DL1000":
                unread[finding["file"]] = finding["message"]
            fired[finding["file"], check].append((finding["line"], finding["message"]))
    version = subprocess.run([tool, "--version"], capture_output=True, text=True).stdout.split()[-1]
    return Findings(fired, unread, version)
