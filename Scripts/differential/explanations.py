"""The differences that are right as they are, each with its reason."""

import re

# Oracle, what the difference matches, what the file matches (None for any), the reason.
KNOWN = [
    (
        "bash -n", r"accepts .*`", None,
        "bash reads what stands in backticks only when it runs it, Loadline at once",
    ),
    (
        "PyYAML", r"found character '\\t' that cannot start any token", None,
        "libyaml, of which Compose's reader is a port, takes a tab between tokens for a blank; PyYAML's own does not",
    ),
    (
        "official parser", r"\\x00", None,
        "the package hands texts on as C strings, which end at a NUL",
    ),
    (
        "official parser", r"ONBUILD: words: \[''\]", rb"(?i)\bONBUILD\s+ONBUILD\b",
        "the package has the words of one trigger alone; BuildKit's next step refuses a chain of them",
    ),
]


def reason(oracle, difference, content):
    for name, pattern, inside, why in KNOWN:
        if name != oracle or not re.search(pattern, difference, re.DOTALL):
            continue
        if inside is None or re.search(inside, content):
            return why
    return None
