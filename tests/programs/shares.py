"""This module states the least share of programs with each construct."""

from __future__ import annotations

_COMMON = 0.1
_USUAL = 0.03
_SELDOM = 0.01

SHARES = {
    name: share
    for share, names in {
        _COMMON: """
            overwrite; augmented assignment; negative index; branch on values;
            if/elif/else; loop; nested loops; while; while on a value; reduction; dot;
            array of a display; list comprehension; nested list; ternary;
            and/or of values; sum(generator); tuple; view; element store;
            0-d array; call; broadcasting; for range; return in the body
            """,
        _USUAL: """
            chained assignment; swap; nested tuple; starred; walrus; integer state;
            print; rebound to another kind; array rebound; scratch array; alias;
            view of a view; copy; slice store; overlapping slices;
            row or column store; fancy index; fancy store; boolean mask;
            whole update; out= and its like; double buffer; size-0 array;
            integer storage; list; list grows; list shrinks; list store; list alias;
            list of arrays; list from empty; for rows; for array; for tuple;
            enumerate; zip; zero trips; break; continue; loop else;
            return in a loop; return in nested loops; where; recursion;
            recursion twice; mutual recursion; recursion over an array;
            recursion over views; alias by a branch; list updated in a loop;
            variable slice;
            function passed; output argument; returns its argument;
            returns a view; returns a tuple; callee writes;
            callee with early return; keyword argument; nested def; lambda;
            array result; tuple result; loop variable overwritten;
            integer as a float; list of tuples; list slice or sum;
            nested comprehension; list to array and back; history of arrays;
            ring of arrays; tuple of arrays; view by a function; three dimensions;
            while a list has items; returns a list; fills a list by recursion;
            optional output; changes two arguments; rebinds its parameter;
            keeps views; function of an array passed; takes and returns tuples;
            nested functions that share; inert storage changes;
            callee changes inert storage; callee changes parts
            """,
        _SELDOM: """
            annotated assignment; reversed; for list; reshape; local function;
            call in an expression; recursion over a list; variable range;
            callee grows a list; returns its list;
            loop variable read later; float32; default argument; nested def writes;
            joined lists; nested def changes lists; rows held twice
            """,
    }.items()
    for name in " ".join(names.split()).split("; ")
}
