from pathlib import Path

import pytest

from newsarchive.errors import ConfigError, ExitCode
from newsarchive.extract.site_rules import FIELDS
from newsarchive.model.extraction import SiteRules
from newsarchive.operations.site_rules import knowledge_of, load_rules, rules_of
from newsarchive.store.store import Store

RULES = """
["binhlac.example"]
title = "h1.tieu-de"
remove = ["div.chia-se", "p:contains('Lượt xem')"]
"""
NO_RULES = SiteRules({})


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "luật.toml"
    monkeypatch.setenv("NEWSARCHIVE_RULES", str(path))
    return path


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://binhlac.example/tin/1", id="its host"),
        pytest.param("http://www.binhlac.example:8080/", id="with www, and a port"),
        pytest.param("https://BINHLAC.example./", id="in capitals, and with a dot at its end"),
    ],
)
def test_rules_are_found_by_the_host_of_a_page(path: Path, url: str) -> None:
    path.write_text(RULES)

    rules = rules_of(url)

    assert (rules.selectors["title"], rules.remove) == ("h1.tieu-de", ("div.chia-se", "p:contains('Lượt xem')"))


@pytest.mark.parametrize(
    "url", ["https://tin.binhlac.example/", "https://xa.example/", "file:///tin.html", "", "https://" + "x" * 70 + "/"]
)
def test_other_pages_have_no_rules(path: Path, url: str) -> None:
    path.write_text(RULES)

    assert (rules_of(url).selectors, rules_of(url).remove) == ({}, ())


@pytest.mark.parametrize("name", ["www.xn--bnhlc-tsa2534c.example", "BìnhLạc.example", "bìnhlạc.example."])
def test_a_host_may_be_written_as_people_read_it(path: Path, name: str) -> None:
    path.write_text(f'["{name}"]\ntext = "article"\n')

    assert rules_of("https://bìnhlạc.example/tin").selectors == {"text": "article"}


def test_every_field_can_have_a_rule(path: Path) -> None:
    path.write_text('["xa.example"]\n' + "".join(f'{field} = "div.{field}"\n' for field in FIELDS))

    assert rules_of("https://xa.example/").selectors == {field: f"div.{field}" for field in FIELDS}


def test_rules_stand_in_the_folder_of_settings_unless_another_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEWSARCHIVE_RULES", raising=False)
    monkeypatch.setenv("NEWSARCHIVE_CONFIG", str(tmp_path))
    before = load_rules()
    (tmp_path / "rules.toml").write_text(RULES)

    after = load_rules()

    assert (list(before), list(after)) == ([], ["binhlac.example"])


def test_a_file_that_has_changed_is_read_again(path: Path) -> None:
    path.write_text(RULES)
    load_rules()
    path.write_text(RULES.replace("h1.tieu-de", "h1.tieu-de-moi"))

    assert rules_of("https://binhlac.example/").selectors["title"] == "h1.tieu-de-moi"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("[binhlac.example", "no valid TOML: expected ']' at the end of a table declar", id="no TOML"),
        pytest.param(b"\xff", "no valid TOML: 'utf-8' codec can't decode", id="no UTF-8"),
        pytest.param("title = 'h1'", "title: not a table", id="no host"),
        pytest.param("['xa.example']\ntitel = 'h1'", "xa.example: titel: no such field", id="unknown key"),
        pytest.param("['xa.example']\ntitle = 1", "xa.example: title: not a selector: 1", id="a number"),
        pytest.param("['xa.example']\nremove = 'p'", "xa.example: remove: not a list of selectors", id="no list"),
        pytest.param("['xa.example']\nremove = ['p', 2]", "xa.example: remove: not a selector: 2", id="in a list"),
        pytest.param("['xa.example']\ntext = 'p >'", "xa.example: text: not a CSS selector: 'p >': exp", id="cut"),
        pytest.param("['xa.example']\ntext = ''", "xa.example: text: not a CSS selector: ''", id="empty"),
        pytest.param("['xa.example']\ntext = 'p::text'", "'p::text': pseudo-elements are not", id="pseudo-element"),
        pytest.param("['xa.example']\ntext = 'svg|p'", "'svg|p': undefined namespace prefix", id="namespace"),
        pytest.param(
            "['xa.example']\ntext = \"p:contains('\\u0001')\"", "not a CSS selector: ", id="control character"
        ),
        pytest.param(f"['xa.example']\ntext = '{'a ' * 9999}'", "not a CSS selector: ", id="without end"),
        pytest.param("['https://xa.example']\n", "https://xa.example: not the name of a host", id="an address"),
        pytest.param("[xa.example]\ntitle = 'h1'", "xa: example: no such field", id="a name without quotation marks"),
        pytest.param("['xa.example']\n['www.xa.example']", "there are rules of this host already", id="twice"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(path: Path, text: str | bytes, message: str) -> None:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())

    with pytest.raises(ConfigError, match="luật.toml: ") as caught:
        load_rules()

    assert message in caught.value.message
    assert (caught.value.exit_code, bool(caught.value.hint)) == (ExitCode.USAGE, True)


def test_a_file_that_is_named_has_to_be_there(path: Path) -> None:
    with pytest.raises(ConfigError, match="luật.toml: no such file or directory"):
        load_rules()


def test_a_folder_is_no_file_of_rules(path: Path) -> None:
    path.mkdir()

    with pytest.raises(ConfigError, match="luật.toml: is a directory"):
        load_rules()


def test_what_a_page_is_read_with_are_the_rules_of_its_site(store: Store, path: Path) -> None:
    path.write_text(RULES)

    known, unknown = (knowledge_of(store, url) for url in ("https://binhlac.example/tin/1", "file:///tin.html"))

    assert (known.rules.selectors, known.chrome) == ({"title": "h1.tieu-de"}, frozenset())
    assert (unknown.rules.selectors, unknown.chrome) == ({}, frozenset())
