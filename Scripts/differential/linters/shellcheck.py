"""ShellCheck itself. hadolint holds it, yet prints one of its findings an instruction, so that the rest shows here."""

import collections
import json
import pathlib
import re
import subprocess
import tempfile

import dockerfile

from linters import Findings, hadolint

tool = "shellcheck"
kinds = ["dockerfile"]

BATCH = 200
TAB = "\t"
SHELLS = {"sh", "ash", "dash", "bash", "ksh"}
WINDOWS = re.compile(r"windows|nanoserver|servercore", re.IGNORECASE)
PRAGMA = re.compile(r"^#\s*hadolint\s+shell=(\S+)", re.MULTILINE)
# As hadolint leaves out: sourced files, and quoting of what stays a literal.
LEFT_OUT = "SC1090,SC1091,SC2187"


def run(folder: pathlib.Path) -> Findings:
    scripts = {}
    for path in sorted(folder.glob("dockerfile/*/Dockerfile")):
        text = path.read_bytes().decode("utf-8", "replace")
        for line, script in scripts_of(text):
            scripts.setdefault(script, []).append((str(path.relative_to(folder)), line))
    fired = collections.defaultdict(list)
    version = ""
    with tempfile.TemporaryDirectory() as temporary:
        files = {}
        for number, script in enumerate(scripts):
            files[str(number)] = script
            pathlib.Path(temporary, str(number)).write_text(script)
        names = list(files)
        for start in range(0, len(names), BATCH):
            command = [tool, "--format", "json1", "--exclude", LEFT_OUT, *names[start : start + BATCH]]
            output = subprocess.run(command, cwd=temporary, capture_output=True).stdout
            for comment in json.loads(output)["comments"]:
                script = files[comment["file"]]
                code = f"SC{comment['code']}"
                for file, line in scripts[script]:
                    fired[file, hadolint.SPLIT.get(code, code)].append((line, message(comment, script)))
    output = subprocess.run([tool, "--version"], capture_output=True, text=True).stdout
    return Findings(fired, {}, re.search(r"version: (\S+)", output)[1])


def message(comment: dict, script: str) -> str:
    """With what it is about, since a whole RUN is one line."""
    start, end = comment["column"] - 1, comment["endColumn"] - 1
    line = script.split("\n")[comment["line"] - 1]
    return f"{comment['message']} {line[max(0, start - 400) : start]}>{line[start : max(start, end)]}<"


def scripts_of(text: str):
    """Each RUN of a shell that ShellCheck knows, as the script that hadolint makes of it."""
    try:
        commands = dockerfile.parse_string(text)
    except dockerfile.GoParseError:
        return
    # A comment may say that the image's sh is another shell.
    said = [(text.count("\n", 0, match.start()) + 1, match[1]) for match in PRAGMA.finditer(text)]
    shell, names = "sh", set()
    for command in commands:
        while said and said[0][0] < command.start_line:
            shell = said.pop(0)[1]
        keyword = command.cmd.upper()
        values = list(command.value)
        if keyword == "FROM":
            shell = None if WINDOWS.search(" ".join(values)) else "sh"
        elif keyword == "SHELL" and values:
            program = values[0].rsplit("/", 1)[-1]
            shell = program if program in SHELLS else None
        elif keyword in ("ARG", "ENV"):
            step = 2 if keyword == "ENV" else 1
            names |= {value.split("=")[0] for value in values[::step]}
        elif keyword == "RUN" and shell and values and not command.json:
            script = script_of(values[0], command.heredocs)
            if script:
                known = "".join(f"export {name}=1\n" for name in sorted(names) if re.fullmatch(r"[A-Za-z_]\w*", name))
                yield command.start_line, f"#!/bin/{shell}\n{known}{script.replace(TAB, ' ')}\n"


def script_of(value: str, heredocs) -> str | None:
    if not heredocs:
        return value
    is_whole = len(heredocs) == 1 and re.fullmatch(r"<<-?['\"]?\w+['\"]?", value.strip())
    return heredocs[0].content if is_whole and not heredocs[0].content.startswith("#!") else None
