"""Settings come from a file and the environment, and a wrong one is named."""

from pathlib import Path

import pytest

from papersearch.answering import Thresholds
from papersearch.errors import SettingsError
from papersearch.settings import Settings, load_settings


def test_an_empty_environment_gives_the_defaults():
    settings = load_settings({"HOME": "/home", "PAPERSEARCH_HOST": " "})

    assert settings == Settings()


def test_the_thresholds_of_answers_are_those_chosen_over_the_questions():
    settings, chosen = Settings(), Thresholds()

    assert (settings.answer_threshold, settings.closest_threshold) == (chosen.answer, chosen.closest)


def test_values_are_read_as_the_type_of_their_field():
    settings = load_settings(
        {
            "PAPERSEARCH_INDEX": "/srv/index",
            "PAPERSEARCH_PORT": "8080",
            "PAPERSEARCH_TRUSTED_HOSTS": "papers.example, localhost",
            "PAPERSEARCH_ADDRESS": "https://papers.example/",
            "PAPERSEARCH_DEADLINE_S": "2.5",
        }
    )

    assert settings.index == Path("/srv/index")
    assert settings.port == 8080
    assert settings.trusted_hosts == ("papers.example", "localhost")
    assert settings.address == "https://papers.example"
    assert settings.deadline_s == 2.5


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PAPERSEARCH_PORT", "0"),
        ("PAPERSEARCH_PORT", "http"),
        ("PAPERSEARCH_TRUSTED_HOSTS", "https://papers.example"),
        ("PAPERSEARCH_ADDRESS", "papers.example"),
        ("PAPERSEARCH_CONTACT_EMAIL", "the clerk"),
        ("PAPERSEARCH_DEADLINE_S", "nan"),
        ("PAPERSEARCH_SEARCHES_AT_ONCE", "0"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_its_setting(name, value):
    with pytest.raises(SettingsError) as caught:
        load_settings({name: value})

    assert name in str(caught.value)
    assert value in str(caught.value)


def test_a_misspelt_setting_is_an_error_that_lists_the_known_ones():
    with pytest.raises(SettingsError, match=r"PAPERSEARCH_TRUSTED_HOST is not a setting.*trusted_hosts"):
        load_settings({"PAPERSEARCH_TRUSTED_HOST": "papers.example"})


def test_the_environment_wins_over_the_file(tmp_path):
    file = tmp_path / "papersearch.toml"
    file.write_text('site_name = "Kelbourne papers"\nport = 8001\ntrusted_hosts = ["a.example", "b.example"]\n')

    settings = load_settings({"PAPERSEARCH_SETTINGS": str(file), "PAPERSEARCH_PORT": "8002"})

    assert settings.site_name == "Kelbourne papers"
    assert settings.trusted_hosts == ("a.example", "b.example")
    assert settings.port == 8002


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    missing = tmp_path / "none.toml"

    with pytest.raises(SettingsError, match=r"none\.toml"):
        load_settings({"PAPERSEARCH_SETTINGS": str(missing)})
