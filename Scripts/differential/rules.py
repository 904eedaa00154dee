"""Compares what Loadline's rules find with what other linters find, over each distinct content of a corpus."""

import argparse
import collections
import concurrent.futures
import dataclasses
import hashlib
import pathlib
import pickle
import shutil
import sys

import excerpt
import rule_differences
import rule_explanations
from corpus import files_of, kind_of
from linters import Findings, checkov, compose_lint, hadolint, loadline, shellcheck

LINTERS = [hadolint, shellcheck, checkov, compose_lint]

NAMES = {"dockerfile": "Dockerfile", "compose": "compose.yaml"}


@dataclasses.dataclass
class Place:
    # What stands at the line of a finding, what is said of it, and their other checks that find something there.
    statement: str
    message: str
    beside: str


@dataclasses.dataclass
class Difference:
    check: str
    # Who finds something alone: "theirs" or "ours".
    side: str
    file: str
    text: str
    places: list[Place]


@dataclasses.dataclass
class Comparison:
    linter: str
    files: int = 0
    unread: int = 0
    agreed: int = 0
    # Their checks, and those of them that anybody found broken.
    checks: int = 0
    seen: set[str] = dataclasses.field(default_factory=set)
    differences: list[Difference] = dataclasses.field(default_factory=list)

    def explained(self) -> tuple[dict[tuple[str, str], list[Difference]], list[Difference]]:
        """The differences by class and reason, and those that have none."""
        reasons = collections.defaultdict(list)
        unexplained = []
        for difference in self.differences:
            entry = rule_explanations.find(rule_differences.KNOWN, self.linter, difference)
            if entry:
                reasons[entry.kind, entry.why].append(difference)
            else:
                unexplained.append(difference)
        return reasons, unexplained


def prepare(corpus: pathlib.Path, folder: pathlib.Path) -> tuple[dict[str, str], str]:
    """Writes each distinct content into a folder of its own. Returns where each comes from, and a digest of all."""
    shutil.rmtree(folder, ignore_errors=True)
    origins = {}
    seen = set()
    digest = hashlib.sha256()
    for path in files_of(corpus):
        kind = kind_of(path.name)
        content = path.read_bytes()
        if (kind, content) in seen:
            continue
        seen.add((kind, content))
        name = f"{kind}/{len(seen):05}/{NAMES[kind]}"
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(content)
        digest.update(name.encode() + hashlib.sha256(content).digest())
        origins[name] = str(path.relative_to(corpus))
    return origins, digest.hexdigest()


def read(folder: pathlib.Path, origins: dict[str, str]) -> dict:
    texts = {}
    for name in origins:
        reader = excerpt.READERS[name.split("/")[0]]
        texts[name] = reader((folder / name).read_bytes().decode("utf-8", "replace"))
    return texts


def compare(linter: str, theirs: Findings, ours: Findings, checks: dict[str, list[str]], texts: dict) -> Comparison:
    result = Comparison(linter)
    rules = collections.defaultdict(list)
    for rule, names in checks.items():
        for name in names:
            rules[name].append(rule)
    result.checks = len(rules)
    said = by_file(theirs)
    for file, text in texts.items():
        result.files += 1
        is_unread = file in theirs.unread
        result.unread += is_unread
        for check in rules:
            if is_unread and not check.startswith("parse-"):
                continue
            found = theirs.fired.get((file, check), [])
            own = [rule for rule in rules[check] if (file, rule) in ours.fired]
            if found or own:
                result.seen.add(check)
            if found and own:
                result.agreed += 1
                continue
            if not found:
                # A rule that is several of their checks is one pair, not one for each.
                alone = [rule for rule in own if checks[rule][0] == check and not said[file].keys() & set(checks[rule])]
                found = [one for rule in alone for one in ours.fired[file, rule]]
            if found:
                places = [place_of(text, line, message, check, said[file]) for line, message in found]
                side = "ours" if own else "theirs"
                result.differences.append(Difference(check, side, file, "\n".join(text.lines), places))
    return result


def by_file(findings: Findings) -> dict[str, dict[str, list]]:
    result = collections.defaultdict(dict)
    for (file, check), found in findings.fired.items():
        result[file][check] = found
    return result


