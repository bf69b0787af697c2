"""What stands beside the papers is read strictly: an unknown key is an error that names those there are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papersearch.errors import SettingsError, UnreadableFileError
from papersearch.papers.supplying import is_restricted, read_council, read_supplied


def council_of(folder, text):
    (folder / "council.toml").write_text(text, encoding="utf-8")
    return read_council(folder, slug="salt-mere")[0]


def supplied_of(folder, text, folder_text=None):
    paper = folder / "a.txt"
    (folder / "a.txt.toml").write_text(text, encoding="utf-8")
    if folder_text is not None:
        (folder / "folder.toml").write_text(folder_text, encoding="utf-8")
    return read_supplied(paper)[0]


def test_a_council_is_read_with_all_it_states(tmp_path):
    council = council_of(
        tmp_path,
        """name = "Saltmere Council"
system = "moderngov"
site = "https://democracy.example/"
licence = "OGL"
municipal_year_starts = "04-01"
restrict = ["secret-*"]
[[committee]]
name = "Cabinet"
also = ["The Cabinet"]
[acronyms]
EET = "education, employment and training"
[gate]
labels = ["Report category"]
open = ["For general release"]
""",
    )

    assert (council.name, council.slug, council.municipal_year_starts) == ("Saltmere Council", "salt-mere", (4, 1))
    assert [(one.name, one.slug, one.also) for one in council.committees] == [("Cabinet", "cabinet", ("The Cabinet",))]
    assert council.acronyms == {"EET": "education, employment and training"}
    assert (council.gate_labels, council.open_words) == (("Report category",), ("For general release",))
    assert council.restrict == ("secret-*",)


def test_without_a_file_a_council_has_the_name_of_its_folder(tmp_path):
    assert read_council(tmp_path, slug="salt-mere")[0].name == "Salt Mere"
    assert read_council(tmp_path, slug="")[0].name == "Council not stated"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('nmae = "x"', "unknown key 'nmae'"),
        ("name = ", "not valid TOML"),
        ('municipal_year_starts = "1 April"', "municipal_year_starts"),
        ('municipal_year_starts = "02-30"', "municipal_year_starts"),
        ("[[committee]]\nalso = []", "without a name"),
    ],
)
def test_a_council_file_that_cannot_be_used_is_named_in_one_line(tmp_path, text, why):
    with pytest.raises(SettingsError, match=why) as caught:
        council_of(tmp_path, text)

    assert "salt-mere/council.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_sidecar_states_values_by_its_keys(tmp_path):
    supplied = supplied_of(tmp_path, 'committee = "Cabinet"\nmeeting = 2020-03-04\nitem = "4"\ncomplete = false\n')

    assert supplied == {"committee": "Cabinet", "meeting": date(2020, 3, 4), "item": "4", "complete": False}


def test_the_sidecar_of_a_file_is_stronger_than_that_of_its_folder(tmp_path):
    supplied = supplied_of(tmp_path, 'item = "4"\n', 'committee = "Cabinet"\nitem = "9"\n')

    assert supplied == {"committee": "Cabinet", "item": "4"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('comittee = "x"', "unknown key 'comittee'; it may have .*committee"),
        ('meeting = "4 March 2020"', "a date is written 2020-01-30"),
        ("complete = 1", "complete = 1"),
        ("committee = [", "not valid TOML"),
    ],
)
def test_a_sidecar_that_cannot_be_used_says_what_would(tmp_path, text, why):
    with pytest.raises(UnreadableFileError, match=why):
        supplied_of(tmp_path, text)


@given(st.binary(max_size=60))
def test_any_bytes_are_values_or_one_error(tmp_path_factory, content):
    folder = tmp_path_factory.getbasetemp()
    (folder / "a.txt.toml").write_bytes(content)
    try:
        supplied = read_supplied(folder / "a.txt")[0]
    except UnreadableFileError as error:
        supplied, why = None, str(error)

    assert isinstance(supplied, dict) or "a.txt.toml" in why


PATH, SHA256 = "saltmere/cabinet/sale.txt", "ab" * 32


@pytest.mark.parametrize(
    "pattern",
    [
        PATH,
        "cabinet/sale.txt",
        "sale.txt",
        "sale.*",
        "cabinet/*",
        "saltmere/*",
        SHA256,
        "https://democracy.example/*",
        "Sale.TXT",
    ],
)
def test_a_file_is_restricted_by_path_name_digest_pattern_or_address(pattern):
    supplied = {"source": "https://democracy.example/mgAi.aspx?ID=1"}

    assert is_restricted(PATH, SHA256, supplied, (pattern,))


@pytest.mark.parametrize("pattern", ["sale", "*.pdf", "cabinet", "cd" * 32])
def test_another_pattern_restricts_nothing(pattern):
    assert not is_restricted(PATH, SHA256, {}, (pattern,))


@pytest.mark.parametrize("key", ["restrict", "restricted"])
def test_a_sidecar_restricts(key):
    assert is_restricted(PATH, SHA256, {key: True}, ())
    assert not is_restricted(PATH, SHA256, {key: False}, ())
