"""Finds where statements of SQL end, and which words of them are code, in what somebody types."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""
    (?P<silent>
        \b[eE]'(?:[^'\\]|\\.|'')*' | '(?:[^']|'')*'
      | \$(?P<tag>\w*)\$.*?\$(?P=tag)\$
      | --[^\n]*(?:\n|\Z) | /\*.*?\*/
    )
    | (?P<name> "(?:[^"]|"")*" )
    | (?P<unclosed> ' | " | /\* | \$\w*\$ )
    | (?P<end> ; )
    """,
    re.VERBOSE | re.DOTALL,
)


def split(text: str) -> tuple[list[str], str]:
    """The statements that a semicolon ends, without it, and what is left after the last; empty ones are dropped."""
    complete, start = [], 0
    for token in _TOKEN.finditer(text):
        if token["unclosed"]:
            break
        if token["end"]:
            complete.append(text[start : token.start()])
            start = token.end()
    return [statement.strip() for statement in complete if code(statement).strip()], text[start:]


def code(statement: str) -> str:
    """The statement with a space in place of each string and comment; names in quotation marks stay."""
    return _TOKEN.sub(lambda token: " " if token["silent"] else token[0], statement)
