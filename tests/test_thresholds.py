"""The thresholds: the package's own are complete, a user's file changes some, a wrong one says what is wrong."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from claims.errors import SettingsError
from validations.checks import Kind, checks
from validations.thresholds import DEFAULTS, Bounds, load


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_check_has_thresholds_and_every_threshold_a_check() -> None:
    names = [check.name for check in checks()]
    assert len(names) == len(set(names))
    assert set(load().limits) == set(names)


def test_every_bound_of_the_package_is_one_that_its_check_takes() -> None:
    for check in checks():
        for _, bounds in load().levels(check.name):
            given = {side for side in ("min", "max") if getattr(bounds, side) is not None}
            assert given <= set(check.bounds), check.name


def test_each_threshold_of_the_file_is_explained() -> None:
    lines = DEFAULTS.read_text("utf-8").splitlines()
    explained = [line for line in lines if line.startswith("[") and "#" in line]
    assert len(explained) >= 20


def test_an_own_file_changes_only_what_it_names(tmp_path: Path) -> None:
    path = own(tmp_path, "[claims.per_article]\nstop = { min = 1.5 }\n[history]\nruns = 4\n")
    changed, default = load(path), load()
    assert changed.limits["claims.per_article"].stop == Bounds(min=1.5, least=20)
    assert changed.limits["claims.per_article"].warn == default.limits["claims.per_article"].warn
    assert changed.history.runs == 4
    assert changed.history.least == default.history.least
    same = {name: limit for name, limit in changed.limits.items() if name != "claims.per_article"}
    assert same.items() <= default.limits.items()


def test_off_takes_a_bound_away(tmp_path: Path) -> None:
    path = own(tmp_path, '[claims.per_article]\nwarn = { max = "off" }\n[articles.count]\nstop = { min = "off" }\n')
    thresholds = load(path)
    assert thresholds.limits["claims.per_article"].warn.max is None
    assert thresholds.levels("articles.count") == ()
    assert load().levels("articles.newest_age") == ()


def test_levels_stand_in_order_of_weight() -> None:
    assert [level for level, _ in load().levels("numbers.unaccounted")] == ["stop", "warn"]


@pytest.mark.parametrize(("text", "message"), [
    ("[claims.per_artcle]\nstop = { min = 1 }", "claims.per_artcle: no such check; is claims.per_article meant?"),
    ("[claims.zzz]\nstop = { min = 1 }", "claims.zzz: no such check; "),
    ("[claims.per_article]\nhalt = { min = 1 }", "claims.per_article.halt: no such key; expected stop or warn"),
    ("[claims.per_article]\nstop = { low = 1 }", "claims.per_article.stop.low: no such key; expected stop or warn"),
    ("[claims.per_article]\nstop = { min = 'few' }", "claims.per_article.stop.min: should be a valid number"),
    ("[claims.per_article]\nstop = { min = true }", 'claims.per_article.stop.min: expected a number or "off"'),
    ("[claims.per_article]\nstop = { min = nan }", "claims.per_article.stop.min: should be a finite number"),
    ("[claims.per_article]\nstop = { min = -1 }", "claims.per_article.stop.min: expected a number that is not"),
    ("[claims.per_article]\nwarn = { min = 300 }", "claims.per_article.warn: expected a min that is not above the max"),
    ("[claims.per_article]\nstop = { least = 0 }", "claims.per_article.stop.least: should be greater than or equal"),
    ("[claims.per_article]\nstop = 3", "claims.per_article.stop: expected a table, as in"),
    ("[claims]\nper_article = 3", "claims.per_article: expected a table, as in"),
    ("claims = 3", "claims: expected a table, as in [claims.per_article]"),
    ("[claims.unattributed]\nwarn = { max = 95 }", "claims.unattributed.warn.max: expected a share from 0 to 1"),
    ("[claims.claim_id_unique]\nwarn = { min = 1 }", "claims.claim_id_unique.warn.min: this check takes max only"),
    ("[articles.title_filled]\nwarn = { max = 1 }", "articles.title_filled.warn.max: this check takes min only"),
    ("[history]\nyears = 3", "history.years: no such check"),
    ("[history]\nruns = 0", "history.runs: should be greater than or equal"),
    ("[claims", "not valid TOML"),
])
def test_a_wrong_file_says_what_is_wrong_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    path = own(tmp_path, text)
    with pytest.raises(SettingsError, match=re.escape(f"{path}: {message}")) as caught:
        load(path)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_a_wrong_setting(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no such file of thresholds"):
        load(tmp_path / "none.toml")
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path)
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9\n")
    with pytest.raises(SettingsError, match="not valid TOML"):
        load(tmp_path / "latin.toml")


def test_a_check_takes_the_bounds_that_its_measure_can_have() -> None:
    by_kind = {check.kind: check.bounds for check in checks() if check.drift is None}
    assert by_kind[Kind.FILLED] == ("min",)
    assert by_kind[Kind.UNIQUE] == by_kind[Kind.HOLDS] == ("max",)
    assert by_kind[Kind.MEAN] == by_kind[Kind.ROWS] == ("min", "max")


def test_the_file_is_plain_toml() -> None:
    assert tomllib.loads(DEFAULTS.read_text("utf-8"))["history"] == {"runs": 10, "least": 3}
