"""Keeps the desk's register of sources in the ledger, where views put canonical names and grades beside the claims."""

from __future__ import annotations

import duckdb

from claims.register import Register
from warehouse.fetch import statement, table
from warehouse.transaction import transaction


def keep(con: duckdb.DuckDBPyConnection, register: Register) -> bool:
    """Puts the register in the place of the one that the ledger has; False where it is the same."""
    wanted = sorted((e.name, None if e.kind is None else str(e.kind), e.parent, e.grade, list(e.aliases)) for e in register.entries)
    if sorted(table(con, "registered_sources").rows()) == wanted:
        return False
    with transaction(con):
        con.execute("DELETE FROM registered_names")
        con.execute("DELETE FROM registered_sources")
        for row in wanted:
            con.execute("INSERT INTO registered_sources VALUES (?, ?, ?, ?, ?)", row)
        con.execute(statement("register_names"))
        # Who is one source with whom decides how many origins a story has: all are counted anew.
        con.execute("DELETE FROM claim_origins")
    return True
