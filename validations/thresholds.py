"""What the table checks tolerate: ``thresholds.toml``, with a file of the user's own laid over it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from claims.errors import SettingsError
from claims.handwritten import read_toml
from validations.checks import checks

_CALLED = ("file of thresholds", "thresholds")
DEFAULTS = Path(__file__).with_name("thresholds.toml")

_CLOSED = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def _off(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError('expected a number or "off"')
    return None if value == "off" else value


Bound = Annotated[float | None, BeforeValidator(_off)]


class Bounds(BaseModel):
    """What a measure may be, ends included; judged where there are at least ``least`` rows to judge."""

    model_config = _CLOSED

    min: Bound = None
    max: Bound = None
    least: Annotated[int, Field(ge=1, strict=True)] = 1

    @model_validator(mode="after")
    def _in_order(self) -> Bounds:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"expected a min that is not above the max, found {self.min:g} and {self.max:g}")
        return self

    @property
    def open(self) -> bool:
        """Whether nothing is bounded."""
        return self.min is None and self.max is None


class Limit(BaseModel):
    """The two levels of one check: what stops a run, and what only warns."""

    model_config = _CLOSED

    stop: Bounds = Bounds()
    warn: Bounds = Bounds()


class History(BaseModel):
    """How many published runs drift is measured against, and how many there must be."""

    model_config = _CLOSED

    runs: Annotated[int, Field(ge=1, strict=True)]
    least: Annotated[int, Field(ge=1, strict=True)]


class Thresholds(BaseModel):
    """Every check's levels by its name (``claims.per_article``), and what drift is measured against."""

    model_config = _CLOSED

    limits: dict[str, Limit]
    history: History

    def levels(self, check: str) -> tuple[tuple[Literal["stop", "warn"], Bounds], ...]:
        """The levels of a check that bound something; KeyError where no threshold is stated for it."""
        limit = self.limits[check]
        levels: tuple[tuple[Literal["stop", "warn"], Bounds], ...] = (("stop", limit.stop), ("warn", limit.warn))
        return tuple((level, bounds) for level, bounds in levels if not bounds.open)


def load(path: Path | None = None, defaults: Path = DEFAULTS) -> Thresholds:
    """The thresholds of the package, with those keys changed that the file at ``path`` names.

    Raises SettingsError, one line that names the file, the key and what is expected: where the file cannot be read,
    names a check that there is not, or holds what is no number.
    """
    values = read_toml(defaults, *_CALLED)
    source = defaults
    if path is not None:
        own = read_toml(path, *_CALLED)
        _known(path, own, values)
        values, source = _over(values, own), path
    history = values.pop("history", {})
    limits = {f"{table}.{key}": levels for table, below in values.items() if isinstance(below, Mapping)
              for key, levels in below.items()}
    try:
        thresholds = Thresholds.model_validate({"limits": limits, "history": history})
    except ValidationError as error:
        raise SettingsError(_line(source, error)) from error
    _measured(source, thresholds)
    return thresholds


def _known(path: Path, own: Mapping[str, object], values: Mapping[str, object]) -> None:
    """Refuse a check that there is not: a bound on it would never be judged."""
    names = {f"{table}.{key}" for table, below in values.items() if isinstance(below, Mapping) for key in below}
    for table, below in own.items():
        if not isinstance(below, Mapping):
            raise SettingsError(f"{path}: {table}: expected a table, as in [claims.per_article]")
        for key in below:
            if (name := f"{table}.{key}") not in names:
                near = difflib.get_close_matches(name, sorted(names), n=1)
                hint = f"; is {near[0]} meant?" if near else "; known: " + ", ".join(sorted(names))
                raise SettingsError(f"{path}: {name}: no such check{hint}")


def _measured(path: Path, thresholds: Thresholds) -> None:
    """Refuse a bound that the check's measure cannot have: the share of repeated ids has no minimum."""
    for check in checks():
        for level, bounds in thresholds.levels(check.name):
            for side in ("min", "max"):
                value = getattr(bounds, side)
                if value is None:
                    continue
                place = f"{path}: {check.name}.{level}.{side}"
                if side not in check.bounds:
                    raise SettingsError(f"{place}: this check takes {check.bounds[0]} only")
                if value < 0 or (check.is_share and value > 1):
                    expected = "a share from 0 to 1" if check.is_share else "a number that is not negative"
                    raise SettingsError(f"{place}: expected {expected}, not {value:g}")


def _over(low: Mapping[str, object], high: Mapping[str, object]) -> dict[str, object]:
    merged = dict(low)
    for key, value in high.items():
        below = merged.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            merged[key] = _over(below, value)
        else:
            merged[key] = value
    return merged


def _line(path: Path, error: ValidationError) -> str:
    faults = error.errors(include_url=False)
    place = ".".join(str(part) for part in faults[0]["loc"] if part != "limits")
    message = faults[0]["msg"].removeprefix("Value error, ").replace("Input should", "should")
    if faults[0]["type"] == "extra_forbidden":
        message = "no such key; expected stop or warn, and in them min, max or least"
    elif faults[0]["type"] == "model_type":
        message = "expected a table, as in stop = { min = 1 }"
    elif isinstance(faults[0]["input"], str | int | float):
        message = f"{message}, not {faults[0]['input']!r}"
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return f"{path}: {place}: {message}{more}"
