"""This module keeps the derivatives that have been compiled, and checks that they hold.

A derivative is looked for in memory by the function object, then by all that its text
depends on: among the texts of this process, then on disk; else the compiler makes it.
"""

from __future__ import annotations

import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

from s2s import kinds
from s2s.build import cache, jit
from s2s.build.depend import MISSING, Dependencies, Guard, dependencies, value_of
from s2s.build.key import function_inside, identity, is_users, source, spell
from s2s.build.module import build
from s2s.build.readable import Place, written
from s2s.build.stamp import stamp
from s2s.errors import S2SError
from s2s.request import Request

_memory: weakref.WeakKeyDictionary = weakref.WeakKeyDictionary()
_texts: dict[str, list[tuple[cache.Entry, cache.File | None]]] = {}
_lock = threading.RLock()
MET = "__met__"  # in the module of a text: the functions that its run has met
_PER_FUNCTION, _TEXTS = 256, 1024  # functions made anew for each call fill any table


def compiler() -> ModuleType:
    """The compiler, imported when something must be compiled.

    This is the one import inside a function: with the tree library and the tables of
    rules the compiler takes far longer to import than a known derivative to load.
    """
    from s2s import pipeline

    return pipeline


@dataclass(eq=False)
class Compiled:
    """A derivative ready to be called.

    `names` says what its global names stand for: name, function, name in that function;
    `extra` are functions that the compiler has read and no name leads to.
    """

    request: Request
    text: str
    functions: tuple[Callable, ...]
    namespace: dict[str, Any]
    names: tuple[tuple[str, int, str], ...]
    depends: list[tuple[str, str]]
    guards: tuple[Guard, ...]
    volatile: list[tuple[Any, str]]
    extra: list[FunctionType]
    is_float: bool
    changed: tuple[int, ...]
    takes_seed: bool
    logs: tuple[Place, ...]

    @property
    def call(self) -> Callable:
        """The fused derivative, or the forward half."""
        return self.functions[0]

    @property
    def backward(self) -> Callable:
        """The backward half."""
        return self.functions[-1]

    def seeds(self, seed: Any) -> list:
        """The seed as arguments of the backward half."""
        return [seed] if self.takes_seed else []

    def holds(self, fn: FunctionType) -> bool:
        """Do its names mean what they meant? Values are brought up to date."""
        for space, name, known in self.guards:
            if space.get(name, MISSING) is not known:
                return self._renewed(fn)
        return all(identity(value) == said for value, said in self.volatile)

    def _renewed(self, fn: FunctionType) -> bool:
        if self.request.jit:  # values of globals are constants to Numba
            return False
        found = dependencies([*_roots(fn, self.request), *self.extra])
        if found is None or found.lines != self.depends:
            return False
        self.namespace.update(_values(found, self.names))
        self.guards, self.volatile = tuple(found.guards.values()), found.volatile
        return True


def compiled(fn: FunctionType, request: Request) -> Compiled:
    """The derivative of a function: from memory, from disk, or made now."""
    with _lock:
        mine = _memory.setdefault(fn, {})
        found = mine.get(request)
        if found is None or not found.holds(fn):
            key, now = _key(fn, request), dependencies(_roots(fn, request))
            found = now and _found(fn, request, key, now)
            found = found or _compile(fn, request, key, now)
            _remember(mine, request, found, _PER_FUNCTION)
        return found


def met(fn: FunctionType) -> list:
    """The functions that calls of the derivatives of `fn` have met, each once."""
    with _lock:
        spaces = [made.namespace for made in _memory.get(fn, {}).values()]
    return list(dict.fromkeys(each for space in spaces for each in space.get(MET, ())))


def _found(
    fn: FunctionType, request: Request, key: str, now: Dependencies
) -> Compiled | None:
    """The derivative as this or another process has compiled it before."""
    for entry, file in _texts.get(key, ()):
        if entry.depends == now.lines:
            return _load(request, entry, file, now, [])
    file = cache.load(fn.__name__, key, lambda depends: depends == now.lines)
    if file is None:
        return None
    _keep(key, file.entry, file)
    return _load(request, file.entry, file, now, [])


