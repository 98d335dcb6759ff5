"""Commands that ask the published ledger ready-made questions: `claims audit …` and `claims search`."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_type_hints

import typer

from claims.errors import QueryError
from flows.options import EXIT_CODES, Database, Format, SettingsFile, group

if TYPE_CHECKING:
    from warehouse.audit import Question

app = group()
audit = typer.Typer(
    name="audit",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    epilog=EXIT_CODES,
    help="Ask the published ledger a ready-made question.",
)
app.add_typer(audit)

_SHOWN = 200

Since = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="From this day on.")]
Until = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Up to this day.")]
By = Annotated[str | None, typer.Option("--publisher", help="Only articles of this publisher.")]
Name = Annotated[str, typer.Argument(show_default=False)]


@dataclass(frozen=True, slots=True)
class _Answer:
    """How an answer is printed: the options that all questions share."""

    database: Database = None
    output_format: Annotated[Format, typer.Option("--format", "-f", help="How to print the rows.")] = Format.TABLE
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None
    limit: Annotated[int | None, typer.Option(min=1, help="No more rows than this; a table has 200.")] = None
    show_sql: Annotated[bool, typer.Option("--show-sql", help="Print the SQL, to be run with `claims sql`.")] = False
    timeout: Annotated[float, typer.Option(metavar="SECONDS", help="Stop the query after this time.")] = 60.0
    settings_file: SettingsFile = None

    def print(self, name: str, /, **parameters: object) -> None:
        """Ask the question and print what it returns; with --show-sql its SQL goes before it."""
        from flows import settings as configuration
        from warehouse.audit import question
        from warehouse.session import Session

        limit = _SHOWN if self.limit is None and self.output_format is Format.TABLE else self.limit
        asked = question(name, **parameters, limit=limit)
        chosen = configuration.load(self.settings_file, database=self.database)
        with Session(chosen.database, timeout_s=self.timeout) as session:
            if self.show_sql:
                self._print_sql(asked)
            session.print(asked, self.output_format.value, self.output, sys.stdout)

    def _print_sql(self, asked: Question) -> None:
        # Before a table; elsewhere it must not stand among the rows.
        typer.echo(asked.printed + ";\n", err=self.output_format is not Format.TABLE and self.output is None)


def _asks(group_of: typer.Typer, name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Makes a function that takes an _Answer a command that has the options of all questions besides its own."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
        hints = get_type_hints(_Answer, include_extras=True)
        shared = [
            inspect.Parameter(field, inspect.Parameter.KEYWORD_ONLY, annotation=hint, default=_default(field))
            for field, hint in hints.items()
        ]

        @functools.wraps(function)
        def command(**given: object) -> None:
            answer = _Answer(**{field: given.pop(field) for field in hints})  # type: ignore[arg-type]
            function(answer, **given)

        keyed = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
        command.__signature__ = inspect.Signature([*keyed, *shared])  # type: ignore[attr-defined]
        command.__annotations__ = {p.name: p.annotation for p in [*keyed, *shared]}
        del command.__wrapped__
        group_of.command(name, epilog=EXIT_CODES)(command)
        return function

    return register


def _default(field: str) -> object:
    return inspect.signature(_Answer).parameters[field].default


@_asks(app, "search")
def search(answer: _Answer, words: Name, since: Since = None, until: Until = None, publisher: By = None) -> None:
    """Find claims by words of their text or of their sources' names, the best match first."""
    answer.print("search", words=_with_stems(words), **_within(since, until, publisher))


@_asks(audit, "source")
def source(
    answer: _Answer,
    name: Name,
    origin: Annotated[bool, typer.Option("--origin", help="Only where it is the last source known.")] = False,
    since: Since = None,
    until: Until = None,
    publisher: By = None,
) -> None:
    """Claims in whose chain a source stands, at first or second hand."""
    answer.print("source", name=name, origin=origin, **_within(since, until, publisher))


@_asks(audit, "outlet")
def outlet(
    answer: _Answer,
    name: Annotated[str | None, typer.Argument(show_default=False)] = None,
    since: Since = None,
    until: Until = None,
    publisher: By = None,
) -> None:
    """Claims taken from other media, or from one outlet, and whom it relays."""
    answer.print("outlet", name=name, **_within(since, until, publisher))


