import pytest

from search_web import create_app
from search_web.errors import SettingError
from search_web.settings import SETTINGS, settings


def test_every_setting_has_a_default_and_help():
    values = settings({})
    for setting in SETTINGS:
        assert values[setting.name] == setting.default
        assert setting.help.endswith(".")


def test_the_environment_overrides_a_default():
    values = settings(
        {"HEALTHSEARCH_DATA": "/srv/health", "HEALTHSEARCH_TRUSTED_HOSTS": "a.example, .b.example"}
    )
    assert values["DATA"] == "/srv/health"
    assert values["TRUSTED_HOSTS"] == ["a.example", ".b.example"]


def test_the_config_of_create_app_overrides_the_environment(monkeypatch):
    monkeypatch.setenv("HEALTHSEARCH_DATA", "/srv/health")
    assert create_app().config["DATA"] == "/srv/health"
    assert create_app({"DATA": "elsewhere"}).config["DATA"] == "elsewhere"


@pytest.mark.parametrize("value", ["many", "-1", "1.5", "", "²"])
def test_a_setting_that_is_no_number_is_an_error_that_says_what_is_expected(value):
    with pytest.raises(SettingError, match="HEALTHSEARCH_PROXIES .* whole number"):
        settings({"HEALTHSEARCH_PROXIES": value})
