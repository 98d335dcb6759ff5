"""Finds the leaf inputs behind what the user names: files in folders, parts of long JSON Lines files, URLs."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from claims.formats.sniff import is_json_lines
from claims.listing import Listed, Listing, listing_of
from claims.model import Rejected

_PART_BYTES = 1_000_000
_HIDDEN = (".", "~$")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


@dataclass(frozen=True, slots=True)
class Part:
    """Whole lines of a JSON Lines file: ``length`` bytes from ``start``; the first is the file's line ``line``."""

    start: int
    length: int
    line: int


@dataclass(frozen=True, slots=True)
class Input:
    """One leaf input: a file's path, a URL, or ``-`` for standard input.

    ``problem`` says why it cannot be read where looking for it already failed; ``size`` is in bytes, 0 where it is
    not known; ``part`` the piece of a long JSON Lines file; ``listed`` what the folder's list says of the file.
    """

    target: str
    problem: Rejected | None = None
    size: int = 0
    part: Part | None = None
    listed: Listed | None = None

    @property
    def is_url(self) -> bool:
        """Whether reading it goes over the network."""
        return is_url(self.target)


def is_url(target: str) -> bool:
    """Whether a target is a web address."""
    return target[:8].lower().startswith(("http://", "https://"))


def inputs(targets: Iterable[str]) -> Iterator[Input]:
    """The leaf inputs behind the targets, in order, each file once; nothing is read but folders and their lists.

    Folders are walked down in the order of names, without hidden files; links are followed, but never in a circle.
    """
    walk = _Walk()
    for target in targets:
        if target == "-" or is_url(target):
            yield from walk.once(target, Input(target))
        elif target.lower().startswith("file://"):
            yield from walk.below(unquote(urlsplit(target).path))
        elif "://" in target and not os.path.lexists(target):
            yield Input(target, Rejected(target, "address", "only http and https addresses are read; check it"))
        else:
            yield from walk.below(target)


def shown(path: str) -> str:
    """A path as text that every encoding can write."""
    return os.fsencode(path).decode("utf-8", "replace")


def trouble(path: str, error: OSError | ValueError) -> Rejected:
    """Why the system does not let a file be read, in an editor's words."""
    name = shown(path.replace("\x00", "\ufffd"))
    code = error.errno if isinstance(error, OSError) else errno.EINVAL
    if code == errno.ELOOP:
        return Rejected(name, "link loop", "a symbolic link that leads back to itself; delete the link")
    if code in (errno.ENOENT, errno.ENOTDIR) and os.path.islink(path):
        return Rejected(name, "missing", "a symbolic link to a file that is not there; mend or delete the link")
    if code in (errno.ENOENT, errno.ENOTDIR, errno.EINVAL, errno.ENAMETOOLONG):
        return Rejected(name, "missing", "there is no such file or folder; check the path")
    if code in (errno.EACCES, errno.EPERM):
        return Rejected(name, "permission", "this user has no permission to read it; ask its owner for access")
    return Rejected(name, "unreadable", f"the system cannot read it ({error}); check the disk or the network drive")


@dataclass(slots=True)
class _Walk:
    """What was already met: files by their resolved path, and the lists of folders."""

    met: set[str] = field(default_factory=set)
    lists: dict[str, Listing | None] = field(default_factory=dict)

    def once(self, key: str, *found: Input) -> Iterator[Input]:
        if key not in self.met:
            self.met.add(key)
            yield from found

    def below(self, top: str) -> Iterator[Input]:
        """Everything at or below a path; a stack, since folders may lie deeper than Python calls may nest."""
        stack: list[tuple[str, frozenset[tuple[int, int]]]] = [(top, frozenset())]
        files = 0
        while stack:
            path, above = stack.pop()
            try:
                found = os.stat(path)
                names = sorted(os.listdir(path), reverse=True) if stat.S_ISDIR(found.st_mode) else None
            except (OSError, ValueError) as error:
                files += 1
                yield Input(path, trouble(path, error))
                continue
            if names is None:
                files += 1
                yield from self._file(path, found)
                continue
            key = (found.st_dev, found.st_ino)
            if key in above:
                reason = "a symbolic link to a folder above it; what is there is read once, delete the link"
                yield Input(path, Rejected(shown(path), "link loop", reason))
                continue
            stack += [(os.path.join(path, name), above | {key}) for name in names if not name.startswith(_HIDDEN)]
        if not files:
            yield Input(top, Rejected(shown(top), "empty", "the folder holds no files; check the path"))

    def _file(self, path: str, found: os.stat_result) -> Iterator[Input]:
        if not stat.S_ISREG(found.st_mode):
            reason = "it is neither a file nor a folder (a device, a pipe or a socket); give a file"
            yield Input(path, Rejected(shown(path), "not a file", reason))
            return
        listing = self._listing(os.path.dirname(path))
        if listing is not None and os.path.basename(listing.path) == os.path.basename(path):
            yield from self.once(f"list {os.path.realpath(path)}", *(Input(path, flaw) for flaw in listing.flaws))
            return
        listed = listing.entries.get(os.path.basename(path)) if listing is not None else None
        whole = Input(path, size=found.st_size, listed=listed)
        long = is_json_lines(path) and found.st_size > 2 * _PART_BYTES
        yield from self.once(os.path.realpath(path), *(_parts(whole) if long else (whole,)))

    def _listing(self, folder: str) -> Listing | None:
        if folder not in self.lists:
            self.lists[folder] = listing_of(Path(folder))
        return self.lists[folder]


def _parts(whole: Input) -> Iterator[Input]:
    """A long JSON Lines file in parts of whole lines, about a megabyte each, so that they can share out the work."""
    try:
        with open(whole.target, "rb") as file:
            if file.read(4).startswith(_WIDE):
                yield whole
                return
            start, line = 0, 1
            while start < whole.size:
                file.seek(start)
                block = file.read(_PART_BYTES)
                lines = block.count(b"\n")
                while block and not block.endswith(b"\n"):
                    block = file.readline(_PART_BYTES)
                    lines += block.count(b"\n")
                length = file.tell() - start
                if not length:
                    return
                yield Input(whole.target, size=length, part=Part(start, length, line))
                start, line = start + length, line + lines
    except OSError as error:
        yield Input(whole.target, trouble(whole.target, error))
