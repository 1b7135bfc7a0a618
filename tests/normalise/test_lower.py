"""Calls, conditionals, comprehensions and walruses become statements."""

import numpy as np
import pytest

from tests.normalise.running import printed, same

CALLS = [(3.0, 4.0), (-1.0, 0.5), (0.0, 0.0), (1.0, -2.0)]


def function(*lines):
    return "def f(x, y):\n" + "".join(f"    {line}\n" for line in lines)


def body(*lines):
    text = same(function(*lines), *CALLS)
    return [line.strip() for line in text.splitlines()[1:]]


def test_calls_stand_alone():
    assert body("return g(x) + h(g(y), y=x) * 2") == [
        "g_value = g(x)",
        "g_value2 = g(y)",
        "h_value = h(g_value2, y=x)",
        "return g_value + h_value * 2",
    ]


def test_a_plain_call_stays():
    assert body("a, b = pair(x)", "c = g(a)", "note(c)", "return b") == [
        "a, b = pair(x)",
        "c = g(a)",
        "note(c)",
        "return b",
    ]


def test_ternary():
    assert body("z = x if y > 0 else g(y)", "return z") == [
        "if y > 0:",
        "z = x",
        "else:",
        "z = g(y)",
        "return z",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["return x if x > y else y"],
        ["return x if x > y else (y if y > 1 else g(x))"],
        ["z = 2 * (x if x > y else y) + (h(x) if y else 0.0)", "return z"],
        ["z = x or y", "return z * 2"],
        ["z = x and y and g(x)", "return z"],
        ["x = x > 1 and x or y", "return x"],
        ["z = note(x) or note(y) or note(2.0)", "return z * x"],
        ["if x > 0 and g(x) > 2 or h(y) > 4:", "    x = x * 2", "return x"],
        ["if 0 < g(x) < h(y) < 30:", "    x = x * 2", "return x"],
        ["b = 0 < x < y", "return x * b"],
        ["z = x * (w := g(y)) + w", "return z"],
        ["z = x * (x := g(y)) + x", "return z"],
        ["x += (x := g(y)) + x", "return x"],
        ["if (n := g(x)) > 3:", "    return n", "return x + n"],
        ["while (x := x + 1) < 5:", "    y = y * x", "return y"],
        ["while g(x) < 20 and x < 9:", "    x = x + 1.5", "return x"],
        [
            "while g(x) < 20:",
            "    x = x + 1.5",
            "    if x > 3:",
            "        continue",
            "    if x > 2.5:",
            "        break",
            "else:",
            "    x = -x",
            "return x",
        ],
        ["a = [x, y]", "return a[0] + change(a, x) * a[0]"],
        ["a = [x, y]", "return (a[0] * 2, change(a), a[0])"],
        ["a = [x, y]", "a[0] += change(a, x)", "return a"],
        ["a = [x, y]", "a[0] += g(x)", "return a"],
        ["a = [x, y]", "i = 0", "a[i] += (i := 1) * x", "return a, i"],
        ["a = np.array([x, y])", "return a * change(a, x) + a"],
        ["a = np.array([x, y])", "return (a * 1.0) + change(a, x)"],
        ["a = [x, y]", "a[int(g(0.5))] = h(x)", "return a"],
        ["a = [x, y]", "a[note(0)] = note(x)", "return a"],
        ["a = [[x], [y]]", "a[note(0)][note(0)] += note(x)", "return a"],
        ["xs = [x, y, 2.0]", "z = xs.pop() + g(xs.pop()) * xs.pop()", "return z"],
        ["xs = [x, y, 2.0]", "return math.exp(-abs(g(x))) * xs[0] + h(xs[1], x)"],
        ["g(x) if x > 0 else h(x)", "return x"],
        ["x > 0 and note(x)", "return x"],
        ["assert h(x) < 100, 'large'", "return x"],
        ["print(f'{g(x):.3f}', end='')", "return x"],
        ["t = (lambda u: u * x)(y)", "return t"],
        ["k = lambda u, v=y: u * v + x", "return k(x) + k(y, 2.0)"],
        ["def k(u, v=x * x):", "    return u * v", "x = y", "return k(x) + k(y, v=2)"],
        ["def k(u, *, v=x):", "    return u * v", "x = y", "return k(u=x) * k(x)"],
        ["k = lambda u, v=x, w=y: u * v + w", "x = h(y)", "return k(x) + k(y, w=x)"],
        ["def k(u, v=2.0):", "    return u * v", "return k(x) + k(y, x)"],
        ["return max(x * i for i in range(1, 4))"],
        ["return max([g(x), h(y)], key=lambda v: -v)"],
        ["return sum(x * i for i in range(4))"],
        ["return sum([g(v) for v in (x, y) if v > 0], x)"],
        ["return sum((x for i in range(2)), start=y)"],
        ["return [v * w for v in (x, y) for w in (x, 2.0) if v > w]"],
        ["return [[v * w for v in (x, y)] for w in (x, y)]"],
        ["return [[x for x in (x, v)] for v in (x, y)]"],
        ["x = [x * i for i in range(3)]", "return x"],
        ["ys = [g(v) for v in [x * 2, y]]", "ys = [v + 1 for v in ys]", "return ys"],
        ["v = 3.0", "ys = [v * x for v in (x, y)]", "return ys, v"],
        ["return [z for v in (x, y) if (z := v * 2) > 1] + [y]"],
        ["return list(v * 2 for v in (x, y))"],
        ["return np.array([v * x for v in range(3)]).sum()"],
        ["return np.sum([math.sin(v) for v in (x, y)])"],
        ["xs = []", "xs.extend(v * x for v in range(3))", "return xs"],
        ["return [len([v, w]) for v in (x, y) for w in (1, 2)]"],
        ["n = sum(1 for v in (x, y) if v > 0)", "return n * x"],
        ["return [x if v > 0 else v for v in (x, y)]"],
        ["return [(lambda u: u * v)(x) for v in (x, y)]"],
        ["a = np.zeros(2)", "np.add(x, y, out=a)", "return a"],
        ["a = np.zeros(2)", "b = np.add(x, y, a)", "b[0] = 0", "return a, b"],
        ["a = np.zeros(4)", "np.multiply(x, y, out=a[1:3])", "return a"],
        ["a = np.zeros((2, 2))", "np.multiply(x, y, out=a[1])", "return a"],
        ["a = np.zeros((2, 2))", "np.add(x, y, out=a[[0, 1]])", "a += x", "return a"],
        ["a = np.zeros(2)", "a.fill(x)", "return a"],
        ["a = np.zeros(2)", "np.copyto(a, x)", "return a * y"],
        ["a = np.full(2, x)", "return np.sum(np.exp(a, out=a)) * a"],
        ["a = np.full(2, x)", "return a * np.exp(a, out=a) + a"],
        ["return x.real if isinstance(x, float) else y"],
        ["z = y", "for v in [x, y]:", "    z = z * v if v else z", "return z"],
    ],
)
def test_same(lines):
    same(function(*lines), *CALLS)


