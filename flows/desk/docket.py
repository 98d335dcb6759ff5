"""What lies before an editor, and what becomes of a decision: read from the published ledger, recorded in the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from claims.correct import Correction, correct
from claims.errors import Busy, Conflict, WarehouseError
from claims.model import fingerprint
from warehouse import connect, fetch
from warehouse.judgements import (
    Candidate,
    Decision,
    Judgement,
    Recorded,
    Subject,
    bring_up_to_date,
    candidates,
    judge,
    judgements_on,
)

if TYPE_CHECKING:
    import duckdb

CONTEXT = 420
"""How many characters of the article are shown on either side of a claim."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims of the queue: of one article, of one concern, from a check-worthiness on, and at most how many."""

    article: str | None = None
    concern: str | None = None
    worth: float | None = None
    most: int = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """One claim as shown: what was read, the text around it, the decisions so far; ``shown`` is a hash of the reading."""

    claim: Candidate
    before: str
    after: str
    history: tuple[Recorded, ...]
    shown: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision as it comes from an editor: ``seen`` and ``shown`` say what they had before them."""

    claim_id: str
    decision: Decision
    by: str
    seen: int
    shown: str
    note: str | None = None
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Docket:
    """The queue of one ledger. One request at a time: DuckDB gives all connections of a process the same old file."""

    db: Path
    wait_s: float = 0.0
    _one: Lock = field(default_factory=Lock)

    def begin(self) -> None:
        """Readies the ledger for an editor; while a run holds it, it is taken as it was last published."""
        if connect.published_path(self.db).exists():
            with suppress(Busy), self._one:
                bring_up_to_date(self.db)

    def queue(self, wanted: Wanted) -> list[dict[str, Any]]:
        """The claims to judge, the worst concern and the most worth checking first."""
        with self._published() as con:
            return fetch.frame(con, "review_queue", article=wanted.article, concern=wanted.concern,
                               worth=wanted.worth, most=wanted.most).to_dicts()  # fmt: skip

    def sheet(self, claim_id: str) -> Sheet:
        """One claim, whether or not it is still in the queue; WarehouseError where the ledger does not know it."""
        with self._published() as con:
            return _sheet(con, claim_id)[0]

    def decide(self, asked: Asked, now: datetime) -> Recorded:
        """Records a decision.

        Conflict where the claim was decided on, or read anew, since it was shown; Busy where a run holds the ledger;
        CorrectionError where a correction does not fit the text. None of them records anything.
        """
        with self._published() as con:
            sheet, text = _sheet(con, asked.claim_id)
        if sheet.shown != asked.shown:
            raise Conflict("the claim has been read anew meanwhile: nothing was recorded; look again")
        judged = None
        if asked.decision is Decision.CORRECT:
            judged = correct(sheet.claim.reading, asked.correction or Correction(), text)
        judgement = Judgement(
            subject=Subject(asked.claim_id), decision=asked.decision, by=asked.by, at=now, seen=asked.seen,
            as_judged=sheet.claim.reading, judged=judged, note=asked.note,
        )  # fmt: skip
        with self._one:
            return judge(self.db, judgement, self.wait_s)

    @contextmanager
    def _published(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._one, connect.read_published(self.db) as con:
            yield con


def _sheet(con: duckdb.DuckDBPyConnection, claim_id: str) -> tuple[Sheet, str]:
    found = candidates(con, [claim_id])
    if not found:
        raise WarehouseError(f"the ledger holds no claim {claim_id}")
    claim = found[0]
    text = str(fetch.rows(con, "article_text", version_id=claim.version_id)[0][0])
    start, end = int(str(claim.reading["start"])), int(str(claim.reading["end"]))
    sheet = Sheet(
        claim, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT],
        judgements_on(con, Subject(claim_id)), fingerprint(json.dumps(claim.reading, sort_keys=True)),
    )  # fmt: skip
    return sheet, text
