"""The desk's register of sources: what each is called, what texts call it, its kind, its parent body and its grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from claims.errors import SettingsError
from claims.handwritten import read_toml
from claims.model import Source, SourceKind
from claims.name_forms import bare, folded

GRADES = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "reliability cannot be judged",
}  # fmt: skip
"""The Admiralty scale for the reliability of a source."""
_KEYS = ("name", "aliases", "kind", "parent", "grade")


@dataclass(frozen=True, slots=True)
class Registered:
    """A source as the desk knows it; what the desk does not say is None."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: SourceKind | None = None
    parent: str | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """The registered sources; without any, every source keeps the name that its article gives."""

    entries: tuple[Registered, ...] = ()
    _by_key: Mapping[str, Registered] = field(default_factory=dict, repr=False, compare=False)

    @property
    def aliases(self) -> dict[str, str]:
        """Each other name, and the name under which it is kept."""
        return {alias: entry.name for entry in self.entries for alias in entry.aliases}

    def find(self, name: str) -> Registered | None:
        """The source that has a name, whatever its case, its accents, its article and its titles."""
        return self._by_key.get(_key(name))

    def known(self, chain: Sequence[Source]) -> tuple[Source, ...]:
        """A chain under the registered names and kinds; what is one source by the register stands in it once."""
        out: list[Source] = []
        for source in chain:
            entry = self.find(source.name) or self.find(source.mention)
            one = source if entry is None else replace(source, name=entry.name, kind=entry.kind or source.kind)
            if all(one.name != other.name for other in out):
                out.append(one)
        return tuple(out)


NOBODY = Register()
"""A register of nobody."""


def _key(name: str) -> str:
    return folded(bare(name)) or folded(name)


def read_register(path: Path) -> Register:
    """The register in a TOML file; SettingsError, one line that names file, entry and what is expected."""
    given = read_toml(path, "register of sources", "register of sources")
    if unknown := sorted(set(given) - {"sources"}):
        raise SettingsError(f"{path}: {unknown[0]}: expected nothing but [[sources]]")
    entries = given.get("sources", [])
    if not isinstance(entries, list):
        raise SettingsError(f"{path}: sources: expected [[sources]], a table for each")
    return register(entries, str(path))


def register(given: Sequence[object], place: str = "sources") -> Register:
    """The register of entries as a file has them; ``place`` is named where one of them is wrong."""
    entries = tuple(_entry(entry, f"{place}: sources[{number}]") for number, entry in enumerate(given, 1))
    by_key: dict[str, Registered] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            other = by_key.setdefault(_key(name), entry)
            if other is not entry:
                raise SettingsError(f"{place}: {name!r} is a name of both {other.name!r} and {entry.name!r}")
    return Register(entries, by_key)


def _entry(given: object, place: str) -> Registered:
    if not isinstance(given, Mapping):
        raise SettingsError(f"{place}: expected a table")
    if unknown := sorted(set(given) - set(_KEYS)):
        raise SettingsError(f"{place}.{unknown[0]}: no such key; known: {', '.join(_KEYS)}")
    name, aliases, kind, parent, grade = (given.get(key) for key in _KEYS)
    if not isinstance(name, str) or not folded(name):
        raise SettingsError(f"{place}.name: expected a name")
    aliases = [] if aliases is None else aliases
    if not isinstance(aliases, list | tuple) or not all(isinstance(a, str) and folded(a) for a in aliases):
        raise SettingsError(f"{place}.aliases: expected a list of names")
    if kind is not None and kind not in [str(k) for k in SourceKind]:
        raise SettingsError(f"{place}.kind: expected one of {', '.join(SourceKind)}, not {kind!r}")
    if parent is not None and not isinstance(parent, str):
        raise SettingsError(f"{place}.parent: expected a name, not {parent!r}")
    if grade is not None and grade not in GRADES:
        raise SettingsError(f"{place}.grade: expected a letter from A (completely reliable) to F (cannot be judged), not {grade!r}")
    return Registered(name, tuple(aliases), None if kind is None else SourceKind(kind), parent, grade)


def as_given(known: Register) -> list[dict[str, object]]:
    """The entries as a file has them, for a flow's parameters."""
    return [
        {"name": e.name, "aliases": list(e.aliases), "kind": None if e.kind is None else str(e.kind), "parent": e.parent, "grade": e.grade}
        for e in known.entries
    ]
