"""What portals wrap around an article: what stands on every page of a site, and what is another on every page."""

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.extraction.articles import Item, make

_COMMUNES = "Bình Lạc,Thạch Khê,Yên Sơn,Phú Thuận,Đông Hà,Tân Mỹ,Vĩnh Lộc,An Hoà,Cốc Pàng,Nà Mạ".split(",")
_MENU = (
    "Trang chủ,Giới thiệu,Tin tức - Sự kiện,Văn bản,Thủ tục hành chính,Dịch vụ công trực tuyến,Lịch công tác,"
    "Thư viện ảnh,Hỏi đáp,Liên hệ,Sơ đồ cổng,Bộ máy tổ chức,Chuyển đổi số,Nông thôn mới,Góp ý,Công khai ngân sách,"
    "Quy hoạch - Kế hoạch,Tiếp cận thông tin,Tuyên truyền pháp luật,Gương người tốt việc tốt"
).split(",")
_LINKS = (
    "Cổng Dịch vụ công quốc gia,Báo điện tử của tỉnh,Sở Nông nghiệp và Môi trường,Huyện Sông Lạc,"
    "Cơ sở dữ liệu văn bản,Hệ thống phản ánh kiến nghị,Đài Phát thanh của tỉnh"
).split(",")
_WEATHER = ("Trời nắng", "Nhiều mây, không mưa", "Mưa rào nhẹ", "Có mưa dông", "Sương mù nhẹ")
_DAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_POLLS = (
    ("Bạn thấy giao diện của trang thế nào?", ("Rất đẹp", "Bình thường", "Chưa đẹp")),
    ("Bạn hài lòng với thủ tục nào nhất?", ("Hộ tịch", "Đất đai", "Chứng thực")),
)
_BOXES = ("news", "documents", "poll", "links", "gallery", "notices")
_CLASSES = ("menu", "box", "head", "list", "item", "foot", "news", "tab", "cell", "bar")
_FLOATS = ("left", "right", "none")
_RULES = 340  # of the style sheet
_WIDGETS = 60
_SIGNS = string.ascii_letters + string.digits + "+/"


@dataclass(frozen=True, slots=True)
class Site:
    """What is the same on every page of a site."""

    host: str
    name: str
    commune: str
    menu: tuple[str, ...]
    links: tuple[str, ...]
    footer: tuple[str, ...]
    slogan: str
    banner: str  # in the midst of each article
    style: str
    script: str
    number: int


