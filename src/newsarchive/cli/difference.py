"""What differs between two articles: coloured at a terminal, [-gone-]{+new+} in a pipe; only what changed is shown."""

import sys
from collections.abc import Iterable, Iterator, Sequence

from newsarchive.cli.output import is_terminal, make_console, printable
from newsarchive.cli.times import stamp
from newsarchive.model.article import Article
from newsarchive.text.changes import FieldChange
from newsarchive.text.difference import Kind, Paragraph, Span, is_changed

_STYLES = {Kind.EQUAL: "", Kind.REMOVED: "red strike", Kind.ADDED: "bold green"}
_SIGNS = {Kind.EQUAL: ("", ""), Kind.REMOVED: ("[-", "-]"), Kind.ADDED: ("{+", "+}")}
_LEFT_OUT: Paragraph = (Span(Kind.EQUAL, "…"),)


def print_difference(before: Article, after: Article, changes: Sequence[FieldChange]) -> None:
    """Print the fields that differ, with the paragraphs around what is gone and what is new."""
    heads = (f"--- {name_of(before)}", f"+++ {name_of(after)}")
    if is_terminal():
        _print_coloured(heads, changes)
        return
    lines = [*heads]
    for change in changes:
        lines += ["", f"{change.field}:", *(_to_plain(one) for one in _iter_shown(change.paragraphs))]
    sys.stdout.write("\n".join(printable(line, is_block=True) for line in lines) + "\n")


def name_of(article: Article) -> str:
    """Return in words which state of which article it is."""
    return f"article {article.id}, revision {article.revision}, {stamp(article.revised_at)}"


def _print_coloured(heads: Iterable[str], changes: Iterable[FieldChange]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console = make_console()
    has_colour = console.color_system is not None and not console.no_color
    for head, style in zip(heads, ("red", "green"), strict=True):
        console.print(Text(head, style=style))
    for change in changes:
        console.print(Text(f"\n{change.field}", style="dim"))
        for paragraph in _iter_shown(change.paragraphs):
            text = Text()
            for span in paragraph:
                words = span.text if has_colour else _with_signs(span)
                text.append(printable(words, is_block=True), style=_STYLES[span.kind])
            console.print(Padding(text, (0, 2, 0, 2)))


def _iter_shown(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs that changed and those beside them; a sign stands for what is left out."""
    changed = [is_changed((one,)) for one in paragraphs]
    is_gap = False
    for number, paragraph in enumerate(paragraphs):
        if any(changed[max(0, number - 1) : number + 2]):
            yield paragraph
            is_gap = False
        elif not is_gap:
            yield _LEFT_OUT
            is_gap = True


def _to_plain(paragraph: Paragraph) -> str:
    return "".join(map(_with_signs, paragraph))


def _with_signs(span: Span) -> str:
    start, end = _SIGNS[span.kind]
    return f"{start}{span.text}{end}"
