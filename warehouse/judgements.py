"""Editors' decisions on claims and on pairs of claims: append-only rows, each on what its editor saw."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from uuid import uuid4

import duckdb

from claims.errors import Conflict, WarehouseError
from warehouse import snapshot
from warehouse.connect import hold, write_working
from warehouse.fetch import frame, rows, statement
from warehouse.transaction import transaction

Reading = Mapping[str, object]
"""A claim in the fields of a gold file: start, end, text, label, cue, sources, modality, quantities, periods."""


class Decision(StrEnum):
    """What an editor decides: the first five on a claim, the next two on a pair, undo on either."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    DISPUTE = "dispute"
    UNVERIFIABLE = "unverifiable"
    RETRACT = "retract"
    SAME = "same"
    NOT_SAME = "not_same"
    UNDO = "undo"


ON_PAIRS = (Decision.SAME, Decision.NOT_SAME)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged: one claim, or a pair of them in either order."""

    claim_id: str
    other_id: str | None = None

    @property
    def key(self) -> str:
        """The same whichever claim of a pair is named first."""
        return "|".join(self.pair) if self.other_id else self.claim_id

    @property
    def pair(self) -> tuple[str, ...]:
        """The ids in order."""
        return tuple(sorted(filter(None, (self.claim_id, self.other_id))))


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision to be recorded.

    ``seen`` is the version of the last decision on the subject that the editor knew of, 0 for none; ``as_judged`` is
    what was shown, ``judged`` the whole claim as corrected.
    """

    subject: Subject
    decision: Decision
    by: str
    at: datetime
    seen: int
    as_judged: Reading | None = None
    judged: Reading | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision as the ledger holds it; ``judged`` is JSON."""

    judgement_id: str
    version: int
    decision: str
    undoes: str | None
    note: str | None
    judged_at: datetime
    judged_by: str
    in_effect: bool
    judged: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim as it is put before an editor; ``version`` is that of the last decision on it, 0 where there is none."""

    claim_id: str
    version_id: str
    article_id: str
    article: str
    title: str | None
    publisher: str | None
    published: date | None
    extractor_version: str
    prefix: str
    suffix: str
    check_worthiness: float
    confidence: float
    rule: str
    sentence: int
    reading: Reading
    version: int


def candidates(con: duckdb.DuckDBPyConnection, claim_ids: Collection[str]) -> tuple[Candidate, ...]:
    """The claims with these ids as an editor sees them, by article in text order; what is not known is left out."""
    found = frame(con, "claim_readings", claims=list(claim_ids)).to_dicts()
    return tuple(Candidate(**{**row, "reading": json.loads(row["reading"])}) for row in found)


def judgements_on(con: duckdb.DuckDBPyConnection, subject: Subject) -> tuple[Recorded, ...]:
    """Every decision on a subject, the first made first."""
    return tuple(Recorded(**row) for row in frame(con, "judgements_on", subject=subject.key).to_dicts())


def record(con: duckdb.DuckDBPyConnection, judgement: Judgement) -> Recorded:
    """Adds a decision to the working database; the caller holds the run lock.

    Raises Conflict where the subject has decisions that the editor did not know of, WarehouseError where the ledger
    does not know the claim or there is nothing to take back.
    """
    subject = judgement.subject
    with transaction(con):
        _need_claims(con, subject)
        before = judgements_on(con, subject)
        if len(before) != judgement.seen:
            raise Conflict(_other(before, judgement.seen))
        con.execute(statement("judge"), _row(judgement, before))
    return judgements_on(con, subject)[-1]


def judge(db: Path, judgement: Judgement, wait_s: float = 0.0) -> Recorded:
    """Records a decision under the lock that runs take, and shows it to the readers of the published ledger.

    Busy, with nothing recorded, where a run holds the lock for longer than ``wait_s``.
    """
    with hold(db, wait_s):
        with write_working(db) as con:
            recorded = record(con, judgement)
        snapshot.carry_judgements(db)
    return recorded


def bring_up_to_date(db: Path) -> None:
    """Gives the published snapshot this version's tables and views, and the decisions that a crash kept from it."""
    with hold(db):
        with write_working(db):
            pass
        snapshot.carry_judgements(db)


def _row(judgement: Judgement, before: tuple[Recorded, ...]) -> dict[str, object]:
    subject = judgement.subject
    left, right = subject.pair if subject.other_id else (None, None)
    if not judgement.by.strip():
        raise ValueError("a decision needs the name of who makes it")
    if (judgement.decision in ON_PAIRS) != bool(subject.other_id) and judgement.decision is not Decision.UNDO:
        raise ValueError(f"{judgement.decision} is no decision on {'a pair' if subject.other_id else 'a claim'}")
    if (judgement.judged is not None) != (judgement.decision is Decision.CORRECT):
        raise ValueError("the corrected claim comes with the decision to correct, and with no other")
    return {
        "judgement_id": uuid4().hex, "subject": subject.key, "version": len(before) + 1,
        "claim_id": None if subject.other_id else subject.claim_id, "left_claim_id": left, "right_claim_id": right,
        "decision": str(judgement.decision), "note": (judgement.note or "").strip() or None,
        "undoes": _undone(before) if judgement.decision is Decision.UNDO else None,
        "as_judged": _json(judgement.as_judged), "judged": _json(judgement.judged),
        "judged_at": judgement.at, "judged_by": judgement.by.strip(),
    }  # fmt: skip


def _undone(before: tuple[Recorded, ...]) -> str:
    standing = [one for one in before if one.in_effect]
    if not standing:
        raise WarehouseError("there is no decision to take back")
    return standing[0].judgement_id


def _need_claims(con: duckdb.DuckDBPyConnection, subject: Subject) -> None:
    known = {claim_id for (claim_id,) in rows(con, "known_claims", claims=list(subject.pair))}
    for claim_id in subject.pair:
        if claim_id not in known:
            raise WarehouseError(f"the ledger holds no claim {claim_id}")


def _other(before: tuple[Recorded, ...], seen: int) -> str:
    if len(before) < seen:
        return "the ledger holds fewer decisions on this than were seen: load it again"
    last = before[-1]
    what = "took the decision back" if last.decision == Decision.UNDO else f"decided “{last.decision}”"
    note = f" (“{last.note}”)" if last.note else ""
    return f"{last.judged_by} {what} at {last.judged_at:%Y-%m-%d %H:%M} UTC{note}: nothing was recorded; look again"


def _json(reading: Reading | None) -> str | None:
    return None if reading is None else json.dumps(reading, ensure_ascii=False)


def as_row(recorded: Recorded) -> dict[str, object]:
    """A decision as plain values, for JSON."""
    return {**asdict(recorded), "judged_at": recorded.judged_at.isoformat()}
