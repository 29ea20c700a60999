"""Whatever is done in whatever order, the archive holds what a dict would hold, and its index what a rebuild would."""

from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from fakes import NOW, index_terms, make_draft, put
from newsarchive.model.article import ArticleId, Capture, Outcome, Overrides, Result
from newsarchive.model.extraction import Extraction
from newsarchive.model.feed import Entry, FeedDocument, FeedSettings
from newsarchive.model.search import Query
from newsarchive.operations.editing import delete, edit, restore
from newsarchive.operations.entries import keep_entry
from newsarchive.operations.tagging import tag, untag
from newsarchive.store.store import Store
from newsarchive.text.query import parse

PORTAL = "https://binhlac.example/"
URLS = st.sampled_from([f"{PORTAL}{number}" for number in range(4)])
WORDS = ("lúa", "bão", "chè", "dân vận")
TEXTS = st.sampled_from(WORDS)


@dataclass
class Kept:
    """What the model knows of one article."""

    id: ArticleId
    text: str
    title: str
    title_is_set: bool = False
    versions: set[tuple[str, str]] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    is_deleted: bool = False
    is_summary: bool = False  # of a feed
    feeds: dict[str, bool] = field(default_factory=dict)  # that showed it, and whether they brought it


class Archive(RuleBasedStateMachine):
    """The archive beside its model."""

    def __init__(self) -> None:
        super().__init__()
        self.store = Store.in_memory()
        self.model: dict[str, Kept] = {}
        self.now = NOW

    @rule(url=URLS, text=TEXTS, title=TEXTS)
    def add(self, url: str, text: str, title: str) -> None:
        self.now += timedelta(minutes=1)
        result = put(self.store, make_draft(title, text, url=url), now=self.now)
        known = self.model.get(url)
        if known is None:
            self.model[url] = Kept(result.id, text, title, versions={(title, text)})
            assert result.outcome is Outcome.ADDED
        elif known.is_deleted:
            assert result.outcome is Outcome.DELETED
        else:
            title = known.title if known.title_is_set else title
            is_same = (known.title, known.text) == (title, text)
            change = Outcome.COMPLETED if known.is_summary else Outcome.REVISED
            assert result.outcome is (Outcome.UNCHANGED if is_same else change)
            known.title, known.text, known.is_summary = title, text, False
            known.versions.add((title, text))

    @rule(url=URLS, text=TEXTS, title=TEXTS, is_whole=st.booleans(), is_same_site=st.booleans())
    def sync(self, url: str, text: str, title: str, is_whole: bool, is_same_site: bool) -> None:
        """Keep an entry of one of two feeds: of the portal itself, and of one that copies."""
        self.now += timedelta(minutes=1)
        site = PORTAL if is_same_site else "https://bao.example/"
        entry = Entry(guid=url, url=url, title=title, summary=text, language="vi")
        read = Extraction(draft=make_draft(title, text, url=url))
        page = (Capture(url, b"", "text/html", self.now), read) if is_whole else None
        with self.store.transaction():
            feed_id = self.store.feeds.add(FeedDocument(url=site), "", self.now)
            result = keep_entry(self.store, feed_id, site, entry, self.now, settings=FeedSettings(), page=page)
        assert isinstance(result, Result)
        known = self.model.get(url)
        if known is None:
            self.model[url] = Kept(
                result.id, text, title, versions={(title, text)}, is_summary=not is_whole, feeds={site: True}
            )  # fmt: skip
            assert result.outcome is Outcome.ADDED
            return
        has_brought = known.feeds.setdefault(site, False)
        is_believed = is_same_site or (has_brought and PORTAL not in known.feeds)
        may_change = is_believed and (is_whole or known.is_summary)
        title = known.title if known.title_is_set else title
        is_same = (known.title, known.text) == (title, text)
        if known.is_deleted:
            assert result.outcome is Outcome.DELETED
        elif not may_change or is_same:
            assert result.outcome is Outcome.UNCHANGED
            known.is_summary = known.is_summary and not (may_change and is_whole)
        else:
            assert result.outcome is (Outcome.COMPLETED if known.is_summary and is_whole else Outcome.REVISED)
            known.title, known.text, known.is_summary = title, text, not is_whole
            known.versions.add((title, text))

    def shown(self) -> list[Kept]:
        return [known for known in self.model.values() if not known.is_deleted]

    @precondition(lambda self: self.shown())
    @rule(data=st.data(), title=TEXTS)
    def edit(self, data: st.DataObject, title: str) -> None:
        known = data.draw(st.sampled_from(self.shown()))
        edit(self.store, known.id, Overrides(title=title), self.now)
        known.title, known.title_is_set = title, True
        known.versions.add((title, known.text))

    @precondition(lambda self: self.shown())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        known = data.draw(st.sampled_from(self.shown()))
        delete(self.store, [known.id], self.now)
        known.is_deleted = True

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        known = data.draw(st.sampled_from(list(self.model.values())))
        restore(self.store, [known.id])
        known.is_deleted = False

    @precondition(lambda self: self.shown())
    @rule(data=st.data(), name=TEXTS)
    def tag(self, data: st.DataObject, name: str) -> None:
        known = data.draw(st.sampled_from(self.shown()))
        assert tag(self.store, name.upper(), [known.id]) == (name not in known.tags)
        known.tags.add(name)

    @precondition(lambda self: any(known.tags for known in self.shown()))
    @rule(data=st.data())
    def untag(self, data: st.DataObject) -> None:
        known = data.draw(st.sampled_from([known for known in self.shown() if known.tags]))
        name = known.tags.pop()
        assert untag(self.store, name, [known.id]) == 1

    @invariant()
    def archive_holds_what_the_model_holds(self) -> None:
        expected = {known.id: (known.title, known.text, {tag.upper() for tag in known.tags}) for known in self.shown()}
        articles = self.store.articles.iter_ids(self.store.search.iter_ids(Query()))
        assert {one.id: (one.title, one.text, set(one.tags)) for one in articles} == expected
        for known in self.model.values():
            sql = "SELECT count(*) FROM revision WHERE article_id = ?"
            assert self.store._connection.row(sql, (known.id,))[0] == len(known.versions)

    @invariant()
    def search_finds_what_a_scan_finds(self) -> None:
        for word in WORDS:
            expected = {known.id for known in self.shown() if word in (known.title, known.text)}
            assert {hit.id for hit in self.store.search.find(parse(f'"{word}"')).hits} == expected

    @invariant()
    def index_is_what_a_rebuild_would_give(self) -> None:
        connection = self.store._connection
        before = index_terms(connection)
        self.store.reindex()
        assert index_terms(connection) == before

    def teardown(self) -> None:
        self.store.close()


Archive.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
TestArchive = Archive.TestCase
