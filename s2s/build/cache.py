"""This module keeps the texts of derivatives on disk, as plain Python files.

    # s2s 1
    # hash: <of all that follows>
    # key: <hash of what is known before the function is read>
    # entries: f_vjp             (facts: what else its user wants to know)
    # depends: NAME IDENTITY

    def f_vjp(x, y_bar=1.0): ...

A file is used only if it is ours, whole, and what it depends on is as it was. Nothing
that is wrong with the disk is ever an error: there is then nothing in the cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

FORMAT = 1
SLOTS = 16

Dependencies = list[tuple[str, str]]


class Entry(NamedTuple):
    """A derivative, with what its user wants to know of it and what it depends on."""

    body: str
    facts: dict[str, str]
    depends: Dependencies


class File(NamedTuple):
    """An entry on disk: `text` has a header above the entry's body."""

    path: Path
    text: str
    entry: Entry


def load(
    name: str, primary_key: str, valid: Callable[[Dependencies], bool]
) -> File | None:
    """The derivative with this key whose dependencies are `valid`, if there is one."""
    with contextlib.suppress(OSError):
        folder = _usable(_folder())
        for slot in range(SLOTS):
            file = _read(folder / _filename(name, primary_key, slot), primary_key)
            if file is not None and valid(file.entry.depends):
                return file
    return None


def store(name: str, primary_key: str, entry: Entry) -> File | None:
    """Write a derivative for others to find; None if there is no folder to trust.

    One key has a few places, found by what the entries depend on.
    """
    with contextlib.suppress(OSError, UnicodeError):
        text = _content(primary_key, entry)
        folder = _usable(_folder())
        first = int(_hash(repr(entry.depends))[:8], 16)
        slots = [(first + step) % SLOTS for step in range(SLOTS)]
        paths = [folder / _filename(name, primary_key, slot) for slot in slots]
        path = _place(paths, primary_key, entry)
        _replace(path, text)
        return File(path, text, entry)
    return None


def _place(paths: list[Path], primary_key: str, entry: Entry) -> Path:
    """The first place that is free, or ours already; the first of all if none is."""
    for path in paths:
        known = _read(path, primary_key)
        if known is None or known.entry.depends == entry.depends:
            return path
    return paths[0]


def _folder() -> Path:
    given = os.environ.get("S2S_CACHE_DIR")
    if given:
        return Path(given).absolute()
    caches = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(caches).absolute() / "s2s"


def _usable(folder: Path) -> Path:
    """`folder`, made if need be; an OSError where others could have put files in it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    status = folder.stat()
    if not _ours(status) or folder.lstat().st_uid != status.st_uid:
        raise PermissionError(f"{folder} is not only ours to write")
    return folder


def _ours(status: os.stat_result) -> bool:
    """Whether nobody else owns or may write a file (where a system knows owners)."""
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def _read(path: Path, primary_key: str) -> File | None:
    """A regular file of ours and its text; None if it is foreign, damaged or cut."""
    with contextlib.suppress(OSError, UnicodeError):
        with open(path, "rb", opener=_without_links) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or not _ours(status):
                return None
            text = file.read().decode()
        return File(path, text, _parsed(text)) if _whole(text, primary_key) else None
    return None


def _whole(text: str, primary_key: str) -> bool:
    first, _, rest = text.partition("\n")
    second, _, body = rest.partition("\n")
    third = body.partition("\n")[0]
    return (
        first == f"# s2s {FORMAT}"
        and second == f"# hash: {_hash(body)}"
        and third == f"# key: {_hash(primary_key)}"
    )


def _parsed(text: str) -> Entry:
    header, _, body = text.partition("\n\n")
    found = Entry(body, {}, [])
    for line in header.split("\n")[3:]:
        word, said = line.removeprefix("# ").split(": ", 1)
        if word == "depends":
            found.depends.append(tuple(said.split(": ", 1)))
        else:
            found.facts[word] = said
    return found


def _without_links(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))


def _content(primary_key: str, entry: Entry) -> str:
    lines = [f"# key: {_hash(primary_key)}"]
    lines += [f"# {word}: {_line(said)}" for word, said in entry.facts.items()]
    lines += [f"# depends: {name}: {_line(said)}" for name, said in entry.depends]
    below = "\n".join(lines) + "\n\n" + entry.body
    return f"# s2s {FORMAT}\n# hash: {_hash(below)}\n{below}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _filename(name: str, primary_key: str, slot: int) -> str:
    readable = re.sub(r"\W", "_", name)[:60]
    return f"{readable}_{_hash(primary_key)[:16]}_{slot}.py"


def _replace(path: Path, content: str) -> None:
    """Readers see the old file or the new one, whoever else writes at the same time."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