def place_of(text, line: int | None, message: str, check: str, said: dict[str, list]) -> Place:
    statement = text.at(line)
    beside = {
        other for other, found in said.items()
        if other != check and statement and any(text.at(where) == statement for where, _ in found)
    }
    return Place(statement, message, " ".join(sorted(beside)))


def show(linter: str, unexplained: list[Difference], origins: dict[str, str], limit: int) -> None:
    shown = collections.Counter()
    for one in unexplained:
        shown[one.check, one.side] += 1
        if shown[one.check, one.side] > limit:
            continue
        print(f"\n{linter} {one.check}: {one.side} alone, unexplained: {one.file} ({origins[one.file]})")
        for where in one.places[:3]:
            print(f"  {where.message}")
            print("\n".join(f"    | {line[:160]}" for line in where.statement.split("\n")[:12]))
    for (check, side), count in sorted(shown.items()):
        print(f"{linter} {check}: {count} files, {side} alone, unexplained")


def row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def report(results: list[tuple[Comparison, str]], origins: dict[str, str], limit: int) -> int:
    rows = []
    reasons = []
    remaining = 0
    for result, version in results:
        explained, unexplained = result.explained()
        show(result.linter, unexplained, origins, limit)
        kinds: collections.Counter = collections.Counter()
        for (kind, why), differences in sorted(explained.items()):
            kinds[kind] += len(differences)
            checks = ", ".join(sorted({one.check for one in differences}))
            sides = " and ".join(sorted({one.side for one in differences}))
            reasons.append(row(result.linter, kind, len(differences), checks, sides, why))
        pairs = result.agreed + len(result.differences)
        seen = f"{len(result.seen)} of {result.checks}"
        share = f"{100 * result.agreed / max(1, pairs):.1f} %"
        numbers = [*(kinds[kind] for kind in rule_explanations.KINDS), len(unexplained)]
        rows.append(row(f"{result.linter} {version}", result.files, result.unread, seen, pairs, share, *numbers))
        remaining += len(unexplained)
    print("\n" + row("linter", "class", "pairs", "checks", "found by", "why"))
    print("\n".join([row("---", "---", "---:", "---", "---", "---"), *reasons]))
    titles = ["linter", "files", "not read by it", "checks seen", "pairs", "agreed", *rule_explanations.KINDS]
    print("\n" + row(*titles, "unexplained"))
    print("\n".join([row("---", *["---:"] * 9), *rows]))
    return remaining


def kept(place: pathlib.Path, digest: str, reuse: bool, linter) -> Findings:
    """What a linter says, from the last time where that is wanted and the corpus is the same."""
    if reuse and place.exists():
        last, findings = pickle.loads(place.read_bytes())
        if last == digest:
            return findings
    findings = linter.run(place.parent / "contents")
    place.write_bytes(pickle.dumps((digest, findings)))
    return findings


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--loadline", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--reuse", action="store_true", help="take what the other linters said of the same corpus")
    parser.add_argument("--show", type=int, default=5, help="how many unexplained differences of a check to print")
    parser.add_argument("corpus", type=pathlib.Path)
    arguments = parser.parse_args()

    arguments.work = arguments.work.resolve()
    folder = arguments.work / "contents"
    origins, digest = prepare(arguments.corpus, folder)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        ours = pool.submit(loadline.run, arguments.loadline, folder)
        theirs = [
            pool.submit(kept, arguments.work / f"{linter.tool}.pickle", digest, arguments.reuse, linter)
            for linter in LINTERS
        ]
    texts = read(folder, origins)
    judged = {file: text for file, text in texts.items() if text.is_buildable()}
    print(f"{len(texts)} distinct contents; {len(texts) - len(judged)} are left out, since no builder reads them")

    results = []
    for linter, future in zip(LINTERS, theirs):
        chosen = {file: text for file, text in judged.items() if file.split("/")[0] in linter.kinds}
        checks = loadline.aliases(arguments.loadline, linter.tool)
        findings = future.result()
        results.append((compare(linter.tool, findings, ours.result(), checks, chosen), findings.version))
    return 1 if report(results, origins, arguments.show) else 0


sys.exit(main())
