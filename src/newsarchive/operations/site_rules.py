"""What is known of a site when one of its pages is read: what the user says of it, and what its other pages share.

The user's rules stand in a TOML file: a table a host, in it a CSS selector a field, and those of what is no part of
any article. They win over all that newsarchive finds by itself.
"""

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newsarchive.errors import ConfigError
from newsarchive.model.extraction import SiteKnowledge, SiteRules
from newsarchive.operations.settings import settings_folder
from newsarchive.store.store import Store
from newsarchive.text.urls import site

NAME = "rules.toml"
REMOVE = "remove"
_HELP = "docs/site-rules.md shows what can stand there"
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*+\.?")
_NO_RULES: Mapping[str, SiteRules] = {}
_NO_RULE = SiteRules()


def knowledge_of(store: Store, url: str) -> SiteKnowledge:
    """Return what is known of the site of a page. Raises ConfigError as `load_rules`."""
    home = site(url)
    if not home:
        return SiteKnowledge()
    return SiteKnowledge(chrome=store.sites.chrome(home, besides=url), rules=rules_of(url))


def rules_of(url: str) -> SiteRules:
    """Return what the user says of the site of a page. Raises ConfigError as `load_rules`."""
    return load_rules().get(_key(urlsplit(url).hostname or ""), _NO_RULE)


def load_rules() -> Mapping[str, SiteRules]:
    """Return the user's rules by host, in small letters and without "www."; none if there is no such file.

    The file is that of NEWSARCHIVE_RULES, else rules.toml in the folder of settings. It is read once, and again when
    it has changed.

    Raises:
        ConfigError: it cannot be read, or says what cannot be understood.
    """
    given = os.environ.get("NEWSARCHIVE_RULES", "")
    path = Path(os.path.expanduser(given)) if given else settings_folder() / NAME  # noqa: PTH111 - as in settings
    try:
        state = path.stat()
    except OSError as error:
        if isinstance(error, FileNotFoundError | NotADirectoryError) and not given:
            return _NO_RULES
        raise _unreadable(path, error) from error
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1)
def _read(path: Path, changed_at: int, size: int) -> Mapping[str, SiteRules]:
    import tomllib

    try:
        with path.open("rb") as file:
            tables = tomllib.load(file)
    except OSError as error:
        raise _unreadable(path, error) from error
    except ValueError as error:  # of TOML, or of UTF-8
        raise ConfigError(f"{path}: no valid TOML: {str(error).lower()}", _HELP) from error
    found: dict[str, SiteRules] = {}
    for host, table in tables.items():
        place = f"{path}: {host}"
        if not _HOST.fullmatch(host):
            raise ConfigError(f"{place}: not the name of a host", 'write for example: ["binhlac.example"]')
        if _key(host) in found:
            raise ConfigError(f"{place}: there are rules of this host already", _HELP)
        found[_key(host)] = _to_rules(place, table)
    return found


def _to_rules(place: str, table: Any) -> SiteRules:
    from newsarchive.extract.site_rules import FIELDS

    if not isinstance(table, dict):
        raise ConfigError(f"{place}: not a table", 'write for example: ["binhlac.example"]')
    selectors: dict[str, str] = {}
    remove: tuple[str, ...] = ()
    for key, value in table.items():
        if key == REMOVE:
            remove = _selectors(f"{place}: {key}", value)
        elif key in FIELDS:
            selectors[key] = _selector(f"{place}: {key}", value)
        else:
            raise ConfigError(f"{place}: {key}: no such field", f"fields are {', '.join(sorted(FIELDS))}, and {REMOVE}")
    return SiteRules(selectors, remove)


def _selectors(place: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ConfigError(f"{place}: not a list of selectors", 'write for example: remove = ["div.share"]')
    return tuple(_selector(place, one) for one in value)


def _selector(place: str, value: Any) -> str:
    """Return a selector that a page can be searched with. Raises ConfigError if it is none."""
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector
    from lxml.etree import Element, XPathError

    if not isinstance(value, str):
        raise ConfigError(f"{place}: not a selector: {value!r}", 'write for example: title = "h1.tieu-de"')
    try:
        CSSSelector(value, translator="html")(Element("html"))
    except (SelectorError, XPathError, ValueError, RecursionError) as error:
        raise ConfigError(f"{place}: not a CSS selector: {value[:99]!r}: {str(error).lower()}", _HELP) from error
    return value


def _key(host: str) -> str:
    """Return a host as rules know it.

    >>> _key("www.BìnhLạc.example.") == _key("xn--bnhlc-tsa2534c.example")
    True
    """
    name = host.lower().rstrip(".").removeprefix("www.")
    try:
        return name.encode("idna").decode()
    except UnicodeError:  # a label that is empty or too long: then it is no host of the web either
        return name


def _unreadable(path: Path, error: OSError) -> ConfigError:
    return ConfigError(f"{path}: {(error.strerror or str(error)).lower()}", "check its name and its rights")
