"""Where statements end, and what of them is code."""

from __future__ import annotations

import pytest

from warehouse.statements import code, split


@pytest.mark.parametrize(
    ("text", "complete", "rest"),
    [
        ("select 1;", ["select 1"], ""),
        ("select 1", [], "select 1"),
        ("select 1; select 2", ["select 1"], " select 2"),
        ("select 1;;\n ; select 2;\n", ["select 1", "select 2"], "\n"),
        ("select ';' as a;", ["select ';' as a"], ""),
        ("select 'it''s; fine';", ["select 'it''s; fine'"], ""),
        (r"select e'it\'s; fine';", [r"select e'it\'s; fine'"], ""),
        ('select 1 as ";";', ['select 1 as ";"'], ""),
        ("select 1 -- no; end\n;", ["select 1 -- no; end"], ""),
        ("select /* a; b */ 1;", ["select /* a; b */ 1"], ""),
        ("select $$a; b$$;", ["select $$a; b$$"], ""),
        ("select $x$a; $$ b$x$;", ["select $x$a; $$ b$x$"], ""),
        ("select 'open; quote", [], "select 'open; quote"),
        ("select 1; select /* open;", ["select 1"], " select /* open;"),
        ('select "open;', [], 'select "open;'),
        ("-- only; a comment\n;", [], ""),
        ("select $1;", ["select $1"], ""),
    ],
)
def test_split(text: str, complete: list[str], rest: str) -> None:
    assert split(text) == (complete, rest)


def test_code_leaves_out_strings_and_comments_and_keeps_names() -> None:
    assert code("select 'query(' as \"a name\" -- query(\n from /* query( */ t").split() == [
        "select",
        "as",
        '"a',
        'name"',
        "from",
        "t",
    ]
