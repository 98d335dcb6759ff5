"""Generates ledgers of any size by a seed, in the shape measured on real runs (ledger_shape.json); no real text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from flows.tabulate import SCHEMAS

SHAPE = Path(__file__).with_name("ledger_shape.json")
CHUNK = 1000
FIRST_RUN = datetime(2026, 1, 1, 6, 0, tzinfo=UTC)
FIRST_DAY = date(2015, 1, 1)
_RUN_ARTICLES = 250
_SYLLABLES = [
    "ba", "ce", "di", "fo", "gu", "ha", "jé", "ki", "lo", "mu", "na", "pe", "ri", "so",
    "tu", "va", "we", "xi", "yo", "zu", "bra", "cle", "dro", "fli", "gra", "spe", "sto", "tri",
]  # fmt: skip


@dataclass(frozen=True)
class Pools:
    """How much is shared across articles: small pools make rows meet, as a test of a view wants them to.

    What a single reading of articles cannot show is assumed here: ``restated``, the share of claims worded exactly as
    another article has them; ``second`` and ``stale``, the shares of articles read in a second version and of claims
    that the last extractor did not find again; ``findings``, of articles with arithmetic that is off;
    ``kept_out``, of articles not read or against a rule; ``judged``, of claims judged.
    """

    names: int = 20_000
    outlets: int = 300
    publishers: int = 40
    figures: int | None = None
    days: int = 4000
    words: int | None = None
    restated: float = 0.01
    second: float = 0.03
    stale: float = 0.01
    findings: float = 0.05
    kept_out: float = 0.05
    judged: float = 0.01


class Ledger:
    """One generated ledger, handed out in chunks of articles; the same seed and sizes give the same rows."""

    def __init__(self, seed: int, articles: int, claims: int, pools: Pools | None = None) -> None:
        self.shape: dict[str, Any] = json.loads(SHAPE.read_text(encoding="utf-8"))
        self.pools = pools or Pools()
        self.articles, self.claims = articles, claims
        self.rng = np.random.default_rng(seed)
        tokens = claims * 15
        count = self.pools.words or int(self.shape["words_per_vocabulary_root"] * tokens**0.5)
        self.words = _words(count)
        weights = 1.0 / (np.arange(count) + 2.7) ** self.shape["zipf_exponent"]
        self.cumulated = np.cumsum(weights) / weights.sum()
        self.restated = self._wordings(np.full(max(2, claims // 400), 9))
        self.units = self._units()

    def chunks(self) -> Iterator[dict[str, pl.DataFrame]]:
        """Frames of the ledger's tables, for a thousand articles at a time."""
        sizes = self._sizes()
        for first in range(0, self.articles, CHUNK):
            yield self._chunk(first, sizes[first : first + CHUNK])

    def runs(self) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
        """The runs, their check results, and what was kept out of the ledger."""
        count = -(-self.articles // _RUN_ARTICLES)
        at = [FIRST_RUN + timedelta(hours=6 * n) for n in range(count)]
        ids = [f"run-{n:06}" for n in range(count)]
        published = self.rng.random(count) < 0.95
        runs = pl.DataFrame({
            "run_id": ids, "flow": "ingest", "started_at": at, "finished_at": [t + timedelta(minutes=3) for t in at],
            "started_by": "generator", "inputs": [["articles"]] * count, "options": "{}", "extractor_version": "1",
            "software": "{}", "outcome": np.where(published, "published", "stopped"),
            "published_at": [t + timedelta(minutes=3) if p else None for t, p in zip(at, published, strict=True)],
        })  # fmt: skip
        checks = 40
        results = runs.select("run_id", pl.col("started_at").alias("checked_at")).join(
            pl.DataFrame({"number": range(checks)}), how="cross"
        )
        failed = self.rng.random(len(results)) < 0.02
        results = results.with_columns(
            check_id=pl.format("check-{}", "number"), tool=pl.lit("pandera"), table_name=pl.lit("claims"),
            column_name=pl.lit("voice"), check_name=pl.format("check {}", "number"), severity=pl.lit("warn"),
            success=~pl.Series(failed), observed=pl.Series(np.round(self.rng.random(len(results)), 3)).cast(pl.String),
            threshold=pl.lit("0.5"), failing_rows=pl.Series(failed.astype(np.int32)), message=pl.lit("as it is"),
        ).drop("number")  # fmt: skip
        kept = max(1, int(self.pools.kept_out * self.articles))
        run_of = self.rng.integers(0, count, kept)
        seen = [at[n] for n in run_of]
        aside = pl.DataFrame({
            "quarantine_id": _ids(self.rng, kept), "stage": self._pick(["read", "extract", "validate"], kept),
            "item": pl.Series(self.rng.integers(0, kept, kept)).cast(pl.String), "version_id": None,
            "check_name": self._pick(["empty", "not_text", "core", "extractor"], kept), "reason": "a reason",
            "row": None, "run_id": [ids[n] for n in run_of], "first_seen": seen, "last_seen": seen,
        }, schema_overrides={"version_id": pl.String, "row": pl.String})  # fmt: skip
        return runs, results, aside.cast(SCHEMAS["quarantine"])  # type: ignore[arg-type]

    def _chunk(self, first: int, sizes: np.ndarray) -> dict[str, pl.DataFrame]:
        articles = self._articles(first, len(sizes))
        owner = np.repeat(np.arange(len(sizes)), sizes)
        claims = self._claims(articles, owner)
        sources = self._sources(claims, owner)
        quantities, periods = self._quantities(claims, articles), self._periods(claims, articles)
        text = claims.group_by("version_id", maintain_order=True).agg(
            pl.col("exact").str.join(" ").alias("text"), pl.len().cast(pl.Int32).alias("sentences")
        )
        articles = articles.join(text, on="version_id", how="left").with_columns(
            pl.col("text").fill_null("nothing"), pl.col("sentences").fill_null(1)
        )
        frames = {
            "articles": articles, "claims": claims, "claim_sources": sources, "quantities": quantities,
            "periods": periods, "numbers": self._numbers(quantities, periods, articles),
            "attributions": self._attributions(claims, sources),
        }  # fmt: skip
        return {
            name: frame.select(list(SCHEMAS[name])).cast(SCHEMAS[name])  # type: ignore[arg-type]
            for name, frame in frames.items()
        }

    def _articles(self, first: int, count: int) -> pl.DataFrame:
        number = np.arange(first, first + count)
        second = self.rng.random(count) < self.pools.second
        # A second version is another reading of the article before it.
        number[1:] = np.where(second[1:], number[:-1], number[1:])
        second = np.concatenate([[False], number[1:] == number[:-1]])
        run = np.arange(first, first + count) // _RUN_ARTICLES
        seen = np.datetime64(FIRST_RUN.replace(tzinfo=None), "us") + run * np.timedelta64(6, "h")
        again = self.rng.integers(0, 4, count) * np.timedelta64(6, "h") * (self.rng.random(count) < 0.1)
        return pl.DataFrame({
            "version_id": _ids(self.rng, count), "number": number, "second": second, "run": run,
            "first_seen": pl.Series(seen).dt.replace_time_zone("UTC"),
            "last_seen": pl.Series(seen + again).dt.replace_time_zone("UTC"),
            # Articles come in by and large as they are published.
            "published": [
                FIRST_DAY + timedelta(days=int(n) * self.pools.days // self.articles + int(n) * 7919 % 30)
                for n in number
            ],
            "publisher": [f"Publisher {int(n) * 31 % self.pools.publishers}" for n in number],
        }).with_columns(
            article_id=pl.format("article-{}", "number"), identity=pl.format("https://news.example/{}", "number"),
            origin=pl.format("https://news.example/{}", "number"), name=pl.format("{}.txt", "number"),
            title=pl.format("Headline {}", "number"), author=pl.lit(None), section=pl.lit(None),
            url=pl.format("https://news.example/{}", "number"), language=pl.lit("en"),
            media_type=pl.lit("text/plain"), extractor_version=pl.lit("1"),
            run_id=pl.format("run-{}", pl.col("run").cast(pl.String).str.zfill(6)),
        )  # fmt: skip

    def _claims(self, articles: pl.DataFrame, owner: np.ndarray) -> pl.DataFrame:
        count = len(owner)
        exact = self._wordings(self._draw("words_per_claim", count)[0].to_numpy())
        again = pl.Series(self.rng.random(count) < self.pools.restated)
        exact = pl.select(
            pl.when(again).then(self.restated.gather(self.rng.integers(0, len(self.restated), count))).otherwise(exact)
        ).to_series()
        voice, modality, quotation = self._draw("wording", count)
        (parsed,) = self._draw("parsed", count)
        stale = pl.Series(self.rng.random(count) < self.pools.stale)
        attributed = pl.col("voice") == "attributed"
        frame = articles.select("version_id", "run_id", "first_seen", "last_seen")[owner].with_columns(
            claim_id=_ids(self.rng, count), exact=exact.alias("exact"), voice=voice,
            modality=modality, quotation=quotation.cast(pl.String),
            checkable=self._draw("checkable", count)[0],
            check_worthiness=self._draw("worthiness", count)[0].cast(pl.Float64),
            confidence=self._draw("confidence", count)[0].cast(pl.Float64),
            extractor_version=pl.when(stale).then(pl.lit("0")).otherwise(pl.lit("1")),
        )  # fmt: skip
        length = pl.col("exact").str.len_chars()
        frame = frame.with_columns(
            start_offset=((length + 1).cum_sum().over("version_id") - length - 1).cast(pl.Int32),
            sentence=pl.int_range(pl.len()).over("version_id").cast(pl.Int32),
            cue=pl.when(attributed).then(pl.lit("said")), rule=pl.when(attributed).then(pl.lit("verb and clause"))
            .otherwise(pl.lit("no cue")),
            wording=pl.col("exact"),
            reasons=pl.lit(["figure"], dtype=pl.List(pl.String)),
            prefix=pl.col("exact").shift(1).over("version_id").str.tail(32).fill_null(""),
            suffix=pl.col("exact").shift(-1).over("version_id").str.head(32).fill_null(""),
            subject=pl.when(parsed).then(pl.col("exact").str.head(12)),
            predicate=pl.when(parsed).then(pl.lit("was")), object=pl.when(parsed).then(pl.col("exact").str.tail(20)),
        )  # fmt: skip
        return frame.with_columns(
            end_offset=pl.col("start_offset") + length.cast(pl.Int32),
            cue_start=pl.when(attributed).then(pl.col("start_offset")),
        )

    def _sources(self, claims: pl.DataFrame, owner: np.ndarray) -> pl.DataFrame:
        spoken = claims.with_columns(article=pl.Series(owner)).filter(pl.col("voice") == "attributed")
        count = len(spoken)
        (kinds,) = self._draw("chains", count)
        links = spoken.select("claim_id", "version_id", "start_offset", "article", kind=kinds).explode("kind")
        n = len(links)
        frequent = self.rng.random(n) < self.shape["names_of_many_articles"]
        local = self.rng.integers(0, 8, n)
        common = (self.pools.names * self.rng.random(n) ** 3).astype(int)
        outlet = (self.pools.outlets * self.rng.random(n) ** 2).astype(int)
        kind = links["kind"]
        return links.with_columns(
            position=pl.int_range(1, pl.len() + 1).over("claim_id").cast(pl.Int32),
            number=pl.when(pl.Series(frequent)).then(pl.Series(common))
            .otherwise((pl.col("version_id").str.head(6).str.to_integer(base=16) * 8 + local) % (self.pools.names * 8)),
        ).with_columns(
            name=pl.when(kind == "media").then(pl.format("{} News", pl.Series(outlet)))
            .when(kind == "unnamed").then(pl.lit("officials"))
            .when(pl.Series(self.rng.random(n) < 0.1)).then(pl.format("The {} {}", "kind", "number"))
            .otherwise(pl.format("{} {}", "kind", "number")),
            end_offset=pl.col("start_offset") + 3,
        ).with_columns(mention=pl.col("name"))  # fmt: skip

    def _quantities(self, claims: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
        held = self._held("figures_per_claim", "figures_in_no_claim", claims)
        count = len(held)
        picked = self.rng.integers(0, self.pools.figures or 10**9, count)
        source = np.random.default_rng(7) if self.pools.figures else self.rng
        rows = self.pools.figures or count
        unit = source.integers(0, len(self.units), rows)
        if not self.pools.figures:
            unit = source.choice(len(self.units), rows, p=[weight for _, _, weight in self.units])
        magnitude = self._from("magnitudes", rows, source)[0].to_numpy()
        digits = self._from("digits", rows, source)[0].to_numpy().clip(1, 6)
        stated = np.floor(10.0 ** (digits - 1 + source.random(rows)))
        # The number of significant digits is drawn, then the magnitude: 118, 40000, 2.5.
        value = (stated * 10.0 ** (magnitude - digits + 1)).clip(0.001, 1e13)
        sign = self._from("comparators", rows, source)[0]
        at = picked % rows if self.pools.figures else np.arange(count)
        figures = pl.DataFrame({
            "value": pl.Series(value).cast(pl.Decimal(38, 9)), "comparator": sign,
            "unit": pl.Series([u for u, _, _ in self.units]).gather(unit),
            "dimension": pl.Series([d for _, d, _ in self.units]).gather(unit),
        })[at]  # fmt: skip
        return held.hstack(figures).with_columns(
            quantity_id=_ids(self.rng, count), surface=pl.format("{} {}", pl.col("value").cast(pl.Float64), "unit"),
            number=pl.col("value").cast(pl.Float64).cast(pl.String), base_unit=pl.col("unit"),
            value2=pl.when(pl.col("comparator") == "range").then(pl.col("value") * 2), low=pl.col("value"),
            high=pl.when(pl.col("comparator") == "range").then(pl.col("value") * 2).otherwise(pl.col("value")),
        )  # fmt: skip

    def _periods(self, claims: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
        held = self._held("periods_per_claim", None, claims)
        count = len(held)
        resolved, relation, modifier = self._draw("period_forms", count)
        length = self._draw("period_days", count)[0].to_numpy()
        start = self.rng.integers(0, self.pools.days, count)
        # Years start on their first day, so that periods of different articles meet.
        years = np.array([(FIRST_DAY.replace(year=FIRST_DAY.year + int(d) // 366) - FIRST_DAY).days for d in start])
        start = np.where(length > 300, years, start)
        first = pl.Series(np.datetime64(FIRST_DAY) + start)
        last = pl.Series(np.datetime64(FIRST_DAY) + start + length)
        return held.with_columns(
            period_id=_ids(self.rng, count), surface=pl.lit("in that time"), resolved=resolved,
            first_day=pl.when(resolved).then(first),
            last_day=pl.when(resolved).then(last),
            core_first=pl.when(resolved).then(first),
            core_last=pl.when(resolved).then(last),
            relation=relation.cast(pl.String), modifier=modifier.cast(pl.String),
        )  # fmt: skip

    def _held(self, per_claim: str, outside: str | None, claims: pl.DataFrame) -> pl.DataFrame:
        """One row a figure or date: its claim and version, its place in the claim, one character after the other."""
        owner = np.repeat(np.arange(len(claims)), self._draw(per_claim, len(claims))[0].to_numpy())
        held = claims.select("claim_id", "version_id", "start_offset")[owner].with_columns(
            start_offset=(pl.col("start_offset") + pl.int_range(pl.len()).over("claim_id")).cast(pl.Int32)
        )
        held = held.unique(["version_id", "start_offset"], maintain_order=True)
        if outside is not None:
            (alone,) = self._draw(outside, len(held))
            held = held.with_columns(claim_id=pl.when(alone).then(None).otherwise(pl.col("claim_id")))
        return held.with_columns(end_offset=pl.col("start_offset") + 1)

    def _numbers(self, quantities: pl.DataFrame, periods: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
        place = ["version_id", "start_offset", "end_offset", "claim_id"]
        figures = quantities.select(*place, "surface", status=pl.lit("quantity"), reason=pl.lit(None, pl.String))
        dates = periods.select(*place, "surface", status=pl.lit("period"), reason=pl.lit(None, pl.String))
        dates = dates.filter(pl.Series(self.rng.random(len(dates)) < 0.4))
        others = [(s, r, n) for s, r, n in self.shape["numbers"] if s not in {"quantity", "period"}]
        share = sum(n for *_, n in others) / self.shape["articles"]
        held = articles.select("version_id")[
            np.repeat(np.arange(len(articles)), self.rng.poisson(share, len(articles)))
        ]
        drawn = self.rng.choice(len(others), len(held), p=_normal([n for *_, n in others]))
        rest = held.with_columns(
            start_offset=(pl.int_range(pl.len()).over("version_id") * 5 + 100_000).cast(pl.Int32),
            claim_id=pl.lit(None, pl.String), surface=pl.lit("5"),
            status=pl.Series([others[i][0] for i in drawn], dtype=pl.String),
            reason=pl.Series([others[i][1] for i in drawn], dtype=pl.String),
        ).with_columns(end_offset=pl.col("start_offset") + 1)  # fmt: skip
        columns = list(SCHEMAS["numbers"])
        both = pl.concat([figures.select(columns), dates.select(columns), rest.select(columns)])
        return both.unique(["version_id", "start_offset"], keep="first", maintain_order=True)

    def _attributions(self, claims: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
        spoken = claims.filter(pl.col("voice") == "attributed")
        spoken = spoken.filter(
            pl.Series(self.rng.random(len(spoken)) < self.shape["attributions_per_attributed_claim"])
        )
        here = pl.concat_list(pl.struct("start_offset", "end_offset"))
        return spoken.with_columns(
            attribution_id=_ids(self.rng, len(spoken)), source=here, content=here, source_text=pl.lit("somebody"),
            cue_text=pl.lit("said"), content_text=pl.col("exact"), confidence=pl.lit(0.5),
        ).with_columns(cue=pl.col("source"))  # fmt: skip

    def _sizes(self) -> np.ndarray:
        drawn = self._draw("claims_per_article", self.articles)[0].to_numpy().astype(float)
        sizes = np.maximum(1, np.round(drawn * self.claims / drawn.sum())).astype(int)
        missing = self.claims - int(sizes.sum())
        at = self.rng.permutation(self.articles)
        for step in range(abs(missing)):
            sizes[at[step % self.articles]] += 1 if missing > 0 else -1
        return np.maximum(sizes, 0)

    def _units(self) -> list[tuple[str, str, float]]:
        listed = [(unit, dimension, float(n)) for unit, dimension, n in self.shape["units"] if unit != "noun"]
        kinds, figures = self.shape["rare_units"][0]
        count = min(kinds * 20, len(self.words) // 2)
        listed += [(self.words[len(self.words) // 2 + i], "count", figures / count) for i in range(count)]
        if self.pools.figures:
            listed = listed[:3]
        total = sum(weight for *_, weight in listed)
        return [(unit, dimension, weight / total) for unit, dimension, weight in listed]

    def _wordings(self, lengths: np.ndarray) -> pl.Series:
        ids = np.searchsorted(self.cumulated, self.rng.random(int(lengths.sum())))
        words = self.words.gather(ids.clip(0, len(self.words) - 1))
        owner = np.repeat(np.arange(len(lengths)), lengths)
        frame = pl.DataFrame({"owner": owner, "exact": words}).group_by("owner", maintain_order=True)
        return frame.agg(pl.col("exact").str.join(" "))["exact"]

    def _draw(self, name: str, count: int) -> list[pl.Series]:
        return self._from(name, count, self.rng)

    def _from(self, name: str, count: int, rng: np.random.Generator) -> list[pl.Series]:
        """As many draws from a measured distribution; one series for each of its columns."""
        rows = self.shape[name]
        picked = rng.choice(len(rows), count, p=_normal([row[-1] for row in rows]))
        return [pl.Series([row[at] for row in rows]).gather(picked) for at in range(len(rows[0]) - 1)]

    def _pick(self, values: list[str], count: int) -> list[str]:
        return [values[i] for i in self.rng.integers(0, len(values), count)]


def _normal(weights: list[int]) -> np.ndarray:
    return np.array(weights, dtype=float) / sum(weights)


def _words(count: int) -> pl.Series:
    """As many different words, pronounceable, the commonest the shortest."""
    base = len(_SYLLABLES)
    found = []
    for number in range(count):
        word, left = "", number
        while True:
            word, left = _SYLLABLES[left % base] + word, left // base - 1
            if left < 0:
                break
        found.append(word)
    return pl.Series(found)


def _ids(rng: np.random.Generator, count: int) -> pl.Series:
    data = rng.bytes(16 * count).hex()
    return pl.Series([data[i : i + 32] for i in range(0, 32 * count, 32)], dtype=pl.String)
