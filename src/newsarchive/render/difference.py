"""What differs between two states of an article, or two articles, as a page for a browser that needs nothing else."""

from newsarchive.model.article import Article
from newsarchive.render.environment import environment
from newsarchive.text.changes import changes_of
from newsarchive.text.difference import Kind

_NAMES = {
    "title": "Tiêu đề",
    "subtitle": "Tiêu đề phụ",
    "section": "Chuyên mục",
    "categories": "Phân loại",
    "published": "Ngày đăng",
    "summary": "Mở đầu",
    "text": "Nội dung",
    "figures": "Ảnh",
    "byline": "Tác giả",
    "credit": "Theo",
    "attachments": "Tệp đính kèm",
    "language": "Ngôn ngữ",
}
_TAGS = {Kind.EQUAL: "", Kind.REMOVED: "del", Kind.ADDED: "ins"}


def difference_page(before: Article, after: Article) -> str:
    """Return a page that shows the later text with what is gone and what is new marked in it, and nothing else."""
    template = environment().get_template("difference.html")
    changes = [
        (_NAMES[change.field], [[(_TAGS[span.kind], span.text) for span in one] for one in change.paragraphs])
        for change in changes_of(before, after)
    ]
    return template.render(before=before, after=after, changes=changes, is_one=before.id == after.id)
