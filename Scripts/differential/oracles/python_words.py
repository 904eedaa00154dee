"""Python's reading of the shell's quoting, for scripts that are lists of plain commands."""

import shlex

kind = "dockerfile"
name = "shlex"

UNKNOWN = set("$`*?[]{}~#()<>!\n")
WORDS = {"if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "function", "time"}
# Seen through, so that its words are not those of one command.
SPECIAL = {"eval", "find", "su", "runuser", "flock"}


def differences(content, parsed):
    for instruction in parsed["instructions"]:
        if instruction.get("trigger", instruction["keyword"]) != "RUN" or instruction.get("heredocs"):
            continue
        if instruction.get("shell") != "posix" or instruction.get("script_diagnostics"):
            continue
        script = instruction["arguments"]
        if not script.isascii() or UNKNOWN & set(script):
            continue
        expected = commands(script)
        if expected is None:
            continue
        found = instruction.get("commands", [])
        if any(command.get("wrappers") or command["program"] in SPECIAL if command.get("program") else
               command.get("wrappers") for command in found):
            continue
        words = [command.get("assignments", []) + command.get("argv", []) for command in found]
        if words != expected:
            yield f"line {instruction['line']}: {script!r}: {expected!r}, not {words!r}"


def commands(script):
    lexer = shlex.shlex(script, posix=True, punctuation_chars=";&|")
    lexer.whitespace_split = True
    lexer.commenters = ""
    try:
        tokens = list(lexer)
    except ValueError:
        return None
    result = [[]]
    for token in tokens:
        if token and not set(token) - set(";&|"):
            result.append([])
        elif token in WORDS:
            return None
        else:
            result[-1].append(token)
    return [words for words in result if words]
