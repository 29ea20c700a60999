"""Headlines as local news has them: mostly of their own, some that stand every month."""

import random
from dataclasses import dataclass
from datetime import date

from bench.vocabulary import Zipf

_ACTORS = (
    "Hội Nông dân,Đoàn Thanh niên,Công an,UBND xã,Trường Tiểu học,Đảng uỷ xã,Hội Phụ nữ,Ban Chỉ huy Quân sự,Trạm Y tế,"
    "Hợp tác xã,Hội Cựu chiến binh,Khối Dân vận,Uỷ ban MTTQ,Hội Khuyến học,Hội Người cao tuổi,Công đoàn,Hạt Kiểm lâm,"
    "Đồn Biên phòng,Ngân hàng Chính sách,Trung tâm Văn hoá,HĐND xã,Ban quản lý chợ,Tổ hoà giải,Đội bóng,Câu lạc bộ"
).split(",")
_VERBS = (
    "tổ chức,khánh thành,trao tặng,kiểm tra,tập huấn,phát động,ra mắt,bàn giao,tháo gỡ,giữ gìn,nhân rộng,khởi công,"
    "tìm lại,đón nhận,thu hoạch,chăm sóc,bảo vệ,xây dựng,mở rộng,sửa chữa,vận động,chia sẻ,học cách,đưa vào sử dụng,"
    "xử lý,khắc phục,đăng ký,tiếp nhận,truyền dạy,giới thiệu,thí điểm,lo giữ,mừng,chờ,gom,trồng,dựng lại,hiến,đổi,bán"
).split(",")
_UNITS = "hộ dân,công trình,tấn,cây số,học sinh,suất quà,héc ta,thôn,gia đình,người,lớp,ngày công,mô hình".split(",")
_OWN = (
    "{actor} {place} {verb} {thing} {other}",
    "{place} {verb} {count} {unit} {thing}, {other}",
    "{person}, người {verb} {thing} và {other} ở {place}",
    "{thing} và {other} về {place} sau {count} ngày {verb}",
    "Vì sao {place} còn {verb} {thing} {other}?",
    "{count} {unit} {thing} {verb} {other} tại {place}",
    "{actor} {place} {verb} {thing}, {other} cho {count} {unit}",
    "Người {place} {verb} {thing} từ năm {year} đến nay",
    "{actor} {place} cùng {elsewhere} {verb} {thing}, {other}",
    "Chuyện {thing}, {other} của {person} ở {place}",
    "{place}: {thing}, {other} sau {count} ngày",
)
_STANDING = (
    "Thông báo lịch tiếp công dân tháng {month}/{year} của {actor} {place}",
    "{actor} {place} tổ chức hội nghị tổng kết công tác năm {year}",
    "{actor} {place} sơ kết phong trào thi đua “Dân vận khéo” năm {year}",
)
_LEADS = (
    "Ngày {day}/{month}, tại {place}, {actor} {verb} {thing} cùng {other}.",
    "Sáng ngày {day}/{month}, {actor} {place} {verb} {thing}, {other}.",
    "Sau {count} ngày, {place} đã {verb} xong {thing}.",
    "{thing} và {other} là chuyện được bàn nhiều ở {place} mấy hôm nay.",
    "Chiều {day}/{month}/{year}, đoàn của {elsewhere} đến xem {thing}.",
    "Năm {year}, {count} {unit} ở {place} được {verb}.",
)
_MORE = (
    "{person} cho biết {thing} ở {place} đã khác trước.",
    "Theo kế hoạch, {third} và {other} được {verb} trước cuối tháng.",
    "{elsewhere} cũng đang {verb} {third}.",
    "Ai cũng hỏi {thing} rồi sẽ ra sao, {other} thì còn ở đó.",
    "Trong số {count} {unit}, quá nửa chọn {other}.",
    "{actor} {elsewhere} gửi lời mời {person} sang thăm.",
    "Lần đầu {place} có {third}, chưa ai quen.",
    "Giữa {thing} với {third}, {person} không chọn bên nào.",
)
_FAMILIES = "Nông Hoàng Bàn Lường Hà Lục Nguyễn Trần Lê Phạm Chu Đặng Triệu Ma Dương Bế Vương Lò".split()


@dataclass(frozen=True, slots=True)
class Headline:
    """A title, the sentence that opens its article, and others that name its things again."""

    title: str
    lead: str
    sentences: tuple[str, ...]


def make(chance: random.Random, words: Zipf, places: Zipf, day: date) -> Headline:
    """Return a headline about some of the words and places."""
    thing, other, third, given = words.draw(chance, 4)
    place, elsewhere = places.draw(chance, 2)
    fields = {
        "actor": chance.choice(_ACTORS),
        "verb": chance.choice(_VERBS),
        "unit": chance.choice(_UNITS),
        "count": int(2 + 400 * chance.random() ** 3),
        "thing": thing,
        "other": other,
        "third": third,
        "place": place,
        "elsewhere": elsewhere,
        "person": f"{chance.choice(_FAMILIES)} {given.title()}",
        "day": day.day,
        "month": day.month,
        "year": day.year,
    }
    title = chance.choice(_OWN if chance.random() < 0.97 else _STANDING).format_map(fields)
    return Headline(
        title=_capital(title),
        lead=_capital(chance.choice(_LEADS).format_map(fields)),
        sentences=tuple(_capital(chance.choice(_MORE).format_map(fields)) for _ in range(2)),
    )


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
