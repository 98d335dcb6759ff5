"""The settings: what the options, the environment and a TOML file say, checked, as one frozen value."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ByteSize,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from pydantic_settings import SettingsError as UnreadableVariable

from claims.errors import SettingsError
from claims.handwritten import read_toml

FILE_NAME = "claims.toml"
FILE_VARIABLE = "CLAIMS_SETTINGS"
SOURCES_NAME = "sources.toml"
EXAMPLE = """\
[[schedules]]
name = "newsroom"
inputs = ["articles/", "https://example.org/feed.xml"]
interval = "15m"             # or: cron = "0 6 * * *"
timezone = "Europe/Paris"    # a cron entry's; UTC where it says nothing
"""

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_CRON_FIELD = r"[0-9A-Za-z*/,\-#?]+"


def duration(value: object) -> object:
    """The length of time that a text such as *15m*, *6h* or *7d* states; ValueError for another text."""
    if isinstance(value, timedelta):
        return value
    found = re.fullmatch(r"(\d+)\s*([smhd])", value.strip()) if isinstance(value, str) else None
    if not found or not 0 < int(found[1]) < 10**6:
        raise ValueError('expected a number with s, m, h or d, as in "15m" or "6h"')
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _kept(value: timedelta) -> timedelta:
    if value < timedelta(hours=2):
        raise ValueError('expected at least "2h"')
    return value


def _cron(value: str) -> str:
    fields = value.split()
    if len(fields) != 5 or not all(re.fullmatch(_CRON_FIELD, field) for field in fields):
        raise ValueError('expected the five fields of cron, as in "0 6 * * *"')
    return " ".join(fields)


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError('expected a name of the time zone database, as in "Europe/Paris"') from error
    return value


def _file(value: Path) -> Path:
    if not value.is_file():
        raise ValueError("expected an existing file")
    return value


Duration = Annotated[timedelta, BeforeValidator(duration)]
Positive = Annotated[int, Field(gt=0)]
_CLOSED = ConfigDict(frozen=True, extra="forbid")


class Clock(BaseModel):
    """Something that is done again and again, by ``cron`` or by ``interval``."""

    model_config = _CLOSED

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]*$", max_length=100)]
    cron: Annotated[str, AfterValidator(_cron)] | None = None
    interval: Duration | None = None
    timezone: Annotated[str, AfterValidator(_timezone)] = "UTC"
    active: bool = True

    @model_validator(mode="after")
    def _one_clock(self) -> Self:
        if (self.cron is None) == (self.interval is None):
            raise ValueError("expected exactly one of cron and interval")
        return self


class Schedule(Clock):
    """What is read when: one deployment of the ingest flow."""

    inputs: Annotated[tuple[str, ...], Field(min_length=1)]
    publisher: str | None = None


class Digest(Clock):
    """A digest of the time ``since`` then, made again and again: one deployment of the digest flow."""

    since: Duration = timedelta(days=1)


class Evidence(BaseModel):
    """A table of reference figures: a CSV or Parquet ``file``, or a ``query`` of DuckDB; ``tolerance`` is a share."""

    model_config = _CLOSED

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]*$", max_length=100)]
    file: Annotated[Path, AfterValidator(_file)] | None = None
    query: str | None = None
    tolerance: Annotated[Decimal, Field(ge=0, le=1)] = Decimal("0.02")

    @model_validator(mode="after")
    def _one_place(self) -> Evidence:
        if (self.file is None) == (self.query is None):
            raise ValueError("expected exactly one of file and query")
        return self


class PrefectSettings(BaseModel):
    """Where Prefect keeps its records and how its server is reached; ``home`` None leaves the place to Prefect."""

    model_config = _CLOSED

    home: Path | None = None
    telemetry: bool = False
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 4200
    retention: Annotated[Duration, AfterValidator(_kept)] = timedelta(days=90)


class Settings(BaseSettings):
    """Everything a run depends on besides its input; made by ``load``, which alone reads the environment."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_prefix="CLAIMS_",
        env_nested_delimiter="_",
        env_nested_max_split=1,
        env_ignore_empty=True,
    )

    database: Path = Path("claims.duckdb")
    report_dir: Path = Path("report")
    publisher: str | None = None
    published: date | None = None
    batch_size: Annotated[int, Field(gt=0, le=10_000)] = 100
    max_article_bytes: Annotated[ByteSize, Field(gt=0)] = ByteSize(10_485_760)
    wait_s: Annotated[float, Field(ge=0, le=86_400)] = 600.0
    thresholds: Annotated[Path, AfterValidator(_file)] | None = None
    prefect: PrefectSettings = PrefectSettings()
    schedules: tuple[Schedule, ...] = ()
    digests: tuple[Digest, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    sources: Annotated[Path, AfterValidator(_file)] | None = None

    @model_validator(mode="after")
    def _names_differ(self) -> Settings:
        names = [one.name for one in (*self.schedules, *self.digests)]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"schedules: expected different names, found {twice[0]!r} twice")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is passed: a value made in a test must not depend on the environment."""
        return (init_settings,)


def load(path: Path | None = None, **options: object) -> Settings:
    """The settings by precedence: option, ``CLAIMS_*`` variable, settings file, default.

    The file is ``path``, or the one that ``CLAIMS_SETTINGS`` names, or ``claims.toml`` in the working folder where
    there is one. Relative paths in it count from its own folder, those of options and variables from the working
    folder. An option that is None is not given; those of a table are nested (``prefect={"port": 4300}``).
    Raises SettingsError, one line that names the place, the key and what is expected.
    """
    file = path or (Path(named) if (named := os.environ.get(FILE_VARIABLE)) else None)
    if file is None and Path(FILE_NAME).is_file():
        file = Path(FILE_NAME)
    written = _from_file(file) if file else {}
    given = {key: value for key, value in options.items() if value is not None}
    layers = {"option": given, "environment": _from_environment(), str(file): written}
    merged: dict[str, object] = {}
    for layer in reversed(layers.values()):
        merged = _over(merged, layer)
    beside = (file.parent if file else Path()) / SOURCES_NAME
    if "sources" not in merged and beside.is_file():
        merged["sources"] = beside
    try:
        return Settings.model_validate(merged)
    except ValidationError as error:
        raise SettingsError(_line(error, layers)) from error


def _from_file(file: Path) -> dict[str, object]:
    return _anchored(read_toml(file, "settings file", "settings file"), file.parent)


def _anchored(values: dict[str, object], folder: Path) -> dict[str, object]:
    """The file's values with their relative paths counted from the file's folder."""

    def place(value: object) -> object:
        return str(folder / Path(value).expanduser()) if isinstance(value, str) and value else value

    def target(value: object) -> object:
        return value if isinstance(value, str) and ("://" in value or value == "-") else place(value)

    found = {
        key: place(value) if key in {"database", "report_dir", "thresholds", "sources"} else value for key, value in values.items()
    }
    prefect, schedules, evidence = (found.get(key) for key in ("prefect", "schedules", "evidence"))
    if isinstance(evidence, list):
        found["evidence"] = [
            entry | {"file": place(entry["file"])} if isinstance(entry, dict) and "file" in entry else entry
            for entry in evidence
        ]
    if isinstance(prefect, dict) and "home" in prefect:
        found["prefect"] = prefect | {"home": place(prefect["home"])}
    if isinstance(schedules, list):
        found["schedules"] = [
            entry | {"inputs": [target(one) for one in entry["inputs"]]}
            if isinstance(entry, dict) and isinstance(entry.get("inputs"), list)
            else entry
            for entry in schedules
        ]
    return found


def _from_environment() -> dict[str, object]:
    names = {name.upper() for name in Settings.model_fields} | {"SETTINGS"}
    names |= {f"PREFECT_{name.upper()}" for name in PrefectSettings.model_fields}
    for variable in sorted(os.environ):
        name = variable.removeprefix("CLAIMS_")
        if variable.startswith("CLAIMS_") and name not in names:
            raise SettingsError(f"environment: {variable}: no such setting" + _guess(name, names, "CLAIMS_"))
    try:
        return EnvSettingsSource(Settings)()
    except UnreadableVariable as error:
        raise SettingsError(f"environment: {error}; expected JSON") from error


def _over(low: Mapping[str, object], high: Mapping[str, object]) -> dict[str, object]:
    merged = dict(low)
    for key, value in high.items():
        below = merged.get(key)
        merged[key] = _over(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _line(error: ValidationError, layers: Mapping[str, Mapping[str, object]]) -> str:
    """The first fault of a validation as one line: where it was set, which key, what is expected."""
    faults = error.errors(include_url=False)
    loc = tuple(part for part in faults[0]["loc"] if isinstance(part, int) or part.isidentifier())
    place = next((place for place, layer in layers.items() if _holds(layer, loc)), "settings")
    key = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc).removeprefix(".")
    if place == "environment":
        key = "CLAIMS_" + "_".join(str(part) for part in loc).upper()
    elif place == "option" and loc:
        key = "--" + str(loc[-1]).replace("_", "-")
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return ": ".join(part for part in (place, key, _expectation(faults[0], loc)) if part) + more


def _holds(layer: Mapping[str, object], loc: tuple[int | str, ...]) -> bool:
    if not loc:
        return "schedules" in layer
    value: object = layer
    for part in loc[:2]:
        if not isinstance(value, Mapping) or part not in value:
            return value is not layer and not isinstance(value, Mapping)
        value = value[part]
    return True


def _expectation(fault: ErrorDetails, loc: tuple[int | str, ...]) -> str:
    if fault["type"] == "extra_forbidden":
        tables: dict[object, type[BaseModel]] = {"prefect": PrefectSettings, "schedules": Schedule, "digests": Digest, "evidence": Evidence}
        known = set(tables.get(loc[0], Settings).model_fields if len(loc) > 1 else Settings.model_fields)
        return "no such setting" + _guess(str(loc[-1]), known, "")
    if fault["type"] == "missing":
        return "expected, but not there"
    message = fault["msg"].removeprefix("Value error, ").replace("Input should", "should")
    if fault["type"] == "string_pattern_mismatch":
        message = "expected letters, digits, spaces, dots, hyphens and underscores"
    if isinstance(fault["input"], str | int | float) and loc:
        return f"{message}, not {fault['input']!r}"
    return message


def _guess(name: str, known: set[str], prefix: str) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f"; is {prefix}{near[0]} meant?" if near else "; known: " + ", ".join(sorted(known)).replace("\n", " ")
