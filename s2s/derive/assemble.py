"""This module puts the steps of a function together to the functions of its derivative.

fused   f_vjp(x, n, y_bar=1.0)                both sweeps: adjoints or (value, adjoints)
split   f_forward(x, n) -> (y, tape)          the tape holds what is read backwards
        f_backward(tape, y_bar) -> adjoints
"""

from __future__ import annotations

import builtins
from dataclasses import dataclass

import gast

from s2s.analyse.escapes import escapes
from s2s.analyse.exposure import exposure
from s2s.derive.common import common
from s2s.derive.facts import Facts, carries, is_range
from s2s.derive.opaque import refuse_opaque
from s2s.derive.reading import reading
from s2s.derive.record import Recorder, has_backward
from s2s.derive.reverse import Reverse
from s2s.derive.shapes import is_scalar
from s2s.derive.steps import Step
from s2s.errors import refusal
from s2s.kinds import Array, Float, List, Number, Tuple
from s2s.optimise import Facts as Tidying
from s2s.optimise import optimise
from s2s.optimise.purity import pure_call
from s2s.tree.names import Names, assigned, names_in, parameters, reads
from s2s.tree.template import (
    clone,
    comment,
    constant,
    expression,
    is_comment,
    name,
    template,
    title,
)


@dataclass
class Sweeps:
    """Both sweeps of a derivative, as statements."""

    forward: list[gast.stmt]
    backward: list[gast.stmt]
    results: list[gast.expr]
    value: gast.expr | None
    seed: str
    facts: Facts
    names: Names


def sweeps(
    program,
    analysis,
    inputs: list[str],
    outputs: list[str],
    shared: list[str],
    public: bool,
) -> Sweeps:
    """Derive a function: its sweeps for some inputs."""
    cells = _shared_cells(analysis, shared)
    facts = analysis.facts(frozenset(inputs), cells)
    refuse_opaque(facts)
    taken = names_in(analysis.tree) | set(program.names.taken) | set(dir(builtins))
    names = Names(taken | _RESERVED)
    refuse_escapes(facts)
    work = Reverse(facts, names, program)
    *body, last = facts.tree.body
    seed = _seed_name(names, last.value)
    end = Step(last, [], comment=facts.text_of(last))
    if public or takes_seed(analysis, shared):
        work.returned(end, last.value, seed, public)
        end.adjoint = common(end.adjoint, facts, names.fresh)
    steps = [*work.block(body), end]
    work.adjoints.out = []
    results = [_result(work, p, public or p not in shared) for p in outputs]
    closing = work.adjoints.out
    recorder = Recorder(facts, names.fresh)
    end_reads = reading(facts, [*closing, *map(gast.Expr, results)]).together
    recorder.run(
        steps, _kept(facts, shared) | end_reads, frozenset(parameters(facts.tree))
    )
    forward = _stack_beginnings(recorder) + _entry_copies(facts, public)
    forward += _forward(steps, recorder)
    backward = _table(work, shared) + _backward(facts, steps) + closing
    value = _public_value(facts, last.value) if public else last.value
    return Sweeps(forward, backward, results, value, seed, facts, names)


def refuse_escapes(facts: Facts) -> None:
    """A closure that carries a derivative is only called, or passed on."""
    nested = facts.scope.nested
    closures = frozenset(
        n
        for n, callee in nested.items()
        if any(map(facts.varied_name, callee.captures))
    )
    for node in escapes(facts.tree, closures, facts.scope.is_known_call):
        raise refusal(
            facts.function,
            node,
            "a closure that carries a derivative and is used as a value",
            "a call of it, or an argument with what it reads",
        )


_LINE = 64
_CHANGES_ADJOINTS = {
    "gain",
    "gather",
    "number",
    "vjp",
    "gather_add",
    "take_stored",
    "add_at",
    "add_into",
    "of",
    "put_back",
    "take_inserted",
    "keep_apart",
}
_RESERVED = {"shared", "np", "math", "runtime"}


