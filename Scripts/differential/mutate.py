"""Broken forms of a file, always the same for the same content."""

import hashlib
import random

PIECES = [
    b'"', b"'", b"\\", b"\\\n", b"`", b"$", b"${", b"}", b"$(", b")", b"<<EOF", b"#", b" ", b"\t", b"\n", b"\n\n",
    b"&&", b"||", b"|", b";", b"[", b"]", b"{", b":", b"- ", b"=", b"--flag=x ", b"RUN ", b"ONBUILD ", b"\r\n",
]


def forms(content, count):
    seed = int.from_bytes(hashlib.sha256(content).digest()[:8], "big")
    chance = random.Random(seed)
    for _ in range(count):
        yield chance.choice([insert, drop_line, repeat_line, drop_bytes, carriage_returns, cut])(content, chance)


def insert(content, chance):
    place = chance.randint(0, len(content))
    return content[:place] + chance.choice(PIECES) + content[place:]


def drop_line(content, chance):
    lines = content.splitlines(keepends=True)
    if lines:
        del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def repeat_line(content, chance):
    lines = content.splitlines(keepends=True)
    if lines:
        lines.insert(chance.randint(0, len(lines)), chance.choice(lines))
    return b"".join(lines)


def drop_bytes(content, chance):
    place = chance.randint(0, len(content))
    return content[:place] + content[place + chance.randint(1, 3) :]


def carriage_returns(content, chance):
    return content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def cut(content, chance):
    return content[: chance.randint(0, len(content))]