def _compile(
    fn: FunctionType, request: Request, key: str, now: Dependencies | None
) -> Compiled:
    pipeline = compiler()
    try:
        made = pipeline.derivative(pipeline.parse(fn), request)
    except S2SError as error:  # the frames of the compiler say nothing to its user
        raise error.with_traceback(None) from error.__cause__
    roots = _roots(fn, request)
    now = now or Dependencies(roots)
    extra = [f for f in made.read if f not in now.functions]
    if extra:
        now = dependencies([*roots, *extra]) or Dependencies([*roots, *extra])
    entry = cache.Entry(made.text, _facts(made, now), now.lines)
    if extra or (not now.lines and made.origins):
        return _load(request, entry, None, now, extra)
    file = cache.store(fn.__name__, key, entry)
    _keep(key, entry, file)
    return _load(request, entry, file, now, [])


def _facts(made: Any, now: Dependencies) -> dict[str, str]:
    """What is to be known of a text without the compiler, as words."""
    places = {id(f): number for number, f in enumerate(now.functions)}
    names = (f"{t}={places[id(f)]}:{n}" for t, (f, n) in made.origins.items())
    return {
        "entries": " ".join(made.entries),
        "result": "float" if isinstance(made.result, kinds.Float) else "other",
        "changed": " ".join(map(str, made.changed)),
        "logs": "yes" if made.logs else "",
        "names": " ".join(names),
    }


def _load(
    request: Request,
    entry: cache.Entry,
    file: cache.File | None,
    now: Dependencies,
    extra: list,
) -> Compiled:
    """Execute a text among what its names mean now."""
    facts = entry.facts
    names, entries = tuple(_split(facts["names"])), facts["entries"].split()
    text, path = (file.text, file.path) if file else (entry.body, None)
    namespace = build(text, entries[0], _values(now, names), path)
    functions = tuple(namespace[name] for name in entries)
    takes_seed = functions[-1].__code__.co_argcount > 1
    if request.jit:
        functions = jit.jitted(text, namespace, entries, now)
    return Compiled(
        request,
        entry.body,
        functions,
        namespace,
        names,
        entry.depends,
        tuple(now.guards.values()),
        now.volatile,
        extra,
        facts["result"] == "float",
        tuple(map(int, facts["changed"].split())),
        takes_seed,
        written(now.functions) if facts["logs"] else (),
    )


def _split(names: str) -> Iterator[tuple[str, int, str]]:
    for item in names.split():
        text, _, place = item.partition("=")
        number, _, name = place.partition(":")
        yield text, int(number), name


def _values(now: Dependencies, names: tuple) -> dict[str, Any]:
    """What the global names of a text stand for now."""
    return {text: value_of(now.functions[n], name) for text, n, name in names}


def _roots(fn: FunctionType, request: Request) -> list[FunctionType]:
    """The function, and those of the user's among the arguments."""
    found = [function_inside(kind.key) for kind in _callables(request.kinds)]
    return [fn, *(f for f in found if f is not None and is_users(f))]


def _callables(given: tuple) -> Iterator[kinds.Callable]:
    for kind in given:
        if isinstance(kind, kinds.Callable):
            yield kind
        elif isinstance(kind, kinds.Tuple):
            yield from _callables(kind.items)
        elif isinstance(kind, kinds.List):
            yield from _callables((kind.item,))


def _key(fn: FunctionType, request: Request) -> str:
    """All that decides the text and is known before anything is looked up."""
    versions = (sys.implementation.cache_tag, np.__version__, stamp(), _users_rules())
    asked = (request.wrt, [*map(spell, request.kinds)], *request[2:])
    return repr((source(fn), asked, versions))


def _users_rules() -> list[str]:
    """The rules that are not ours: none where nobody has imported the tables."""
    registry = sys.modules.get("s2s.rules.registry")
    if registry is None:
        return []
    ours = "s2s.rules."
    users = (
        (obj, rule)
        for obj, rule in registry.rules().items()
        if rule.function is not None and not rule.module.startswith(ours)
    )
    return sorted(
        f"{identity(obj)} {rule.form} {rule.view} {rule.flat} {source(rule.function)}"
        for obj, rule in users
    )


def _keep(key: str, entry: cache.Entry, file: cache.File | None) -> None:
    others = [pair for pair in _texts.get(key, ()) if pair[0].depends != entry.depends]
    _remember(_texts, key, [(entry, file), *others[: cache.SLOTS]], _TEXTS)


def _remember(table: dict, key: Any, value: Any, limit: int) -> None:
    table.pop(key, None)
    while len(table) >= limit:
        table.pop(next(iter(table)))
    table[key] = value
