"""BuildKit's own parser, as the package `dockerfile` wraps it."""

import dockerfile

kind = "dockerfile"
name = "official parser"


def differences(content, parsed):
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return
    refusals = [d for d in parsed["diagnostics"] if d["severity"] == "error" or d["kind"] == "rejection"]
    try:
        expected = dockerfile.parse_string(text)
    except dockerfile.GoParseError as error:
        if not refusals:
            yield f"refuses it: {error}"
        return
    found = parsed["instructions"]
    if len(expected) != len(found):
        yield f"has {len(expected)} instructions, not {len(found)}"
        return
    for theirs, ours in zip(expected, found):
        yield from compare(theirs, ours)


KEYWORDS = {
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD",
    "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
}


def compare(theirs, ours):
    if theirs.cmd.upper() not in KEYWORDS:
        # Its arguments are nothing to BuildKit, which refuses it in a later step.
        if theirs.cmd.upper() != ours["keyword"]:
            yield f"line {theirs.start_line}: {theirs.cmd!r}, not {ours['keyword']!r}"
        return
    values = list(theirs.value)
    words = words_of(ours, bool(values))
    pairs = [
        ("keyword", theirs.cmd.upper(), ours["keyword"]),
        ("trigger", (theirs.sub_cmd or "").upper(), ours.get("trigger", "")),
        ("first line", theirs.start_line, ours["line"]),
        ("last line", theirs.end_line, ours["end_line"]),
        ("flags", list(theirs.flags), ours.get("flags", [])),
        ("form", theirs.json, ours.get("json", False)),
        ("words", values, words),
        (
            "here-documents",
            [(h.name, h.content) for h in theirs.heredocs],
            [(h["name"], h["content"]) for h in ours.get("heredocs", [])],
        ),
    ]
    for what, expected, found in pairs:
        if expected != found:
            yield f"line {theirs.start_line}: {theirs.cmd}: {what}: {expected!r}, not {found!r}"


def words_of(instruction, has_values):
    """The package leaves out the separators of names and values, and empty words."""
    words = instruction.get("words", [])
    keyword = instruction.get("trigger") or instruction["keyword"]
    if keyword in ("ENV", "LABEL"):
        return [word for index, word in enumerate(words) if index % 3 != 2]
    if keyword == "ARG":
        names, index = [], 0
        while index < len(words):
            if index + 2 < len(words) and words[index + 2] == "=":
                names.append(words[index] + "=" + words[index + 1])
                index += 3
            else:
                names.append(words[index])
                index += 1
        return names
    return words if has_values or any(words) else []