def test_pure_reads_stay():
    lines = ["a = [x, y]", "return a[0] * sum(v * x for v in a)"]
    assert "before" not in printed(function(*lines))


def test_what_a_call_could_change_is_kept():
    lines = ["a = [x, y]", "return a[0] * change(a, x)"]
    assert "before = a[0]" in printed(function(*lines))


def test_a_name_that_is_updated_is_read_where_it_stands():
    assert "before" not in printed(function("x += change([x], y)", "return x"))


def test_inert_expressions_stay():
    lines = [
        "n = 3 if len([x]) else 4",
        "ok = x > 0 and y > 0",
        "k = [i for i in 'ab']",
    ]
    form = printed(function(*lines, "return x * n * ok * len(k)"))
    assert all(line in form for line in lines)


def test_a_generator_is_refused():
    with pytest.raises(SyntaxError, match="a generator"):
        printed(function("v = (x * i for i in range(3))", "return next(v)"))
    with pytest.raises(SyntaxError, match="a generator"):
        printed(function("return x * any(g(x * i) > 0 for i in range(3))"))


def test_masks_are_refused():
    with pytest.raises(SyntaxError, match="where="):
        printed(
            function("a = np.zeros(2)", "np.log(x, out=a, where=x > 0)", "return a")
        )


def test_names_of_the_user_are_not_taken():
    lines = [
        "g_value = y",
        "choice = g(x) * (x if y > 0 else g_value)",
        "return choice",
    ]
    same(function(*lines), *CALLS)


def test_arrays():
    text = """
    def f(a, n):
        b = [row * 2 if i < n else row for i, row in enumerate(a)]
        return np.stack(b) + sum(g(row) for row in reversed(a))
    """
    same(text, (np.arange(6.0).reshape(3, 2), 1))


def test_a_function_defined_twice_is_refused():
    text = """
    def f(x):
        if x > 0:
            def k(v):
                return v * x
        else:
            def k(v):
                return v + x
        return k(2.0)
    """
    with pytest.raises(SyntaxError, match="defined in several places"):
        printed(text)
    lines = ["k = (lambda u: u) if x > 0 else (lambda u: u * 2)", "return k(x)"]
    with pytest.raises(SyntaxError, match="defined in several places"):
        printed(function(*lines))
