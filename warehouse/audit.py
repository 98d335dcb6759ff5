"""Ready-made questions of the ledger: each is a file of SQL with parameters, bound when it is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from warehouse.fetch import Value, statement

# What is not code (strings, comments) first, so that a $ in it is left alone.
_PARAMETER = re.compile(r"'(?:[^']|'')*'|--[^\n]*|\$(?P<name>[a-z_]+)")

_COMMENT = re.compile(r"\A(?:\s*--[^\n]*\n)+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers' bounds: SQL, and the value of each of its ``$parameters``."""

    sql: str
    parameters: Mapping[str, Value]

    @property
    def printed(self) -> str:
        """The same question with its values written out, to be run anywhere; what runs here has them bound."""
        return _PARAMETER.sub(self._written, self.sql)

    def _written(self, found: re.Match[str]) -> str:
        name = found["name"]
        return found[0] if name is None else literal(self.parameters[name])


def question(name: str, /, **parameters: Value) -> Question:
    """The ready-made question ``queries/audit_<name>.sql``, without the comment that it begins with."""
    # The printed SQL is an argument of `claims sql`, which would take -- for an option.
    return Question(_COMMENT.sub("", statement(f"audit_{name}")).strip(), parameters)


def literal(value: Value) -> str:
    """A value as SQL has it."""
    match value:
        case None:
            return "NULL"
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case datetime():
            return f"TIMESTAMPTZ '{value.isoformat(' ')}'"
        case date():
            return f"DATE '{value.isoformat()}'"
        case str():
            return "'" + value.replace("'", "''") + "'"
        case _:
            raise TypeError(f"a question has no parameter of type {type(value).__name__}")
