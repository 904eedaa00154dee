"""Why another linter and Loadline differ: the form of an entry of `rule_differences`, and which a difference has."""

import dataclasses
import re

THEY = "they are wrong"
WE = "we are wrong"
CHOICE = "a matter of choice"
KINDS = [THEY, WE, CHOICE]

FLAGS = re.IGNORECASE | re.DOTALL | re.MULTILINE


@dataclasses.dataclass(frozen=True)
class Entry:
    tools: str
    checks: str
    # Who finds something alone: "theirs", "ours" or, with a blank between, either.
    side: str
    kind: str
    why: str
    # What the statement at a finding matches, what the whole file matches, what the finding says, the statement with
    # that behind it, and which other checks of theirs find something in the statement; None for any.
    at: str | None = None
    inside: str | None = None
    says: str | None = None
    both: str | None = None
    beside: str | None = None

    def concerns(self, tool: str, check: str, side: str) -> bool:
        return tool in self.tools.split() and check in self.checks.split() and side in self.side.split()

    def fits(self, text: str, place) -> bool:
        pairs = [
            (self.at, place.statement), (self.inside, text), (self.says, place.message),
            (self.both, place.statement + "\n" + place.message), (self.beside, place.beside),
        ]
        return all(pattern is None or re.search(pattern, value, FLAGS) for pattern, value in pairs)


def find(entries: list[Entry], tool: str, difference) -> Entry | None:
    """The explanation of a difference. Each place needs one, lest a new fault hide behind an old one of its file."""
    known = [entry for entry in entries if entry.concerns(tool, difference.check, difference.side)]
    text = difference.text
    found = [next((entry for entry in known if entry.fits(text, place)), None) for place in difference.places]
    if not found or None in found:
        return None
    return next((entry for entry in found if entry.kind == WE), found[-1])
