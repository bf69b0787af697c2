"""Bytes become text whatever they were saved as, or are refused as no text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papersearch.errors import UnreadableFileError
from papersearch.papers.reading import READERS, read_text, type_of
from papersearch.papers.reading.decoding import decode

TEXT = "The café costs £400 – a lot.\nA second line of plain words.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_text_comes_back_from_each_encoding(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_told_by_its_zeros(encoding):
    plain = "The cafe costs 400 pounds.\n" * 5

    assert decode(plain.encode(encoding)) == plain


def test_each_line_that_is_not_utf_8_is_read_as_cp1252():
    mixed = "£1 café\n".encode() + "£2 \x96 café\n".encode("cp1252", "replace") + "£3\n".encode()

    assert decode(mixed).startswith("£1 café\n£2")
    assert decode(mixed).endswith("£3\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0c", "\x85"])
def test_every_line_end_is_one_line_end(end):
    assert decode(f"One.{end}Two.".encode()) == "One.\nTwo."


def test_control_characters_are_gone_but_tabs_stay():
    words = "plain words " * 10

    assert decode(f"{words}a\tb\x07c\x1b[1md\ufeffe".encode()) == f"{words}a\tbc[1mde"


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\0\0\0", b"\x0c\r\n"])
def test_an_empty_file_is_refused(data):
    with pytest.raises(UnreadableFileError, match="empty"):
        decode(data)


@pytest.mark.parametrize("data", [b"\0\1\2" * 100, bytes(range(256)) * 20, b"GIF89a" + b"\0\xff" * 300])
def test_a_binary_file_is_refused(data):
    with pytest.raises(UnreadableFileError, match="binary"):
        decode(data)


@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe\x00\xd8")
def test_any_bytes_are_text_without_controls_or_refused(data):
    try:
        text = decode(data)
    except UnreadableFileError as error:
        text, reason = None, str(error)

    assert text is not None or "\n" not in reason
    assert text is None or not [char for char in text if ord(char) < 32 and char not in "\n\t"]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).filter(str.strip))
def test_any_text_comes_back_from_utf_8(text):
    kept = "".join(char for char in text if char not in "\ufeff\ufffe\uffff")

    assert decode(("words of plain text: " + text).encode()) == "words of plain text: " + kept


# which reader


@pytest.mark.parametrize(
    ("path", "data", "ending"),
    [
        ("a.txt", b"words", ".txt"),
        ("a.TXT", b"words", ".txt"),
        ("a.md", b"# words", ".md"),
        ("a.html", b"<p>words", ".html"),
        ("a.aspx", b"<p>words", ".aspx"),
        ("a.pdf", b"%PDF-1.7", ".pdf"),
        ("a.txt", b"%PDF-1.7", ".pdf"),
        ("a", b"\xef\xbb\xbf%PDF-1.7", ".pdf"),
        ("a.docx", b"PK\x03\x04", ".docx"),
        ("g4617.2023", b"<!DOCTYPE html>", ".html"),
        ("s40121", b"plain words", ".txt"),
        ("printed minutes", b"  <html>", ".html"),
    ],
)
def test_a_file_is_read_by_what_it_begins_with_and_then_by_its_name(path, data, ending):
    assert type_of(path, data) == ending


@pytest.mark.parametrize(
    ("path", "data", "hint"),
    [
        ("a.doc", b"words", "DOCX or PDF"),
        ("a.txt", b"\xd0\xcf\x11\xe0", "old Word"),
        ("a.rtf", b"{\\rtf1", "DOCX or PDF"),
        ("a.xlsx", b"PK\x03\x04", "spreadsheets"),
        ("a.zip", b"PK\x03\x04", "unpack"),
        ("a.txt", b"PK\x03\x04", "unpack"),
        ("a.pdf", b"words", "does not begin as one"),
        ("a.docx", b"words", "does not begin as one"),
        ("a.exe", b"MZ", "use text, HTML, PDF or DOCX"),
        ("a.mp3", b"ID3", "use text, HTML, PDF or DOCX"),
    ],
)
def test_what_no_reader_takes_is_refused_with_what_to_do(path, data, hint):
    with pytest.raises(UnreadableFileError, match=hint):
        type_of(path, data)


def test_markdown_headings_are_marked_and_lose_their_hashes():
    lines = read_text("a.md", b"# One\n\n## Two ##\n#three\n#### Four\n").lines

    assert [(line.text, line.mark) for line in lines if line.text] == [
        ("One", "h1"),
        ("Two", "h2"),
        ("#three", None),
        ("Four", "h4"),
    ]


def test_lines_are_numbered_from_one_as_an_editor_shows_them():
    lines = read_text("a.txt", b"One\n\nThree").lines

    assert [(line.number, line.text) for line in lines] == [(1, "One"), (2, ""), (3, "Three")]


def test_every_reader_has_a_media_type():
    assert all("/" in media_type for media_type, _ in READERS.values())
