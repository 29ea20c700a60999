"""Captures read again by the rules of today: what an edit is, and what only newer rules see."""

from dataclasses import replace

from newsarchive.model.article import Article, ArticleId, Capture, Draft
from newsarchive.model.extraction import Extraction, SiteKnowledge
from newsarchive.operations.drafts import with_page
from newsarchive.store.store import Store
from newsarchive.text.digest import content_digest
from newsarchive.text.urls import is_web

# What rules read and a reader sees; html is made from the text, and the event from the lead.
FIELDS = (
    *("title", "subtitle", "summary", "text", "section", "byline", "credit", "published", "language"),
    *("figures", "attachments"),
)


def has_feed(store: Store, article_id: ArticleId) -> bool:
    """Tell whether feeds have said of an article what its page may not say."""
    return bool(store.feeds.addresses_of(article_id))


def is_page(capture: Capture) -> bool:
    """Tell whether a capture is a whole page or text; else it is what a feed gave of one."""
    return bool(capture.status) or not is_web(capture.url)


def reread(
    article: Article, capture: Capture, site: SiteKnowledge, *, has_feed: bool, is_summary: bool = False
) -> Extraction:
    """Return an article as the rules of today read it from a capture of it.

    What a feed said of it beside its page stays. Raises ParseError if no article is found any more.
    """
    if not is_page(capture):
        return Extraction(draft=_reread_fragment(article, capture))
    from newsarchive.extract.capture import read_in_time

    read = read_in_time(capture, site)
    if has_feed:
        # Of a whole text nothing is left over that its page does not hold; only what a feed announces may.
        announced = article if is_summary else replace(article, text=article.title)
        draft = with_page(announced, read.draft)
    else:
        draft = read.draft
    return replace(read, draft=replace(draft, url=article.url or draft.url))


def is_rule_change(before: Draft, after: Draft, reread_draft: Draft) -> bool:
    """Tell whether after differs from before only in what the rules of today read from the page of before as well."""
    same = replace(before, **{name: getattr(reread_draft, name) for name in FIELDS if _differ(before, after, name)})
    return content_digest(same) == content_digest(after)


def changed_fields(before: Draft, after: Draft) -> tuple[str, ...]:
    """Return the names of the fields in which a reader sees a difference."""
    return tuple(name for name in FIELDS if _differ(before, after, name))


def _differ(before: Draft, after: Draft, name: str) -> bool:
    if getattr(before, name) == getattr(after, name):
        return False
    return content_digest(replace(before, **{name: getattr(after, name)})) != content_digest(before)


def _reread_fragment(article: Article, capture: Capture) -> Draft:
    from newsarchive.extract.decode import decode
    from newsarchive.extract.fragment import read_fragment

    read = read_fragment(decode(capture.body, "utf-8"), article.url)
    if not read.text:
        return article
    return replace(
        article,
        text=read.text,
        html=read.html,
        figures=read.figures or article.figures,
        attachments=article.attachments or read.files,
    )