def vjp_function(
    program,
    analysis,
    called: str,
    inputs: list[str],
    outputs: list[str],
    with_value: bool = False,
    public: bool = False,
    shown: tuple = ("", ""),
) -> gast.FunctionDef:
    """The fused derivative."""
    made = sweeps(program, analysis, inputs, outputs, [], public)
    result, forward = _tuple(made.results), made.forward
    if with_value:
        value = made.names.fresh("value")
        forward = [*forward, *template("v = e", v=value, e=made.value)]
        result = gast.Tuple([name(value), result], gast.Load())
    body = [
        *([title("forward sweep"), *forward] if forward else []),
        title("backward sweep"),
        *made.backward,
        gast.Return(result),
    ]
    seed = [] if not made.seed else [made.seed]
    function = _function(called, [*parameters(analysis.tree), *seed], body)
    function = _tidy(function, made, analysis, program)
    function.args.defaults = [constant(1.0)] if public else []
    names = ", ".join(inputs)
    names = f"({names})" if len(inputs) > 1 else names
    what = "Value and reverse" if with_value else "Reverse"
    text = f"{what} derivative of `{analysis.function.name}` with respect to {names}."
    return _documented(_without_lonely_title(function), text, shown)


def split_functions(
    program,
    analysis,
    forward_name: str,
    backward_name: str,
    inputs: list[str],
    outputs: list[str],
    shared: list[str],
    public: bool = False,
) -> list[gast.FunctionDef]:
    """The forward half and the backward half."""
    made = sweeps(program, analysis, inputs, outputs, shared, public)
    forward_names = {*parameters(analysis.tree), *assigned(made.forward)}
    table = ["shared"] if shared else []
    body = [*made.backward, gast.Return(_tuple(made.results))]
    known = sorted(forward_names & (reads(body) | names_in(body)))
    seed = [made.seed] if made.seed and (public or takes_seed(analysis, shared)) else []
    backward = _function(backward_name, [*known, *table, *seed], body)
    backward = _tidy(backward, made, analysis, program)
    exposed = exposure(backward.body).exposed
    tape = [n for n in known if n in exposed]
    unpack = _unpacking(tape)
    backward = _function(
        backward_name, ["tape", *table, *seed], [*unpack, *backward.body]
    )
    made.forward = [*_first_values(made, tape), *made.forward]
    if public and _on_tape(made.facts, made.value, tape):
        made.value = expression("r.copy(x)", r="@runtime", x=made.value)
    packed = gast.Tuple(
        [made.value or constant(None), _tuple(list(map(name, tape)))], gast.Load()
    )
    forward = _function(
        forward_name, parameters(analysis.tree), [*made.forward, gast.Return(packed)]
    )
    forward = _tidy(forward, made, analysis, program)
    of = f"of `{analysis.function.name}`"
    return [
        _documented(
            forward, f"Forward sweep {of}: its value, and a tape for the way back."
        ),
        _documented(
            backward, f"Backward sweep {of} with respect to {', '.join(inputs)}."
        ),
    ]


def _first_values(made: Sweeps, tape: list[str]) -> list[gast.stmt]:
    """What a tape holds must be bound, whatever path was taken."""
    sure = {*parameters(made.facts.tree), *exposure(made.forward).assigned}
    unsure = [n for n in tape if n not in sure]
    return [s for n in unsure for s in template("x = None", x=n)]


def takes_seed(analysis, shared: list[str]) -> bool:
    """Is there a result that is not in the table?"""
    summary = analysis.summarise()
    held = any(analysis.parameters[i] in shared for i in summary.aliases)
    result = summary.result
    held = held and isinstance(result, (Array, List))
    return not held and result is not None and _carries(result)


def _carries(kind) -> bool:
    if isinstance(kind, Tuple):
        return any(map(_carries, kind.items))
    return carries(kind)


def _shared_cells(analysis, shared: list[str]) -> set:
    """The cells whose adjoints are found by identity: what callers share is one."""
    sharing = analysis.sharing
    found = {c for p in shared for c in sharing.layers(sharing.cell(p))}
    for cell in found:
        cell.changed = True
    return sharing.with_holders(found | sharing.shared_cells())


