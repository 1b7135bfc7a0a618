"""This module keeps the texts of derivatives on disk, as plain Python files.

    # s2s 1
    # hash: <of all that follows>
    # key: <hash of what is known before the function is read>
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
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

FORMAT = 1

Dependencies = list[tuple[str, str]]


class Entry(NamedTuple):
    """A file of the cache and all of its text."""

    path: Path
    text: str


def load(primary_key: str, valid: Callable[[Dependencies], bool]) -> Entry | None:
    """The derivative with this key whose dependencies are `valid`, if there is one."""
    for path in _candidates(primary_key):
        entry = _read(path)
        if entry is not None and _fits(entry, primary_key, valid):
            return entry
    return None


def store(
    name: str, primary_key: str, dependencies: Iterable[tuple[str, str]], text: str
) -> Entry | None:
    """Write a derivative for others to find; None if there is no folder to trust.

    The text in the file has a header: lines are those of `Entry.text`.
    """
    dependencies = list(dependencies)
    with contextlib.suppress(OSError, UnicodeError):
        content = _content(primary_key, dependencies, text)
        path = _usable(_folder()) / _filename(name, primary_key, dependencies)
        _replace(path, content)
        return Entry(path, content)
    return None


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


def _candidates(primary_key: str) -> list[Path]:
    with contextlib.suppress(OSError, UnicodeError):
        folder = _usable(_folder())
        mark = f"_{_short(primary_key)}_"
        names = sorted(name for name in os.listdir(folder) if mark in name)
        return [folder / name for name in names if name.endswith(".py")]
    return []


def _read(path: Path) -> Entry | None:
    """A regular file of ours and its text; None if it is foreign, damaged or cut."""
    with contextlib.suppress(OSError, UnicodeError):
        with open(path, "rb", opener=_without_links) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or not _ours(status):
                return None
            text = file.read().decode()
        return Entry(path, text) if _whole(text) else None
    return None


def _whole(text: str) -> bool:
    first, _, rest = text.partition("\n")
    second, _, body = rest.partition("\n")
    return first == f"# s2s {FORMAT}" and second == f"# hash: {_hash(body)}"


def _without_links(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))


def _fits(
    entry: Entry, primary_key: str, valid: Callable[[Dependencies], bool]
) -> bool:
    header = entry.text.partition("\n\n")[0].split("\n")
    if header[2] != f"# key: {_hash(primary_key)}":
        return False
    found = (line.removeprefix("# depends: ").split(" ", 1) for line in header[3:])
    return valid([(name, what) for name, what in found])


def _content(primary_key: str, dependencies: Dependencies, text: str) -> str:
    lines = [f"# key: {_hash(primary_key)}"]
    lines += [f"# depends: {name} {_line(what)}" for name, what in dependencies]
    body = "\n".join(lines) + "\n\n" + text
    return f"# s2s {FORMAT}\n# hash: {_hash(body)}\n{body}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _filename(name: str, primary_key: str, dependencies: Dependencies) -> str:
    readable = re.sub(r"\W", "_", name)[:60]
    return f"{readable}_{_short(primary_key)}_{_short(repr(dependencies))}.py"


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


def _short(text: str) -> str:
    return _hash(text)[:16]
