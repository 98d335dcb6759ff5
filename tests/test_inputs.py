"""Finding what is to be read: each file once, in order, and for the rest a reason."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from claims.inputs import Input, inputs


def names(found: list[Input]) -> list[str]:
    return [Path(one.target).name for one in found if one.problem is None]


def problems(found: list[Input]) -> dict[str, str]:
    return {Path(one.target).name: one.problem.check for one in found if one.problem}


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", "c.txt", ".hidden", ".git/x.txt", "~$lock.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(list(inputs([str(tmp_path)]))) == ["1.txt", "2.txt", "b.txt", "c.txt"]


def test_each_file_is_read_once_however_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    given = [str(tmp_path / "a.txt"), str(tmp_path), f"{tmp_path}/./a.txt", (tmp_path / "a.txt").as_uri()]
    assert names(list(inputs(given))) == ["a.txt"]


def test_what_is_no_readable_file_has_a_reason(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        found = list(inputs([str(tmp_path), str(tmp_path / "gone.txt"), "a\x00b", "ftp://example.org/a"]))
    assert problems(found) == {
        "loop": "link loop", "self": "link loop", "dangling": "missing", "pipe": "not a file", "socket": "not a file",
        "gone.txt": "missing", "a\x00b": "missing", "a": "address",
    }  # fmt: skip


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert problems(list(inputs([str(tmp_path)]))) == {tmp_path.name: "empty"}


def test_a_very_deep_folder_is_walked(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 900)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("x")
    assert names(list(inputs([str(tmp_path)]))) == ["a.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_what_this_user_may_not_read(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    assert problems(list(inputs([str(tmp_path)]))) == {"shut": "permission"}


def test_addresses_and_standard_input_stay_as_they_are() -> None:
    found = list(inputs(["-", "https://example.org/a", "HTTP://example.org/b", "https://example.org/a"]))
    assert [one.target for one in found] == ["-", "https://example.org/a", "HTTP://example.org/b"]
    assert [one.is_url for one in found] == [False, True, True]


def test_a_long_file_of_lines_is_cut_at_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    rows = [b'{"id": %d, "text": "%s"}\n' % (n, b"x" * (n % 997)) for n in range(6000)]
    path.write_bytes(b"".join(rows))
    parts = [one.part for one in inputs([str(path)])]
    assert len(parts) > 1
    data = path.read_bytes()
    line, start = 1, 0
    for part in parts:
        assert part is not None
        assert (part.start, part.line) == (start, line)
        piece = data[part.start : part.start + part.length]
        assert piece.endswith(b"\n")
        line += piece.count(b"\n")
        start += part.length
    assert start == len(data)
