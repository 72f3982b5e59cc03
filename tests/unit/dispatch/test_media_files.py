from pathlib import Path

import pytest

from bot.store.media import MediaFiles
from bot.tasks.media import suffix_of

TICKET = "BX202611240001"


def test_what_is_kept_is_found_with_its_type(tmp_path: Path) -> None:
    files = MediaFiles(tmp_path)
    name = files.keep(TICKET, "media id", b"content", ".jpg")
    assert files.find(TICKET, name) == (b"content", "image/jpeg")
    assert files.keep(TICKET, "media id", b"content", ".jpg") == name
    assert [path.name for path in (tmp_path / TICKET).iterdir()] == [name]


@pytest.mark.parametrize(
    ("ticket_no", "name"),
    [
        (TICKET, "../../etc/passwd"),
        (TICKET, "0" * 24 + ".exe"),
        (TICKET, ""),
        ("../x", "0" * 24 + ".jpg"),
        (TICKET, "0" * 24 + ".jpg"),
    ],
)
def test_no_other_file_is_found(tmp_path: Path, ticket_no: str, name: str) -> None:
    assert MediaFiles(tmp_path).find(ticket_no, name) is None


def test_a_strange_kind_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="suffix"):
        MediaFiles(tmp_path).keep(TICKET, "m", b"x", ".html")


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"#!AMR\n", ".amr"),
        (b"\x00\x00\x00\x18ftypmp42", ".mp4"),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_files_are_known_by_their_first_bytes(content: bytes, suffix: str) -> None:
    assert suffix_of(content) == suffix
