"""The files of a corpus: which there are, of what kind, and whether a builder reads them."""

import os
import pathlib
from collections.abc import Iterator


def kind_of(name: str) -> str | None:
    lower = name.lower()
    if lower.endswith(".dockerignore"):
        return None
    if lower.startswith("dockerfile") or lower.endswith(".dockerfile") or lower.startswith("containerfile"):
        return "dockerfile"
    if lower.endswith((".yml", ".yaml")) and "compose" in lower:
        return "compose"
    return None


def files_of(corpus: pathlib.Path) -> Iterator[pathlib.Path]:
    for folder, folders, names in os.walk(corpus):
        folders.sort()
        for name in sorted(names):
            path = pathlib.Path(folder, name)
            if kind_of(name) and path.is_file() and path.stat().st_size < 1 << 20:
                yield path
