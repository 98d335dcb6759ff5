"""Makes small ledgers for the warehouse's tests: articles with their claims, as frames of the tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import duckdb
import polars as pl

from claims.model import fingerprint
from warehouse.fetch import schema
from warehouse.store import LEDGER, RunEnd, RunStart

DAWN = datetime(2026, 3, 3, 6, 0, tzinfo=UTC)
NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
NEXT_DAY = datetime(2026, 3, 4, 6, 0, tzinfo=UTC)

Row = dict[str, object]
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@dataclass(frozen=True)
class Said:
    """One claim to store: its words, its chain from nearest to origin as (name, kind), its figures and periods."""

    exact: str
    chain: tuple[tuple[str, str], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    periods: tuple[tuple[date | None, date | None], ...] = ()
    voice: str = ""

    @property
    def spoken(self) -> str:
        return self.voice or ("attributed" if self.chain else "asserted")


class Frames:
    """Collects the rows of articles and hands them out as frames with the types of the tables."""

    def __init__(self, run_id: str = "run-1", seen: datetime = DAWN, extractor: str = "1") -> None:
        self.run_id, self.seen, self.extractor = run_id, seen, extractor
        self.rows: dict[str, list[Row]] = {name: [] for name in (*LEDGER, "quarantine")}

    @property
    def stamp(self) -> Row:
        return {"run_id": self.run_id, "first_seen": self.seen, "last_seen": self.seen}

    def article(
        self, identity: str, claims: tuple[Said, ...], edition: str = "first", publisher: str = "The Ledger"
    ) -> str:
        version = fingerprint(identity, edition)
        text = f"{edition}: " + " ".join(said.exact for said in claims)
        self.rows["articles"].append(
            {
                "version_id": version,
                "article_id": fingerprint(identity),
                "identity": identity,
                "origin": identity,
                "name": f"{identity}.txt",
                "text": text,
                "title": f"About {identity}",
                "publisher": publisher,
                "author": None,
                "published": date(2026, 3, 2),
                "section": None,
                "url": None,
                "language": "en",
                "media_type": "text/plain",
                "sentences": len(claims),
                "extractor_version": self.extractor,
                **self.stamp,
            }
        )
        start = len(edition) + 2
        for number, said in enumerate(claims):
            self._claim(version, number, start, said)
            start += len(said.exact) + 1
        if claims:
            self._finding(version, len(edition) + 2, claims[0].exact)
        return version

    def _claim(self, version: str, number: int, start: int, said: Said) -> None:
        claim_id, end = fingerprint(version, "claim", start, start + len(said.exact)), start + len(said.exact)
        self.rows["claims"].append(
            {
                "claim_id": claim_id,
                "version_id": version,
                "start_offset": start,
                "end_offset": end,
                "exact": said.exact,
                "prefix": "",
                "suffix": "",
                "sentence": number,
                "subject": None,
                "predicate": None,
                "object": None,
                "voice": said.spoken,
                "cue": "said" if said.chain else None,
                "cue_start": start if said.chain else None,
                "quotation": "indirect" if said.chain else None,
                "modality": "fact",
                "checkable": True,
                "check_worthiness": 0.5,
                "confidence": 0.75,
                "rule": "verb",
                "wording": said.exact,
                "reasons": ["figure"],
                "extractor_version": self.extractor,
                **self.stamp,
            }
        )
        for position, (name, kind) in enumerate(said.chain, 1):
            self.rows["claim_sources"].append(
                {
                    "claim_id": claim_id,
                    "position": position,
                    "start_offset": start,
                    "end_offset": end,
                    "mention": name,
                    "name": name,
                    "kind": kind,
                }
            )
        for offset, (value, unit) in enumerate(said.figures, start):
            self._figure(version, claim_id, offset, value, unit)
        for offset, (first, last) in enumerate(said.periods, start):
            self._period(version, claim_id, offset, first, last)
        if said.chain:
            self._attribution(version, start, end, said)

    def _figure(self, version: str, claim_id: str | None, offset: int, value: str, unit: str) -> None:
        amount = Decimal(value)
        self.rows["quantities"].append(
            {
                "quantity_id": fingerprint(version, "quantity", offset),
                "version_id": version,
                "claim_id": claim_id,
                "start_offset": offset,
                "end_offset": offset + 1,
                "surface": f"{value} {unit}",
                "number": value,
                "value": amount,
                "value2": None,
                "unit": unit,
                "comparator": ">",
                "dimension": "count",
                "base_unit": unit,
                "low": amount,
                "high": amount,
            }
        )
        self.rows["numbers"].append(
            {
                "version_id": version,
                "start_offset": offset,
                "end_offset": offset + 1,
                "surface": value,
                "status": "quantity",
                "reason": None,
                "claim_id": claim_id,
            }
        )

    def headline_figure(self, version: str, value: str, unit: str) -> None:
        """A figure that is in no claim."""
        self._figure(version, None, 0, value, unit)

    def _period(self, version: str, claim_id: str, offset: int, first: date | None, last: date | None) -> None:
        self.rows["periods"].append(
            {
                "period_id": fingerprint(version, "period", offset),
                "version_id": version,
                "claim_id": claim_id,
                "start_offset": offset,
                "end_offset": offset + 1,
                "surface": "in 2025",
                "first_day": first,
                "last_day": last,
                "core_first": first,
                "core_last": last,
                "relation": None,
                "modifier": None,
                "resolved": first is not None or last is not None,
            }
        )

    def _finding(self, version: str, start: int, exact: str) -> None:
        first, rest = {"start_offset": start, "end_offset": start + 1}, {"start_offset": start, "end_offset": start + len(exact)}
        self.rows["findings"].append(
            {
                "finding_id": fingerprint(version, "finding", start),
                "version_id": version,
                "kind": "sum of parts",
                "spans": [first, rest],
                "surfaces": [exact[:1], exact],
                "computation": "2 + 2 is 4, but the whole is stated as “5”.",
                "off_by": Decimal(1),
                "unit": "crane",
            }
        )

    def _attribution(self, version: str, start: int, end: int, said: Said) -> None:
        here = [{"start_offset": start, "end_offset": end}]
        self.rows["attributions"].append(
            {
                "attribution_id": fingerprint(version, "attribution", start),
                "version_id": version,
                "source": here,
                "cue": here,
                "content": here,
                "source_text": said.chain[0][0],
                "cue_text": "said",
                "content_text": said.exact,
                "quotation": "indirect",
                "rule": "verb",
                "confidence": 0.75,
            }
        )

    def reject(self, item: str, check: str = "empty", reason: str = "there is no text in it") -> None:
        self.rows["quarantine"].append(
            {
                "quarantine_id": fingerprint("read", item, check),
                "stage": "read",
                "item": item,
                "version_id": None,
                "check_name": check,
                "reason": reason,
                "row": None,
                **self.stamp,
            }
        )

    def frames(self, con: duckdb.DuckDBPyConnection) -> dict[str, pl.DataFrame]:
        return {name: pl.DataFrame(rows, schema=schema(con, name), orient="row") for name, rows in self.rows.items()}


def start(run_id: str = "run-1", at: datetime = DAWN, inputs: tuple[str, ...] = ("articles",)) -> RunStart:
    return RunStart(run_id, "ingest", at, "someone@somewhere (process 1)", inputs, "{}", "1", '{"duckdb": "1.5.5"}')


def end(outcome: str = "published", at: datetime = NOON, **counts: int) -> RunEnd:
    return RunEnd(outcome, at, 1.5, **counts)


def dump(con: duckdb.DuckDBPyConnection, *ignore: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the ledger and of quarantine, sorted, without the columns that are to be ignored."""
    found = {}
    for name in (*LEDGER, "quarantine"):
        columns = ", ".join(c for c in schema(con, name) if c not in ignore)
        found[name] = con.execute(f"SELECT {columns} FROM {name} ORDER BY ALL").fetchall()
    return found
