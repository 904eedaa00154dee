"""What stands at a line of a file: the whole instruction of a Dockerfile, the whole node of a Compose file."""

import dockerfile

from oracles.official_dockerfile import KEYWORDS


class Dockerfile:
    def __init__(self, text: str):
        self.lines = text.split("\n")
        try:
            self.commands = dockerfile.parse_string(text)
        except dockerfile.GoParseError:
            self.commands = ()

    def is_buildable(self) -> bool:
        keywords = {command.cmd.upper() for command in self.commands}
        return "FROM" in keywords and keywords <= KEYWORDS

    def at(self, line: int | None) -> str:
        for command in self.commands:
            if line and command.start_line <= line <= command.end_line:
                return "\n".join(self.lines[command.start_line - 1 : command.end_line])
        return ""


class Compose:
    def __init__(self, text: str):
        self.lines = text.split("\n")

    def is_buildable(self) -> bool:
        return True

    def at(self, line: int | None) -> str:
        if not line or line > len(self.lines):
            return ""
        first = self.lines[line - 1]
        found = [first]
        for text in self.lines[line:]:
            if text.strip() and indentation(text) <= indentation(first):
                break
            found.append(text)
        return "\n".join(found)


def indentation(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


READERS = {"dockerfile": Dockerfile, "compose": Compose}