def _kept(facts: Facts, shared: list[str]) -> frozenset:
    """A callee restores what it changes of its caller's storage."""
    sharing = facts.analysis.sharing
    return frozenset(c for p in shared for c in sharing.layers(sharing.cell(p)))


def _seed_name(names: Names, value: gast.expr | None) -> str:
    if value is None:
        return ""
    base = value.id if isinstance(value, gast.Name) else "y"
    return names.fresh(f"{base}_bar")


def _result(work, parameter: str, public: bool) -> gast.expr:
    """The adjoint of a parameter as the caller gets it."""
    facts, adjoints = work.facts, work.adjoints
    kind = facts.kind_of_name(parameter)
    if facts.is_mixed(name(parameter)):
        if not public:
            return adjoints.gathered(parameter, "number")
        return expression(
            "r.like(b, x)", r="@runtime", x=parameter, b=adjoints.gathered(parameter)
        )
    if facts.is_shared(name(parameter)):
        bars = adjoints.table(name(parameter))
        if isinstance(kind, Array):
            return bars
        return expression(
            "r.like(shared.gather(x), x)", r="@runtime", shared="@shared", x=parameter
        )
    if not adjoints.present(parameter):
        return _in_structure(facts, adjoints.zero(parameter), parameter, kind)
    adjoints.make_full(parameter)
    bar = name(adjoints.bar(parameter))
    if isinstance(kind, Array) and adjoints.state[parameter] == "borrowed":
        text = "np.array(b)" if kind.shape == () else "b.copy()"
        return expression(text, b=bar, np="@np")
    return _in_structure(facts, bar, parameter, kind)


def _in_structure(facts: Facts, bar: gast.expr, parameter: str, kind) -> gast.expr:
    """The adjoint with the structure and the dtype of the parameter."""
    plain = is_scalar(kind) or (isinstance(kind, List) and isinstance(kind.item, Float))
    doubles = not any(map(_has_other_dtype, facts.names.values()))
    if isinstance(kind, Array) or (
        plain and (doubles or isinstance(bar, gast.Constant))
    ):
        return bar
    return expression("r.like(b, x)", r="@runtime", b=bar, x=parameter)


def _has_other_dtype(kind) -> bool:
    """May a number taken from such a value be no `float64`?"""
    if isinstance(kind, Array):
        return kind.dtype not in ("float64", "int64", "bool")
    return isinstance(kind, Number)


def _public_value(facts: Facts, value: gast.expr | None) -> gast.expr | None:
    """What the user gets must not share storage with what is restored."""
    sharing = facts.analysis.sharing
    reached = [
        c
        for part in _parts(value)
        for s in facts.analysis.sources(part)
        for c in sharing.layers(s)
    ]
    if any(c.changed for c in reached):
        return expression("r.copy(x)", r="@runtime", x=value)
    return value


def _on_tape(facts: Facts, value: gast.expr | None, tape: list[str]) -> bool:
    """Could the user, by changing the value, change what the pullback will read?"""
    sharing = facts.analysis.sharing
    held = {c for n in tape for c in sharing.layers(sharing.cell(n))}
    return any(
        c in held
        for part in _parts(value)
        for s in facts.analysis.sources(part)
        for c in sharing.layers(s)
    )


def _parts(value: gast.expr | None) -> list[gast.expr]:
    """The items of a display, those of displays in it, or the value itself."""
    if isinstance(value, (gast.Tuple, gast.List)):
        return [p for item in value.elts for p in _parts(item)]
    return [] if value is None else [value]


def _entry_copies(facts: Facts, public: bool) -> list[gast.stmt]:
    """A caller's storage that carries derivatives is left as it was."""
    if not public:
        return []
    found = []
    for parameter in parameters(facts.tree):
        if facts.varied_name(parameter) and facts.cells_of(parameter):
            array = isinstance(facts.kind_of_name(parameter), Array)
            text = "x = x.copy()" if array else "x = r.copy(x)"
            found += template(text, x=parameter, r="@runtime")
    return found


