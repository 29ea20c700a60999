"""Words typed for an input method that was off, or without spaces, mean what the archive holds."""

import pytest

from fakes import make_draft, put
from newsarchive.model.search import All, Either, Field, Filter, Node, Not, Period, Phrase, Property, Words
from newsarchive.store.readings import Readings
from newsarchive.store.store import Store


@pytest.fixture
def readings(store: Store) -> Readings:
    for text in (
        "Công tác dân vận ở Đắk Lắk",
        "Leo Phan-xi-păng bằng taxi",
        *(f"Tư vấn {number}" for number in range(6)),
    ):
        put(store, make_draft(text=text))
    put(store, make_draft(title="tw", text="Gửi tw xem xét"))
    return Readings(store._connection)


def words(*units: str | tuple[str, ...]) -> Words:
    return Words(tuple((unit,) if isinstance(unit, str) else unit for unit in units))


@pytest.mark.parametrize(
    ("node", "meant"),
    [
        pytest.param(words("daan", "vaanj"), words("dân", "vận"), id="Telex"),
        pytest.param(words("dan6", "van65"), words("dân", "vận"), id="VNI"),
        pytest.param(words("dân", "van"), words("dân", "van"), id="as it stands"),
        pytest.param(words("taxi"), words("taxi"), id="the archive holds it"),
        pytest.param(words("baox"), words("baox"), id="the archive holds neither"),
        pytest.param(words("tw"), words(("tư", "tw")), id="far more articles hold what it can mean"),
        pytest.param(words("daklak"), words("dak-lak"), id="without a space"),
        pytest.param(words("đắklắk"), words("đắk-lắk"), id="without a space, with marks"),
        pytest.param(words("phanxipang"), words("phan-xi-pang"), id="without spaces"),
        pytest.param(words("baria"), words("baria"), id="without a space, and nowhere"),
        pytest.param(words(("daan", "nhân dân")), words(("daan", "nhân dân")), id="what has equal forms is no Telex"),
        pytest.param(words("Phan-xi-pawng"), words("Phan-xi-păng"), id="inside what signs hold together"),
        pytest.param(Phrase("daan vaanj"), Phrase("dân vận"), id="phrase"),
        pytest.param(Phrase("Dân vận, xã"), Phrase("Dân vận, xã"), id="phrase as it stands"),
        pytest.param(Phrase("tw vấn"), Either((Phrase("tư vấn"), Phrase("tw vấn"))), id="phrase of two meanings"),
        pytest.param(Phrase("daan vaanj", within=3), Phrase("dân vận", within=3), id="words near each other"),
        pytest.param(Phrase("daan", Field.TITLE), Phrase("dân", Field.TITLE), id="title"),
        pytest.param(Phrase("daan", Field.SITE), Phrase("daan", Field.SITE), id="site"),
        pytest.param(Phrase("daan", is_prefix=True), Phrase("daan", is_prefix=True), id="beginning"),
        pytest.param(Not(words("daan")), Not(words("dân")), id="excluded"),
        pytest.param(All((words("daan"), Period())), All((words("dân"), Period())), id="all"),
        pytest.param(Either((words("daan"), words("lua"))), Either((words("dân"), words("lua"))), id="either"),
        pytest.param(Filter(Property.TAG, "daan"), Filter(Property.TAG, "daan"), id="property"),
    ],
)
def test_words_mean_what_the_archive_holds(readings: Readings, node: Node, meant: Node) -> None:
    assert readings.resolve(node) == meant


def test_count_goes_no_further_than_asked(readings: Readings) -> None:
    assert (readings.count('"van"'), readings.count('"van"', 3), readings.count('"zzz"')) == (7, 3, 0)
