"""This module holds functions with holes, by kind, and how each is called.

Holes of a function: `f` its name, `c` a number. Holes of a call: `x` and `w` numbers
(`w` below one in size), `n` an integer, `a` an array of four elements, `b` an
expression for one, `xs` a list, `g` a function, `ga` one
of an array, `m` and `o` further arguments; `t`, `t2`
and `t3` names for numbers, `v` for an array of four elements, `v2` for one of two, `ys`
for a list.
"""

from __future__ import annotations

TEMPLATES = {
    "recursion": """
def {f}(x, n):
    if n <= 0:
        return {e}
    x = math.sin(x * {c})
    return 0.5 * {f}(x, n - 1) + x * {c}
""",
    "recursion twice": """
def {f}(x, n):
    if n < 2:
        return math.sin(x) * {c}
    return 0.4 * {f}(x * {c}, n - 1) + 0.3 * {f}(x + {c}, n - 2) * x
""",
    "mutual recursion": """
def {f}(x, n):
    return x if n == 0 else {f}_odd(math.sin(x), n - 1)


def {f}_odd(x, n):
    if n == 0:
        return x * {c}
    y = {f}(x * {c}, n - 1)
    return 0.5 * y + x
""",
    "recursion over an array": """
def {f}(a, n):
    if n == len(a):
        return {c}
    a[n] = math.sin(a[n] * {c})
    return {c} * a[n] + 0.6 * {f}(a, n + 1)
""",
    "recursion over views": """
def {f}(a, n=0):
    if len(a) == 0:
        return {c} * n
    a[0] = math.sin(a[0] * {c})
    y = {f}(a[1:], n + 1)
    a[-1] *= y
    return 0.5 * y + a[0]
""",
    "recursion over a list": """
def {f}(xs, n):
    if n >= len(xs):
        return {c}
    return math.sin(xs[n]) * {c} + 0.5 * {f}(xs, n + 1)
""",
    "function passed": """
def {f}(fn, x, n=2):
    y = x
    for _ in range(n):
        y = 0.5 * fn(y) + {c} * x
    return y
""",
    "output argument": """
def {f}(out, a, x):
    for i in range(len(a)):
        out[i] = math.sin(a[i]) * x
    out[0] += {c} * a[-1]
""",
    "returns its argument": """
def {f}(a, x):
    a *= x
    if x > {c}:
        a[0] = x * {c}
        return a
    a[-1] += {c} * x
    return a
""",
    "returns a view": """
def {f}(a, n):
    if n % 2:
        return a[1:3]
    return a[::2]
""",
    "returns a tuple": """
def {f}(x, a):
    y = x * a[0]
    a[1] = y * {c}
    return math.sin(y), a[1] + x
""",
    "callee grows a list": """
def {f}(xs, x):
    xs.append(x * {c})
    xs[0] = xs[0] * x
    return len(xs)
""",
    "returns a list": """
def {f}(x, n):
    xs = [x, {c}]
    for i in range(n):
        xs.append(math.sin(xs[i]) * x + xs[-1] * {c})
    return xs
""",
    "returns its list": """
def {f}(xs, x):
    ys = xs if x > {c} else xs[:]
    ys[0] = ys[0] * x
    xs[1] += {c} * ys[0]
    return ys
""",
    "fills a list by recursion": """
def {f}(x, n, found):
    if n == 0:
        return found
    found.append(math.sin(x) * {c})
    found[0] += x * found[-1]
    return {f}(x * {c}, n - 1, found)
""",
    "optional output": """
def {f}(a, x, out=None):
    if out is None:
        out = np.zeros(4)
    out[:] = a * x
    out[1] += {c} * a[0]
    return out
""",
    "changes two arguments": """
def {f}(a, b, x):
    a[0], b[-1] = b[0] * x, a[1]
    a[1:] += {c} * b[:-1]
    b *= x
""",
    "rebinds its parameter": """
def {f}(a, x):
    a = a * x
    a[0] = {c} * x
    a[1:] -= np.sin(a[:-1])
    return a
""",
    "keeps views": """
def {f}(a, x):
    kept = []
    for i in range(3):
        kept.append(a[i:])
        a[i + 1] *= x
    kept[1][0] += {c}
    return kept[0][0] * kept[-1][1] + kept[0][1]
""",
    "function of an array passed": """
def {f}(fn, a):
    a[0] *= {c}
    return fn(a[1:3]) + {c} * fn(a)
""",
    "takes and returns tuples": """
def {f}(pair, x):
    u, v = pair
    if u > v:
        u, v = v * x, u
    return u * {c}, (v, x + pair[0])
""",
    "nested functions that share": """
def {f}(a, x):
    xs = [x]

    def step(i):
        a[i] *= x
        xs.append(a[i - 1] * {c})
        return a[i]

    def steps(n):
        return step(n) if n == 0 else step(n) + 0.5 * steps(n - 1)

    return steps(2) * xs[-1] + xs[1]
""",
}

CALLS = {
    "recursion": "{t} = {f}({x}, {n})",
    "recursion twice": "{t} = {f}({x}, {n})",
    "mutual recursion": "{t} = {f}({x}, {n})",
    "recursion over an array": "{t} = {f}({a}, 0)",
    "recursion over views": "{t} = {f}({a})",
    "recursion over a list": "{t} = {f}({xs}, 0)",
    "function passed": "{t} = {f}({g}, {x}{m})",
    "output argument": "{f}({a}, {b}, {x})",
    "returns its argument": "{v} = {f}({a}, {w})",
    "returns a view": "{v2} = {f}({a}, {n})",
    "returns a tuple": "{t}, {t2} = {f}({x}, {a})",
    "callee grows a list": "{f}({xs}, {w})",
    "returns a list": "{ys} = {f}({x}, {n})",
    "returns its list": "{ys} = {f}({xs}, {w})",
    "fills a list by recursion": "{ys} = {f}({x}, {n}, [{w}, {x}])",
    "optional output": "{v} = {f}({a}, {w}{o})",
    "changes two arguments": "{f}({a}, {b}, {w})",
    "rebinds its parameter": "{v} = {f}({a}, {w})",
    "keeps views": "{t} = {f}({a}, {w})",
    "function of an array passed": "{t} = {f}({ga}, {a})",
    "takes and returns tuples": "{t}, ({t2}, {t3}) = {f}(({x}, {w}), {x})",
    "nested functions that share": "{t} = {f}({a}, {w})",
}