def _stack_beginnings(recorder: Recorder) -> list[gast.stmt]:
    found = [
        s
        for stack in sorted(recorder.stacks.values())
        for s in template("s = []", s=stack)
    ]
    for variable in recorder.unbound:
        kind = recorder.facts.kind_of_name(variable)
        first = constant(0.0 if isinstance(kind, Float) else None)
        found += template("x = first", x=variable, first=first)
    return found


def _table(work, shared: list[str]) -> list[gast.stmt]:
    if not work.adjoints.uses_table or shared:
        return []
    return template("shared = r.Shared()", shared="@shared", r="@runtime")


def _forward(steps: list[Step], recorder) -> list[gast.stmt]:
    found = []
    for step in steps:
        for record in step.push:
            found += record.keep
        found += _forward_statement(step, recorder)
        for record in step.save:
            found += record.keep
    return found


def _forward_statement(step: Step, recorder) -> list[gast.stmt]:
    if not step.arms:
        return [s for s in step.forward if not isinstance(s, gast.Return)]
    node = step.node
    copy = type(node)(**vars(node))
    opening = [s for r in step.opening for s in r.keep]
    copy.body = opening + _forward(step.arms[0], recorder) or [gast.Pass()]
    if isinstance(node, gast.If):
        copy.orelse = _forward(step.arms[1], recorder)
    return [copy]


def _backward(facts: Facts, steps: list[Step]) -> list[gast.stmt]:
    return [s for step in reversed(steps) for s in _backward_step(facts, step)]


def _backward_step(facts: Facts, step: Step) -> list[gast.stmt]:
    fetched = [s for r in reversed(step.fetch) for s in r.undo]
    undone = [s for r in reversed(step.push) for s in r.undo]
    if step.arms:
        return [*fetched, *step.adjoint, *_backward_compound(facts, step), *undone]
    own = [*step.adjoint, *undone] if step.late else [*undone, *step.adjoint]
    own = [*step.early, *own]
    if not own:
        return fetched
    return [*fetched, *([comment(step.comment)] if step.comment else []), *own]


def _backward_compound(facts: Facts, step: Step) -> list[gast.stmt]:
    if not has_backward(step):
        return []
    arms = [[*_backward(facts, arm), *end] for arm, end in zip(step.arms, step.ends)]
    if not any(arms):
        return []
    if isinstance(step.node, gast.If):
        return [gast.If(clone(step.node.test), arms[0] or [gast.Pass()], arms[1])]
    return [_backward_loop(facts, step, arms[0])]


def _backward_loop(facts: Facts, step: Step, body: list[gast.stmt]) -> gast.stmt:
    """`for` over the trips, the last one first."""
    node = step.node
    trips = facts.analysis.trips.get(id(node))
    counted = isinstance(node, gast.For) and is_range(node.iter)
    if counted and node.target.id not in reads(body):
        header = expression("range(n)", n=trips) if trips else clone(node.iter)
        target = gast.Name("_", gast.Store(), None, None)
    elif counted:
        header = backward_range(node.iter, trips, facts)
        target = clone(node.target)
    else:
        header = expression("range(n)", n=trips)
        target = gast.Name("_", gast.Store(), None, None)
    return gast.For(target, header, body, [], None)


def backward_range(call: gast.Call, trips: str | None, facts: Facts) -> gast.expr:
    """The range that visits the same numbers in the opposite order.

    `range(a, b)` becomes `range(b - 1, a - 1, -1)`, which Numba compiles too.
    """
    first, stop, step = _bounds(call)
    if trips is not None:
        return _after_trips(first, step, trips)
    if step == 1:
        return expression("range(e, s, -1)", e=_plus(stop, -1), s=_plus(first, -1))
    if step == -1:
        return expression("range(e, s)", e=_plus(stop, 1), s=_plus(first, 1))
    return expression("reversed(r)", r=clone(call))


def _bounds(call: gast.Call) -> tuple:
    args = call.args
    first = constant(0) if len(args) == 1 else args[0]
    stop = args[0] if len(args) == 1 else args[1]
    step = _integer(args[2]) if len(args) == 3 else 1
    return first, stop, step if step is not None else args[2]