@_asks(audit, "figure")
def figure(
    answer: _Answer,
    unit: Annotated[str, typer.Argument(help="tonne, USD, %, or the noun that is counted.", show_default=False)],
    about: Annotated[str | None, typer.Option(help="Words that the claim must hold.")] = None,
    year: Annotated[int | None, typer.Option(min=1, max=9999, help="Only what is said of this year.")] = None,
    since: Since = None,
    until: Until = None,
    publisher: By = None,
) -> None:
    """Figures of a thing over time, and who said so; --since and --until are days of publication."""
    days = (None, None) if year is None else (date(year, 1, 1), date(year, 12, 31))
    answer.print(
        "figure", unit=unit, about=_stems(about), first=days[0], last=days[1], **_within(since, until, publisher)
    )


def _ask_within(name: str, told: str) -> None:
    """A question that has no options but the bounds of publication."""

    def within(answer: _Answer, since: Since = None, until: Until = None, publisher: By = None) -> None:
        answer.print(name, **_within(since, until, publisher))

    within.__doc__ = told
    _asks(audit, name)(within)


_ask_within("unattributed", "Figures that rest on nobody.")
_ask_within("single", "Claims with a figure that rests on one origin alone.")
_ask_within("unnamed", "Claims that go back to nobody in particular.")
_ask_within("differences", "Claims that another article has too, in the same words or others, and attributes otherwise.")
_ask_within("coverage", "What became of the numbers of each article.")


@_asks(audit, "sources")
def sources(
    answer: _Answer,
    kind: Annotated[str | None, typer.Option(help="Only person, organisation, document, media or unnamed.")] = None,
) -> None:
    """Sources with their record: what rests on them, and what editors found of it."""
    answer.print("sources", kind=kind)


@_asks(audit, "article")
def article(answer: _Answer, name: Name) -> None:
    """The claims of an article, by its name, address or id, in the order of its text."""
    answer.print("article", name=name)


@_asks(audit, "numbers")
def numbers(answer: _Answer) -> None:
    """What became of all numbers, by status and reason."""
    answer.print("numbers")


@_asks(audit, "quarantine")
def quarantine(answer: _Answer, since: Since = None) -> None:
    """What was kept out of the ledger, the latest first."""
    answer.print("quarantine", since=_day(since))


@_asks(audit, "validation")
def validation(
    answer: _Answer,
    failed: Annotated[bool, typer.Option("--failed", help="Only what fell short.")] = False,
    since: Since = None,
) -> None:
    """What the checks of each run found, the latest run first."""
    answer.print("validation", failed=failed, since=_day(since))


@_asks(audit, "runs")
def runs(answer: _Answer, since: Since = None) -> None:
    """Who ran what when, and what came of it."""
    answer.print("runs", since=_day(since))


@_asks(audit, "as-of")
def as_of(
    answer: _Answer,
    moment: Annotated[
        str, typer.Argument(metavar="YYYY-MM-DD[THH:MM]", help="A day's end, or an instant in UTC.", show_default=False)
    ],
    article: Annotated[str | None, typer.Option(help="Only the article of this name.")] = None,
) -> None:
    """The claims that the ledger held then, as they then stood."""
    answer.print("held", moment=_instant(moment), article=article)


def _within(since: str | None, until: str | None, publisher: str | None) -> dict[str, object]:
    return {"since": _day(since), "until": _day(until), "publisher": publisher}


def _day(given: str | None) -> date | None:
    try:
        return None if given is None else date.fromisoformat(given)
    except ValueError:
        raise QueryError(f"{given!r} is no day: write it as 2026-03-31") from None


def _instant(given: str) -> datetime:
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise QueryError(f"{given!r} is no instant: write it as 2026-03-31 or 2026-03-31T12:00") from None
    if "T" not in given and " " not in given:
        moment = moment.replace(hour=23, minute=59, second=59, microsecond=999_999)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _with_stems(given: str) -> str:
    """The words and their stems, so that a form that no claim has finds the forms that they have."""
    from warehouse.words import words

    return " ".join(dict.fromkeys([*words(given), *str(_stems(given)).split()]))


def _stems(given: str | None) -> str | None:
    from warehouse.words import stems, words

    if given is None:
        return None
    found = words(given)
    if not found:
        raise QueryError(f"there is no word in {given!r}")
    return " ".join(stems(found))
