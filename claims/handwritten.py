"""Reads the TOML files that a desk writes: settings, thresholds, the register of sources."""

from __future__ import annotations

import tomllib
from pathlib import Path

from claims.errors import SettingsError


def read_toml(path: Path, one: str, it: str) -> dict[str, object]:
    """What a file says; SettingsError, one line, where there is no such ``one``, or ``it`` cannot be read."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(f"{path}: there is no such {one}") from error
    except OSError as error:
        raise SettingsError(f"{path}: the {it} cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