@dataclass(frozen=True, slots=True)
class Box:
    """A box beside an article."""

    kind: str
    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is another at every visit to a page."""

    clock: str
    weather: str
    degrees: int
    counters: tuple[tuple[str, str], ...]
    boxes: tuple[Box, ...]
    newer: tuple[tuple[str, str], ...]  # titles of other articles and their days
    older: tuple[tuple[str, str], ...]
    state: str  # what the server wants back from a form
    visits: int  # more than at the first visit


def make_site(style: str, seed: str) -> Site:
    """Return the site of a style."""
    chance = random.Random(f"trang {style} {seed}")
    commune = chance.choice(_COMMUNES)
    name = f"{chance.choice(('Trang', 'Cổng'))} thông tin điện tử xã {commune}"
    phone = f"0239.{chance.randint(100, 999)}.{chance.randint(100, 999)}"
    footer = (
        f"Bản quyền thuộc UBND xã {commune}, huyện Sông Lạc",
        f"Chịu trách nhiệm nội dung: Chủ tịch UBND xã {commune}",
        f"Địa chỉ: thôn {chance.randint(1, 9)}, xã {commune} - Điện thoại: {phone} - Email: ubnd@xa.example",
        f"Giấy phép số {chance.randint(10, 90)}/GP-TTĐT ngày {chance.randint(1, 28)}/6/{chance.randint(2009, 2016)}",
        f"Ghi rõ nguồn “{name}” khi phát hành lại thông tin từ đây; nghiêm cấm sao chép khi chưa được đồng ý.",
    )
    return Site(
        host=f"xa{chance.randint(100, 999)}-{style}.example",
        name=name,
        commune=commune,
        menu=("Trang chủ", *chance.sample(_MENU[1:], 13)),
        links=tuple(chance.sample(_LINKS, 5)),
        footer=footer,
        slogan=f"Chào mừng bạn đọc đến với {name}. Chung sức xây dựng {commune} giàu đẹp, văn minh, nghĩa tình.",
        banner=chance.choice((
            f"Mời bạn đọc theo dõi trang Zalo của xã {commune} để nhận tin mới nhất mỗi ngày, hoàn toàn miễn phí.",
            f"Bà con có ý kiến về bài viết xin gửi về hòm thư của {name}, mọi ý kiến đều được trả lời trong bảy ngày.",
        )),
        style=_style(chance),
        script=_script(chance),
        number=chance.randint(100, 900),
    )  # fmt: skip


def surround(site: Site, number: int, visit: int = 0, *, is_soon: bool = False) -> Surroundings:
    """Return what stands around article number of a site at one visit: another clock, other counts, other boxes.

    A visit that is soon after the first finds the boxes as they were.
    """
    chance = random.Random(f"quanh {site.host} {number} {visit}")
    boxes = random.Random(f"hộp {site.host} {number} {0 if is_soon else visit}")
    seen = datetime(2026, 3, 2, 7, 0) + timedelta(minutes=chance.randint(0, 300_000))  # noqa: DTZ001 - local
    total = 1_200_000 + 900 * visit + number % 10_000
    return Surroundings(
        clock=f"{_DAYS[seen.weekday()]}, {seen:%d/%m/%Y} {seen:%H:%M}",
        weather=chance.choice(_WEATHER),
        degrees=chance.randint(9, 38),
        counters=(
            ("Đang truy cập", str(chance.randint(1, 90))),
            ("Hôm nay", _grouped(chance.randint(100, 4_000))),
            ("Hôm qua", _grouped(chance.randint(900, 5_000))),
            ("Tháng này", _grouped(chance.randint(9_000, 90_000))),
            ("Tổng truy cập", _grouped(total)),
        ),
        boxes=tuple(_box(boxes, site, kind) for kind in boxes.sample(_BOXES, boxes.randint(3, 5))),
        newer=tuple(_others(boxes, boxes.randint(2, 5))),
        older=tuple(_others(boxes, boxes.randint(3, 6))),
        state="".join(chance.choices(_SIGNS, k=900)),
        visits=visit * chance.randint(20, 600),
    )


def _box(chance: random.Random, site: Site, kind: str) -> Box:
    if kind == "news":
        return Box(kind, "Tin đọc nhiều", tuple(title for title, _ in _others(chance, 5)))
    if kind == "documents":
        return Box(kind, "Văn bản mới", tuple(_document(chance) for _ in range(4)))
    if kind == "poll":
        question, answers = chance.choice(_POLLS)
        return Box(kind, "Thăm dò ý kiến", (question, *answers))
    if kind == "links":
        return Box(kind, "Liên kết website", site.links)
    if kind == "gallery":
        return Box(kind, "Thư viện ảnh", tuple(one.captions[0] for one in _some(chance, 3) if one.captions))
    return Box(kind, "Thông báo", tuple(one.lead for one in _some(chance, 2)))


def _document(chance: random.Random) -> str:
    kind = chance.choice(("Quyết định", "Kế hoạch", "Công văn", "Thông báo"))
    return f"{kind} số {chance.randint(2, 400)} về việc {next(_others(chance, 1))[0].lower()}"


def _others(chance: random.Random, count: int) -> Iterator[tuple[str, str]]:
    for one in _some(chance, count):
        yield one.title, f"({one.published:%d/%m/%Y})"


def _some(chance: random.Random, count: int) -> list[Item]:
    return [make(chance.randrange(15_000, 15_400)) for _ in range(count)]


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _style(chance: random.Random) -> str:
    """Return a style sheet of the usual size."""
    return "\n".join(_rule(chance) for _ in range(_RULES))


def _rule(chance: random.Random) -> str:
    outer, inner = (f".{chance.choice(_CLASSES)}-{chance.randint(1, 99)}" for _ in range(2))
    margin, color = chance.randint(0, 20), chance.randrange(16**6)
    return f"{outer} {inner} {{ margin: {margin}px 0; color: #{color:06x}; float: {chance.choice(_FLOATS)}; }}"


def _script(chance: random.Random) -> str:
    """Return the settings of widgets, as many portals have them in each page."""
    return "\n".join(
        f"var m{number} = {{id: {chance.randint(1, 9999)}, url: '/khoi/{number}', delay: {chance.randint(1, 60)}}};"
        for number in range(_WIDGETS)
    )
