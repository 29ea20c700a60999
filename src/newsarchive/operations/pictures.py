"""The stored pictures of articles, as pages can show them: files beside the page, or inside of it."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsarchive.model.article import Article
from newsarchive.model.history import Resource
from newsarchive.operations.files import bytes_written_whole, make_folder
from newsarchive.store.store import Store

FOLDER = "anh"
_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/bmp": ".bmp",
}
_DIGITS = 32  # of a digest: no two pictures of an archive share them


class InsidePictures(Mapping[str, str]):
    """The data: address (RFC 2397) of each stored picture by its own; made when asked for, one in memory at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getitem__(self, url: str) -> str:
        resource = self._store.files.find(url)
        if resource is None or resource.media_type not in _ENDINGS:
            raise KeyError(url)
        return f"data:{resource.media_type};base64,{b64encode(self._store.files.get(resource.digest)).decode()}"

    def __iter__(self) -> Iterator[str]:
        return (one.url for one in self._store.files.iter_resources() if one.media_type in _ENDINGS)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def write_pictures(store: Store, article: Article, folder: Path) -> dict[str, str]:
    """Write the stored pictures of an article into folder; return by address where they are, as its pages say it.

    A picture is written once, whatever articles show it. Raises NewsArchiveError: it cannot be written.
    """
    found = store.files.find_all(figure.url for figure in article.figures if figure.url)
    names = {url: _file_name(one) for url, one in found.items() if one.media_type in _ENDINGS}
    if names:
        make_folder(folder / FOLDER)
    for url, name in names.items():
        path, resource = folder / name, found[url]
        if not path.is_file() or path.stat().st_size != resource.size:
            with bytes_written_whole(path) as write:
                write(store.files.get(resource.digest))
    return names


def _file_name(resource: Resource) -> str:
    return f"{FOLDER}/{resource.digest[:_DIGITS]}{_ENDINGS[resource.media_type]}"