def _after_trips(first, step, trips: str) -> gast.expr:
    if step == 1:
        last = expression("n - 1", n=trips)
        if _integer(first) != 0:
            last = expression("a + n - 1", a=first, n=trips)
        return expression("range(e, s, -1)", e=last, s=_plus(first, -1))
    width = constant(step) if isinstance(step, int) else step
    return expression("reversed(range(a, a + n * w, w))", a=first, n=trips, w=width)


def _plus(node: gast.expr, number: int) -> gast.expr:
    known = _integer(node)
    if known is not None:
        return constant(known + number)
    text = "a + k" if number > 0 else "a - k"
    return expression(text, a=node, k=constant(abs(number)))


def _integer(node: gast.expr) -> int | None:
    if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
        inner = _integer(node.operand)
        return None if inner is None else -inner
    if isinstance(node, gast.Constant) and type(node.value) is int:
        return node.value
    return None


def _tuple(nodes: list[gast.expr]) -> gast.expr:
    if len(nodes) == 1:
        return nodes[0]
    return gast.Tuple(nodes, gast.Load())


def _unpacking(tape: list[str]) -> list[gast.stmt]:
    """The names of a tape, in as many lines as they need."""
    groups = _lines(tape)
    if len(groups) < 2:
        return [_unpack(group, name("tape")) for group in groups]
    found, start = [], 0
    for group in groups:
        text = f"tape[{start}]" if len(group) == 1 else f"tape[{start}:{start + len(group)}]"
        found.append(_unpack(group, expression(text)))
        start += len(group)
    return found


def _unpack(group: list[str], value: gast.expr) -> gast.stmt:
    target = _tuple([gast.Name(n, gast.Store(), None, None) for n in group])
    target.ctx = gast.Store()
    return gast.Assign([target], value, None)


def _lines(names: list[str]) -> list[list[str]]:
    """Names in groups of about a line each."""
    groups: list[list[str]] = []
    for one in names:
        if not groups or sum(len(n) + 2 for n in [*groups[-1], one]) > _LINE:
            groups.append([])
        groups[-1].append(one)
    return groups


def _function(called: str, names: list[str], body: list[gast.stmt]) -> gast.FunctionDef:
    args = [gast.Name(n, gast.Param(), None, None) for n in names]
    arguments = gast.arguments(args, [], None, [], [], None, [])
    return gast.FunctionDef(called, arguments, body, [], None, None, [])


def _tidy(function, made: Sweeps, analysis, program) -> gast.FunctionDef:
    declared = made.facts.declared
    numbers = {
        n
        for n, k in {**analysis.kinds.names, **declared}.items()
        if isinstance(k, Float) and n not in made.facts.not_numbers
    }
    temporaries = frozenset(declared) | frozenset(
        n for n in assigned(function.body) if n not in made.facts.program_names
    )
    facts = Tidying(_origin(analysis, made), temporaries, is_pure, frozenset(numbers))
    return optimise(program.named(function, analysis), facts)


def is_pure(call: gast.Call) -> bool:
    """Has a call in generated text no effect?"""
    func = call.func
    if isinstance(func, gast.Attribute) and func.attr in _CHANGES_ADJOINTS:
        return False
    return pure_call(call)


def _origin(analysis, made: Sweeps) -> dict:
    found = dict(analysis.origin)
    for fresh, user in analysis.origin.items():
        for suffix in ("_bar", "_stack"):
            found[f"{fresh}{suffix}"] = f"{user}{suffix}"
    return found


def _without_lonely_title(function: gast.FunctionDef) -> gast.FunctionDef:
    """One sweep needs no title."""
    titles = [
        s for s in function.body if is_comment(s) and s.value.value.startswith("= ")
    ]
    if len(titles) == 1:
        function.body = [s for s in function.body if s not in titles]
    return function


def _documented(
    function: gast.FunctionDef, text: str, shown=("", "")
) -> gast.FunctionDef:
    lines = (
        text
        if not any(shown)
        else text + "\n\n    " + "\n    ".join(filter(None, shown))
    )
    function.body = [gast.Expr(constant(lines)), *function.body]
    return function
