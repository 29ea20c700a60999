"""What the sites of a sync or recheck allow robots: as they said within a day, or say now."""

from newsarchive.fetch.robots import crawl_delay, is_allowed
from newsarchive.operations.stopwatch import Stopwatch
from newsarchive.operations.web import Pool
from newsarchive.store.store import Store
from newsarchive.text.urls import site


class Permissions:
    """What is known of the robots.txt of sites."""

    def __init__(self, store: Store, pool: Pool, watch: Stopwatch) -> None:
        self._store = store
        self._pool = pool
        self._watch = watch
        self._rules: dict[str, str | None] = {}  # of sites; None: leave it alone for now

    def knows(self, home: str) -> bool:
        """Tell whether a site need not be asked for its rules."""
        if home not in self._rules:
            rules = self._store.robots.find(home, self._watch.now)
            if rules is None:
                return False
            self._follow(home, rules)
        return True

    def may_ask(self, url: str) -> bool | None:
        """Tell whether a site that is known allows an address; None if it cannot say now."""
        rules = self._rules[site(url)]
        return None if rules is None else is_allowed(rules, url)

    def learn(self, home: str, rules: str | None) -> None:
        """Remember what a site has said; None: nothing, and it is left alone for now."""
        self._rules[home] = None
        if rules is not None:
            with self._store.transaction():
                self._store.robots.save(home, rules, self._watch.now)
            self._follow(home, rules)

    def _follow(self, home: str, rules: str) -> None:
        delay = crawl_delay(rules)
        if delay:
            self._pool.slow_down(home, delay)
        self._rules[home] = rules
