"""Other linters, each run over a folder of files. A module has its `tool`, the `kinds` of file, and `run(folder)`."""

import dataclasses


@dataclasses.dataclass
class Findings:
    # By file and check, the lines and messages.
    fired: dict[tuple[str, str], list[tuple[int | None, str]]]
    # Files of which the linter judges nothing, with what it says.
    unread: dict[str, str] = dataclasses.field(default_factory=dict)
    version: str = ""
