"""One run of the ingest flow as it goes: what was asked, what is known so far, and the summary at the end."""

from __future__ import annotations

import json
import os
import platform
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from getpass import getuser
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import uuid4

from claims.model import Article, Rejected

_SOFTWARE = ("claims-pipeline", "prefect", "duckdb", "pandera", "polars", "great-expectations")


@dataclass(frozen=True, slots=True)
class Request:
    """What a run was asked to do; ``wait_s`` is how long it waits for another run on the database, in seconds."""

    inputs: tuple[str, ...]
    database: Path
    report_dir: Path
    publisher: str | None = None
    published: date | None = None
    batch_size: int = 100
    max_bytes: int = 10_485_760
    wait_s: float = 600.0
    thresholds: Path | None = None
    against: dict[str, Any] = field(default_factory=dict)

    def options(self) -> str:
        """Everything but the inputs, as JSON."""
        return json.dumps({k: v for k, v in asdict(self).items() if k != "inputs"}, default=str, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Quarantined:
    """One thing that did not enter the ledger, and why."""

    stage: str
    item: str
    check: str
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did; counts are of the articles that it read, whether new or known.

    ``stages`` are seconds of this process, ``beside`` seconds of others that work at the same time.
    """

    run_id: str
    outcome: str
    articles: int
    new_articles: int
    claims: int
    attributed: int
    asserted: int
    unsure: int
    quantities: int
    periods: int
    quarantined: tuple[Quarantined, ...]
    warnings: tuple[str, ...]
    database: str
    published: str | None
    report: str | None
    duration_s: float
    stages: dict[str, float]
    beside: dict[str, float]

    def as_json(self) -> str:
        """The summary as one JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of(cls, values: dict[str, Any]) -> Summary:
        """The summary that the flow returned as a dictionary."""
        aside = tuple(Quarantined(**entry) for entry in values["quarantined"])
        return cls(**{**values, "quarantined": aside, "warnings": tuple(values["warnings"])})

    def lines(self) -> list[tuple[str, str]]:
        """Label and value of each line of the short table."""
        voices = f"{self.attributed} attributed, {self.asserted} asserted"
        if self.unsure:
            voices += f", {self.unsure} unsure"
        return [
            ("articles", f"{self.articles} ({self.new_articles} new)"),
            ("claims", f"{self.claims} ({voices})"),
            ("figures", f"{self.quantities}"),
            ("dates", f"{self.periods}"),
            ("quarantined", f"{len(self.quarantined)}"),
            ("database", self.database),
            ("published", self.published or "nothing"),
            ("report", self.report or "none"),
            ("outcome", f"{self.outcome} in {self.duration_s:.1f} s"),
        ]


class Batch:
    """Some articles on their way; a class of its own, so that Prefect does not look through every claim in it."""

    __slots__ = ("articles", "failed", "rejected")

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.rejected: list[Rejected] = []
        self.failed: list[Rejected] = []

    def add(self, item: Article | Rejected) -> None:
        """Take one thing read."""
        if isinstance(item, Article):
            self.articles.append(item)
        else:
            self.rejected.append(item)

    def __len__(self) -> int:
        return len(self.articles) + len(self.rejected)


class Run:
    """The state of one run: its id and instant, its clock by stage, and what it has met so far."""

    def __init__(self, request: Request, now: datetime | None = None) -> None:
        self.request = request
        self.run_id = uuid4().hex
        self.started_at = now or datetime.now(UTC)
        self.stages: dict[str, float] = {}
        self.beside: dict[str, float] = {}
        self.counts: dict[str, int] = {}
        self.seen: set[str] = set()
        self.quarantined: list[Quarantined] = []
        self._began = time.perf_counter()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time spent inside to the stage."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.stages[name] = self.stages.get(name, 0.0) + time.perf_counter() - began

    @property
    def duration_s(self) -> float:
        """Seconds since the run began."""
        return time.perf_counter() - self._began


def rounded(seconds: dict[str, float]) -> dict[str, float]:
    """Seconds to the millisecond."""
    return {name: round(value, 3) for name, value in seconds.items()}


def started_by() -> str:
    """Who runs this: user, host and process."""
    try:
        user = getuser()
    except (KeyError, OSError):
        user = str(os.getuid())
    return f"{user}@{socket.gethostname()} (process {os.getpid()})"


def software() -> str:
    """The versions that a run depends on, as JSON."""
    return json.dumps({"python": platform.python_version()} | {name: version(name) for name in _SOFTWARE})
