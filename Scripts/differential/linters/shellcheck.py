"""ShellCheck itself. hadolint holds it, yet prints one of its findings an instruction, so that the rest shows here."""

import collections
import json
import pathlib
import re
import subprocess
import tempfile
from collections.abc import Iterator

import dockerfile

from linters import Findings, hadolint

tool = "shellcheck"
kinds = ["dockerfile"]

BATCH = 200
SHELLS = {"sh", "ash", "dash", "bash", "ksh"}
WINDOWS = re.compile(r"windows|nanoserver|servercore", re.IGNORECASE)
PRAGMA = re.compile(r"^#\s*hadolint\s+shell=(\S+)", re.MULTILINE)
# What hadolint leaves out: that a sourced file is not to be had, and that ash is read as dash.
LEFT_OUT = "SC1090,SC1091,SC2187"


def run(folder: pathlib.Path) -> Findings:
    scripts = {}
    for path in sorted(folder.glob("dockerfile/*/Dockerfile")):
        text = path.read_bytes().decode("utf-8", "replace")
        for line, script in scripts_of(text):
            scripts.setdefault(script, []).append((str(path.relative_to(folder)), line))
    fired = collections.defaultdict(list)
    for script, comment in comments(list(scripts)):
        code = f"SC{comment['code']}"
        for file, line in scripts[script]:
            fired[file, hadolint.SPLIT.get(code, code)].append((line, message(comment, script)))
    output = subprocess.run([tool, "--version"], capture_output=True, text=True).stdout
    return Findings(fired, {}, re.search(r"version: (\S+)", output)[1])


def comments(scripts: list[str]) -> Iterator[tuple[str, dict]]:
    with tempfile.TemporaryDirectory() as folder:
        for number, script in enumerate(scripts):
            pathlib.Path(folder, str(number)).write_text(script)
        for start in range(0, len(scripts), BATCH):
            files = map(str, range(start, min(start + BATCH, len(scripts))))
            command = [tool, "--format", "json1", "--exclude", LEFT_OUT, *files]
            output = subprocess.run(command, cwd=folder, capture_output=True).stdout
            for comment in json.loads(output)["comments"]:
                yield scripts[int(comment["file"])], comment


def message(comment: dict, script: str) -> str:
    """With what it is about, since a whole RUN is one line."""
    start, end = comment["column"] - 1, comment["endColumn"] - 1
    line = script.split("\n")[comment["line"] - 1]
    return f"{comment['message']} {line[max(0, start - 400) : start]}>{line[start : max(start, end)]}<"


def scripts_of(text: str) -> Iterator[tuple[int, str]]:
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
            shell = known_shell(said.pop(0)[1])
        keyword = command.cmd.upper()
        values = list(command.value)
        if keyword == "FROM":
            shell = None if WINDOWS.search(" ".join(values)) else "sh"
        elif keyword == "SHELL" and values:
            shell = known_shell(values[0])
        elif keyword in ("ARG", "ENV"):
            step = 2 if keyword == "ENV" else 1
            names |= {value.split("=")[0] for value in values[::step]}
        elif keyword == "RUN" and shell and values and not command.json:
            script = script_of(values[0], command.heredocs)
            if script:
                known = "".join(f"export {name}=1\n" for name in sorted(names) if re.fullmatch(r"[A-Za-z_]\w*", name))
                yield command.start_line, f"#!/bin/{shell}\n{known}{script}\n"


def known_shell(program: str) -> str | None:
    name = program.rsplit("/", 1)[-1]
    return name if name in SHELLS else None


def script_of(value: str, heredocs) -> str | None:
    # A tab is eight columns to ShellCheck.
    if not heredocs:
        return value.replace("\t", " ")
    is_whole = len(heredocs) == 1 and re.fullmatch(r"<<-?['\"]?\w+['\"]?", value.strip())
    if not is_whole or heredocs[0].content.startswith("#!"):
        return None
    return heredocs[0].content.replace("\t", " ")
