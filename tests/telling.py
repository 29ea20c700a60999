"""News that several portals tell, for tests of reprints."""

from typing import Any

from fakes import make_draft, put
from newsarchive.model.article import ArticleId, Draft, Moment
from newsarchive.store.store import Store

HARVEST = (
    "Sáng qua, Ủy ban nhân dân xã Bình Lạc tổ chức hội nghị tổng kết vụ lúa mùa.",
    "Đến dự có đại diện các thôn, các đoàn thể và hơn một trăm hộ nông dân làm ăn giỏi.",
    "Báo cáo tại hội nghị cho thấy năng suất bình quân cao hơn năm trước ba tạ mỗi héc ta.",
    "Bà con đã gieo giống mới trên hầu hết diện tích ruộng ở bờ bắc sông Lạc.",
    "Hợp tác xã lo nước tưới và mua lúa tươi tại ruộng với giá cao hơn giá ngoài chợ.",
    "Vụ tới, xã sẽ mở rộng cánh đồng mẫu lớn sang hai thôn phía nam.",
)
FOOTBALL = (
    "Chiều thứ bảy, đội bóng trường trung học cơ sở Hòa Sơn thắng trận chung kết giải thiếu niên toàn huyện.",
    "Các em tập luyện suốt mùa hè trên sân cỏ do phụ huynh góp công san lấp.",
    "Thầy hiệu trưởng nói nhà trường sẽ mở thêm lớp năng khiếu để nuôi dưỡng phong trào.",
    "Sau trận đấu, cả đội đi vòng quanh thị trấn giữa tiếng trống và cờ hoa của bà con.",
)


def story(*parts: str, site: str = "binhlac", day: str = "", title: str = "Tổng kết vụ lúa mùa", **more: Any) -> Draft:
    """Return an article of a site, of the whole news of the harvest unless parts are given."""
    text = " ".join(parts or HARVEST)
    url = f"https://{site}.example/{abs(hash((text, day)))}"
    return make_draft(title, text, url=url, published=Moment(day), **more)


def told(store: Store, *drafts: Draft) -> list[ArticleId]:
    """Put articles into an archive; return their numbers."""
    return [put(store, draft).id for draft in drafts]
