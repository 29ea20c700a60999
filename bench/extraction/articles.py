"""Made-up articles as portals publish them, with all that a reader should find of each: what a page is checked against.

The words come from `bench.corpus`; here they get a lead, headings, lists, tables, pictures, files, names and times.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from bench.corpus import Corpus, Document
from bench.vocabulary import people, places

_SIZE = 20_000  # articles that numbers are drawn from: their days are those of twenty years
_TOPICS = 16
_FEWEST_SENTENCES = 18
_SHORTEST_LEAD, _LONGEST_LEAD = 80, 420  # characters
_TIMES_OF_DAY = ("Sáng", "Chiều", "Tối")
_DAY_IN_LEAD = re.compile(r"(?:(?:Sáng|Chiều|Tối) (?:ngày )?|Ngày )(\d{1,2})/(\d{1,2})")
_CAPTIONS = (
    "Quang cảnh buổi làm việc tại {place}",
    "{person} phát biểu tại hội nghị ở {place}",
    "Đại diện {place} trao quà cho {person}",
    "Bà con {place} ra quân dọn vệ sinh đường làng",
    "Các đại biểu tham quan mô hình của gia đình ông {person}",
    "Một góc {place} nhìn từ trên cao",
    "Vườn cây của bà {person} ở {place} đang cho thu hoạch",
)
_HEADINGS = (
    "Những kết quả bước đầu",
    "Còn nhiều việc phải làm",
    "Cách làm của {place}",
    "Hướng đi cho năm tới",
    "Người dân {place} nói gì?",
)
_CREDITS = ("Báo Sông Lạc", "Đài Truyền thanh huyện Sông Lạc", "Cổng thông tin huyện Sông Lạc", "Báo Nông dân Sông Lạc")
_PHOTOGRAPHERS = 12
_FILES = (
    ("Ke hoach so {number} KH-UBND.doc", "Kế hoạch số {number}/KH-UBND"),
    ("danh sach kem theo {number}.xls", "Danh sách kèm theo"),
    ("phu-luc-{number}.pdf", "Phụ lục"),
    ("mau don dang ky {number}.docx", "Mẫu đơn đăng ký"),
    ("bieu-mau-{number}.xlsx", "Biểu mẫu"),
    ("ban ve quy hoach {number}.zip", "Phần 1"),
    ("thuyet-minh-{number}.rar", "Phần 2"),
)
_FIELDS = "Thôn,Số hộ,Diện tích (ha),Ghi chú".split(",")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a body: a paragraph or heading, a list or table, or a picture with the words under it."""

    kind: str  # "paragraph", "heading", "list", "table", "picture"
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()  # of a table; an item of a list is a row of one

    def lines(self) -> Iterator[str]:
        """Yield what it adds to the text of its article: the words under a picture are not of the text."""
        if self.kind in {"list", "table"}:
            yield from map(" ".join, self.rows)
        elif self.kind != "picture":
            yield self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article with everything about it; empty where it has none."""

    number: int
    title: str
    lead: str
    blocks: tuple[Block, ...]
    section: str
    published: datetime  # local
    has_time: bool
    subtitle: str = ""
    byline: tuple[str, ...] = ()
    credit: str = ""
    event: str = ""  # as Moment.value
    files: tuple[tuple[str, str], ...] = ()  # name and label
    visits: int

    @property
    def captions(self) -> tuple[str, ...]:
        """Return the words under its pictures."""
        return tuple(block.text for block in self.blocks if block.kind == "picture")

    @property
    def body(self) -> tuple[str, ...]:
        """Return the lines of its text, without the lead."""
        return tuple(line for block in self.blocks for line in block.lines())


def make(number: int) -> Item:
    """Return article number, the same at any time."""
    corpus, names, near = _sources()
    chance = random.Random(f"bai {number}")
    document = corpus.article(number)
    day = corpus.day(number)
    sentences = _sentences(document.text)
    if len(sentences) < _FEWEST_SENTENCES:
        sentences = list(dict.fromkeys([*sentences, *_sentences(corpus.article(_SIZE - number).text)]))
    lead, rest = _lead(chance, sentences, day)
    fill = {"place": chance.choice(near), "person": chance.choice(names)}
    has_time = chance.random() < 0.9
    published = datetime.combine(
        day + timedelta(chance.randint(0, 1)), time(chance.randint(6, 21), chance.randint(1, 59))
    )
    return Item(
        number=number,
        title=document.title,
        subtitle=f"{chance.choice(_HEADINGS).format_map(fill)} ở {chance.choice(near)}"
        if chance.random() < 0.15
        else "",
        lead=lead,
        blocks=tuple(_blocks(chance, rest, names, near)),
        section=document.section,
        published=published if has_time else datetime.combine(published, time()),
        has_time=has_time,
        byline=_byline(chance, document),
        credit=chance.choice(_CREDITS) if chance.random() < 0.25 else "",
        event=_event(lead, published.date()),
        files=tuple(_files(chance)),
        visits=chance.randint(3, 9_000),
    )


@cache
def _sources() -> tuple[Corpus, list[str], list[str]]:
    chance = random.Random("nguon")
    return Corpus(_SIZE, topics=_TOPICS), people(chance, 200), places(chance, 200)


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text, each once."""
    return list(dict.fromkeys(re.split(r"(?<=[.?])\s+", text)))


