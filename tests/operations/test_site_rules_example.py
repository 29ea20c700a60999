"""The example of docs/site-rules.md, at work."""

import re
from pathlib import Path

import pytest

from fakes import NOW
from newsarchive.extract.capture import read_capture
from newsarchive.model.article import Capture
from newsarchive.operations.site_rules import knowledge_of
from newsarchive.store.store import Store

DOCUMENT = Path(__file__).parents[2] / "docs" / "site-rules.md"
PAGE = """<!doctype html><html lang="vi"><head><title>Trang chủ - Xã Bình Lạc</title></head><body>
<h1>Cổng thông tin xã Bình Lạc</h1>
<div class="duong-dan"><a href="/">Trang chủ</a> <a href="/nn">Nông nghiệp</a></div>
<h1 class="tieu-de">Bình Lạc gặt lúa mùa</h1>
<p class="tieu-de-phu">Vụ mùa được giá</p>
<span class="ngay-dang">Thứ sáu, 05/10/2018 08:30</span>
<div class="tom-tat">Sáng nay, bà con toàn xã đồng loạt ra đồng gặt lúa trước bão.</div>
<div class="noi-dung"><p>Bà con thôn Đông gặt xong hai mươi mẫu lúa trong buổi sáng.</p>
<div class="chia-se"><p>Chia sẻ bài viết này với bạn bè của bạn.</p></div>
<p>Lượt xem: 237</p><p>Thôn Đoài bắt đầu gặt từ chiều, theo kế hoạch của hợp tác xã.</p></div>
<p class="tac-gia">Tác giả: Thu Hà</p><p class="nguon">Theo Báo Bình Lạc</p>
<div class="tin-lien-quan"><p>Xã bên cũng gặt lúa.</p></div></body></html>"""


def test_the_example_says_what_each_field_of_a_page_is(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [example] = re.findall(r"```toml\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    (tmp_path / "rules.toml").write_text(example)
    monkeypatch.setenv("NEWSARCHIVE_RULES", str(tmp_path / "rules.toml"))
    url = "https://www.binhlac.example/tin/1"

    draft = read_capture(Capture(url, PAGE.encode(), "text/html; charset=utf-8", NOW), knowledge_of(store, url)).draft

    assert (draft.title, draft.subtitle, draft.section) == ("Bình Lạc gặt lúa mùa", "Vụ mùa được giá", "Nông nghiệp")
    assert draft.summary == "Sáng nay, bà con toàn xã đồng loạt ra đồng gặt lúa trước bão."
    assert draft.text == (
        "Bà con thôn Đông gặt xong hai mươi mẫu lúa trong buổi sáng.\n\n"
        "Thôn Đoài bắt đầu gặt từ chiều, theo kế hoạch của hợp tác xã."
    )
    assert (draft.byline, draft.credit, draft.published.value) == (
        ("Thu Hà",),
        "Báo Bình Lạc",
        "2018-10-05T08:30:00+07:00",
    )
