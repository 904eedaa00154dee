"""Compares Loadline's parsers with others over a corpus and over broken forms of its files."""

import argparse
import collections
import json
import pathlib
import shutil
import subprocess
import sys

import explanations
import mutate
from corpus import files_of, kind_of
from oracles import bash_syntax, official_dockerfile, python_words, pyyaml_tree

# Each has a `kind` of file, a `name`, and `differences(content, parsed)`, which yields texts.
ORACLES = [official_dockerfile, bash_syntax, python_words, pyyaml_tree]

BATCH = 100


def prepare(arguments):
    """Writes every file and its mutations into the work folder, one copy of each content."""
    folder = arguments.work / "files"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    seen = set()
    places = []
    for path in files_of(arguments.corpus):
        kind = kind_of(path.name)
        original = path.read_bytes()
        for number, content in enumerate([original, *mutate.forms(original, arguments.mutations)]):
            if (kind, content) in seen:
                continue
            seen.add((kind, content))
            place = folder / str(len(places))
            place.write_bytes(content)
            origin = str(path.relative_to(arguments.corpus)) + (f" (form {number})" if number else "")
            places.append((kind, place, origin))
    return places


def parse(loadline, kind, paths):
    command = [loadline, "parse", "--format", "json", "--kind", kind, *map(str, paths)]
    output = subprocess.run(command, check=True, capture_output=True).stdout
    lines = output.decode("utf-8").split("\n")[:-1]
    if len(lines) != len(paths):
        sys.exit(f"differential: {len(lines)} results for {len(paths)} files")
    return [json.loads(line) for line in lines]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--loadline", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--mutations", type=int, default=3)
    parser.add_argument("--show", type=int, default=200, help="how many unexplained differences to print")
    parser.add_argument("corpus", type=pathlib.Path)
    arguments = parser.parse_args()

    compared = collections.Counter()
    explained = collections.Counter()
    unexplained = []
    places = prepare(arguments)
    for kind in ("dockerfile", "compose"):
        chosen = [place for place in places if place[0] == kind]
        for start in range(0, len(chosen), BATCH):
            batch = chosen[start : start + BATCH]
            results = parse(arguments.loadline, kind, [place for _, place, _ in batch])
            for (_, place, origin), parsed in zip(batch, results):
                content = place.read_bytes()
                for oracle in ORACLES:
                    if oracle.kind != kind:
                        continue
                    compared[oracle.name] += 1
                    for difference in oracle.differences(content, parsed):
                        reason = explanations.reason(oracle.name, difference, content)
                        if reason:
                            explained[oracle.name, reason] += 1
                        else:
                            unexplained.append((oracle.name, place, origin, difference))

    for name, count in compared.items():
        print(f"{name}: {count} files compared")
    for (name, reason), count in sorted(explained.items()):
        print(f"{name}: {count} times: {reason}")
    for name, place, origin, difference in unexplained[: arguments.show]:
        print(f"{name}: {origin} ({place}): {difference}")
    print(f"{len(unexplained)} unexplained differences")
    return 1 if unexplained else 0


sys.exit(main())
