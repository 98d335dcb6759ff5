"""Settings: precedence, where relative paths count from, and one clear line for every fault."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from claims.errors import SettingsError
from flows.settings import EXAMPLE, Settings, load


@pytest.fixture(autouse=True)
def _clean(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("CLAIMS_")]:
        monkeypatch.delenv(name)


def written(text: str, name: str = "claims.toml") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_defaults_need_no_file():
    settings = load()
    assert settings.database == Path("claims.duckdb")
    assert settings.report_dir == Path("report")
    assert settings.batch_size == 100
    assert settings.schedules == ()
    assert not settings.prefect.telemetry


def test_option_beats_environment_beats_file_beats_default(monkeypatch):
    written(
        'database = "file.duckdb"\nreport_dir = "file-report"\nbatch_size = 7\n[prefect]\nport = 4301\nhost = "::1"\n'
    )
    monkeypatch.setenv("CLAIMS_DATABASE", "env.duckdb")
    monkeypatch.setenv("CLAIMS_REPORT_DIR", "env-report")
    monkeypatch.setenv("CLAIMS_PREFECT_PORT", "4302")
    settings = load(database="option.duckdb", publisher=None)
    assert settings.database == Path("option.duckdb")
    assert settings.report_dir == Path("env-report")
    assert settings.batch_size == 7
    assert (settings.prefect.port, settings.prefect.host) == (4302, "::1")
    assert settings.publisher is None


def test_an_empty_variable_says_nothing(monkeypatch):
    monkeypatch.setenv("CLAIMS_PUBLISHER", "")
    assert load().publisher is None


def test_the_file_is_found_by_option_by_variable_or_in_the_folder(monkeypatch):
    written("batch_size = 1\n")
    assert load().batch_size == 1
    written("batch_size = 2\n", "two.toml")
    monkeypatch.setenv("CLAIMS_SETTINGS", "two.toml")
    assert load().batch_size == 2
    assert load(written("batch_size = 3\n", "three.toml")).batch_size == 3


def test_paths_of_a_file_count_from_its_folder(tmp_path, monkeypatch):
    path = written(
        'database = "a.duckdb"\n[prefect]\nhome = "state"\n'
        '[[schedules]]\nname = "n"\ninputs = ["in", "https://example.org/feed.xml", "/abs", "-"]\ninterval = "5m"\n',
        "conf/claims.toml",
    )
    settings = load(path)
    assert settings.database == Path("conf/a.duckdb")
    assert settings.report_dir == Path("report")
    assert settings.prefect.home == Path("conf/state")
    assert settings.schedules[0].inputs == ("conf/in", "https://example.org/feed.xml", "/abs", "-")


def test_values_are_parsed():
    written(
        'published = 2025-03-04\nmax_article_bytes = "5 MB"\nwait_s = 2.5\n[prefect]\nretention = "30d"\n' + EXAMPLE
    )
    settings = load()
    assert settings.published == date(2025, 3, 4)
    assert settings.max_article_bytes == 5_000_000
    assert settings.prefect.retention == timedelta(days=30)
    (schedule,) = settings.schedules
    assert (schedule.interval, schedule.cron, schedule.active) == (timedelta(minutes=15), None, True)


def test_settings_are_frozen_and_ignore_the_environment(monkeypatch):
    monkeypatch.setenv("CLAIMS_DATABASE", "env.duckdb")
    settings = Settings()
    assert settings.database == Path("claims.duckdb")
    with pytest.raises(ValueError, match="frozen"):
        settings.batch_size = 5


SCHEDULE = '[[schedules]]\nname = "n"\ninputs = ["a"]\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("databse = 'x'", "claims.toml: databse: no such setting; is database meant?"),
        ("zzz = 1", "claims.toml: zzz: no such setting; known: batch_size"),
        ("database = ", "claims.toml: not valid TOML"),
        ("batch_size = 0", "claims.toml: batch_size: should be greater than 0, not 0"),
        ("batch_size = 'many'", "claims.toml: batch_size: should be a valid integer"),
        ("published = 'yesterday'", "claims.toml: published: should be a valid date"),
        ("thresholds = 'absent.toml'", "claims.toml: thresholds: expected an existing file"),
        ("wait_s = -1", "claims.toml: wait_s: should be greater than or equal to 0"),
        ("[prefect]\nprot = 1", "claims.toml: prefect.prot: no such setting; is port meant?"),
        ("[prefect]\nport = 70000", "claims.toml: prefect.port: should be less than or equal to 65535"),
        ("[prefect]\nretention = '1h'", 'claims.toml: prefect.retention: expected at least "2h"'),
        ("prefect = 3", "claims.toml: prefect: "),
        ("schedules = 3", "claims.toml: schedules: should be a valid tuple, not 3"),
        (SCHEDULE, "claims.toml: schedules[1]: expected exactly one of cron and interval"),
        (SCHEDULE + "cron = '0 6 * * *'\ninterval = '1h'", "claims.toml: schedules[1]: expected exactly one"),
        (SCHEDULE + "cron = 'hourly'", "claims.toml: schedules[1].cron: expected the five fields of cron"),
        (SCHEDULE + "interval = 'soon'", "claims.toml: schedules[1].interval: expected a number with s, m, h or d"),
        (SCHEDULE + "interval = '0s'", "claims.toml: schedules[1].interval: expected a number with s, m, h or d"),
        (
            SCHEDULE + "cron = '0 6 * * *'\ntimezone = 'Mars/North'",
            "schedules[1].timezone: expected a name of the time",
        ),
        (SCHEDULE + "interval = '1h'\nevery = 2", "claims.toml: schedules[1].every: no such setting"),
        ('[[schedules]]\nname = "n"\ninterval = "1h"', "claims.toml: schedules[1].inputs: expected, but not there"),
        ('[[schedules]]\nname = "n"\ninputs = []\ninterval = "1h"', "schedules[1].inputs: "),
        ('[[schedules]]\nname = "a/b"\ninputs = ["a"]\ninterval = "1h"', "schedules[1].name: expected letters"),
        (2 * (SCHEDULE + "interval = '1h'\n"), "schedules: expected different names, found 'n' twice"),
    ],
)
def test_a_fault_in_the_file_is_one_line(text, says):
    written(text)
    with pytest.raises(SettingsError) as caught:
        load()
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2


def test_faults_of_environment_and_options_name_their_place(monkeypatch):
    written("batch_size = 5\n")
    with pytest.raises(SettingsError, match=r"^option: --batch-size: should be greater than 0, not -1$"):
        load(batch_size=-1)
    with pytest.raises(SettingsError, match=r"^option: --port: should be a valid integer"):
        load(prefect={"port": "x"})
    monkeypatch.setenv("CLAIMS_BATCH_SIZE", "x")
    with pytest.raises(SettingsError, match=r"^environment: CLAIMS_BATCH_SIZE: should be a valid integer"):
        load()
    monkeypatch.delenv("CLAIMS_BATCH_SIZE")
    monkeypatch.setenv("CLAIMS_PREFECT_PORT", "0")
    with pytest.raises(SettingsError, match=r"^environment: CLAIMS_PREFECT_PORT: should be greater"):
        load()
    monkeypatch.delenv("CLAIMS_PREFECT_PORT")
    monkeypatch.setenv("CLAIMS_DATABSE", "x")
    with pytest.raises(SettingsError, match=r"CLAIMS_DATABSE: no such setting; is CLAIMS_DATABASE meant\?"):
        load()
    monkeypatch.delenv("CLAIMS_DATABSE")
    monkeypatch.setenv("CLAIMS_SCHEDULES", "nonsense")
    with pytest.raises(SettingsError, match="expected JSON"):
        load()


def test_several_faults_are_counted():
    written("batch_size = 0\nwait_s = -1\n")
    with pytest.raises(SettingsError, match=r"\(and 1 more\)$"):
        load()


def test_a_file_that_is_named_must_be_there(tmp_path, monkeypatch):
    with pytest.raises(SettingsError, match=r"^no\.toml: there is no such settings file$"):
        load(Path("no.toml"))
    monkeypatch.setenv("CLAIMS_SETTINGS", str(tmp_path))
    with pytest.raises(SettingsError, match="cannot be read"):
        load()


def test_schedules_may_come_as_json(monkeypatch):
    monkeypatch.setenv("CLAIMS_SCHEDULES", '[{"name": "n", "inputs": ["a"], "cron": "0 6 * * *"}]')
    assert load().schedules[0].cron == "0 6 * * *"


def test_nothing_heavy_is_imported():
    code = "import sys, flows.settings; print([m for m in ('prefect', 'duckdb', 'polars') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_deployment_file_names_the_flow_and_its_parameters():
    import yaml

    from flows.ingest import ingest

    (deployment,) = yaml.safe_load((Path(__file__).parents[1] / "flows" / "prefect.yaml").read_text("utf-8"))["deployments"]
    assert deployment["entrypoint"] == "flows/ingest.py:ingest"
    assert set(deployment["parameters"]) <= set(ingest.parameters.properties)
    assert deployment["concurrency_limit"]["limit"] == 1
