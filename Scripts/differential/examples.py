"""Writes the examples of the rules' records into a folder, as one more corpus, which has what real files seldom do."""

import pathlib
import re
import sys

NAMES = {"dockerfile": "Dockerfile", "yaml": "compose.yaml"}
OUTCOMES = "violates|passes|unknown|not-applicable"
EXAMPLE = re.compile(
    rf"^(?P<fence>`{{3,}})(?P<kind>dockerfile|yaml) (?:{OUTCOMES})[^\n]*\n(?P<content>.*?)^(?P=fence)$",
    re.DOTALL | re.MULTILINE,
)


def main() -> int:
    records, out = (pathlib.Path(argument) for argument in sys.argv[1:])
    for record in sorted(records.glob("*.md")):
        examples = record.read_text().rpartition("\n## Examples\n")[2]
        for number, match in enumerate(EXAMPLE.finditer(examples), 1):
            place = out / record.stem / str(number)
            place.mkdir(parents=True, exist_ok=True)
            (place / NAMES[match["kind"]]).write_text(match["content"])
    return 0


sys.exit(main())