def _lead(chance: random.Random, sentences: list[str], day: date) -> tuple[str, list[str]]:
    """Return the first sentences as a lead, half of them with a day, and the others."""
    count = 1
    while len(" ".join(sentences[:count])) < _SHORTEST_LEAD and count < len(sentences) - 2:
        count += 1
    lead = " ".join(sentences[:count])[:_LONGEST_LEAD]
    if not _DAY_IN_LEAD.match(lead) and chance.random() < 0.4:
        lead = f"{chance.choice(_TIMES_OF_DAY)} ngày {day.day}/{day.month}, {lead[0].lower()}{lead[1:]}"
    return lead, sentences[count:]


def _event(lead: str, published: date) -> str:
    """Return the day that a lead begins with, in the year of publication or the one before."""
    match = _DAY_IN_LEAD.match(lead)
    if match is None:
        return ""
    month, day = int(match[2]), int(match[1])
    year = published.year - ((month, day) > (published.month, published.day))
    return f"{year}-{month:02}-{day:02}"


def _byline(chance: random.Random, document: Document) -> tuple[str, ...]:
    """Return its authors with two or three words each, or none."""
    if chance.random() < 0.2:
        return ()
    is_short = chance.random() < 0.4
    return tuple(dict.fromkeys(name.split(" ", 1)[1] if is_short else name for name in document.byline))


def _files(chance: random.Random) -> Iterator[tuple[str, str]]:
    if chance.random() < 0.3:
        number = chance.randint(10, 400)
        for name, label in chance.sample(_FILES, chance.randint(1, 3)):
            yield name.format(number=number), label.format(number=number)


def _blocks(chance: random.Random, sentences: list[str], names: list[str], near: list[str]) -> Iterator[Block]:
    """Yield paragraphs of one to three sentences, and between them what else a body has."""
    paragraphs = list(_paragraphs(chance, sentences))
    pictures = set(chance.sample(range(len(paragraphs)), min(len(paragraphs), chance.choice((0, 1, 1, 1, 2, 3)))))
    headings = {len(paragraphs) // 2} if len(paragraphs) > 4 and chance.random() < 0.4 else set()
    extra = len(paragraphs) // 3 if chance.random() < 0.35 else None
    for place, paragraph in enumerate(paragraphs):
        if place in headings:
            yield Block("heading", chance.choice(_HEADINGS).format(place=chance.choice(near)))
        yield Block("paragraph", paragraph)
        if place in pictures:
            yield Block("picture", _caption(chance, names, near))
        if place == extra:
            yield _extra(chance, near)


def _paragraphs(chance: random.Random, sentences: list[str]) -> Iterator[str]:
    while sentences:
        count = chance.randint(1, 3)
        yield " ".join(sentences[:count])
        sentences = sentences[count:]


def _caption(chance: random.Random, names: list[str], near: list[str]) -> str:
    caption = chance.choice(_CAPTIONS).format(place=chance.choice(near), person=chance.choice(names))
    if chance.random() < 0.3:
        return f"{caption}. Ảnh: {names[chance.randrange(_PHOTOGRAPHERS)]}"
    return caption + ("." if chance.random() < 0.4 else "")


def _extra(chance: random.Random, near: list[str]) -> Block:
    """Return a list or a table."""
    hamlets = chance.sample(near, chance.randint(3, 5))
    if chance.random() < 0.5:
        rows = [
            (f"{hamlet}: {chance.randint(4, 90)} hộ đăng ký, {chance.randint(2, 40)} hộ đã làm xong",)
            for hamlet in hamlets
        ]
        return Block("list", rows=tuple(rows))
    rows_of_table = [
        (one, str(chance.randint(20, 300)), f"{chance.randint(1, 90)},{chance.randint(1, 9)}", "Đã giao")
        for one in hamlets
    ]
    return Block("table", rows=(tuple(_FIELDS), *rows_of_table))
