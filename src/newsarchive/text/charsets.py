"""The codes of Vietnamese legacy encodings, as the characters that Latin-1 and windows-1252 take them for."""

import unicodedata
from functools import cache
from itertools import product

# Sixteen codes a row; a dot is a code that means what it means in Latin-1. VISCII and VPS use control codes too.
# A0 of VISCII is left out: a no-break space is met more often than its Õ.
_ROWS = {
    "TCVN3": {
        0xA0: ".ĂÂÊÔƠƯĐăâêôơưđ.",
        0xB0: ".....àảãáạ.ằẳẵắ.",
        0xC0: "......ặầẩẫấậè.ẻẽ",
        0xD0: "éẹềểễếệìỉ...ĩíịò",
        0xE0: ".ỏõóọồổỗốộờởỡớợù",
        0xF0: ".ủũúụừửữứựỳỷỹýỵ.",
    },
    "VISCII": {
        0x00: "..Ẳ..ẴẪ.........",
        0x10: "....Ỷ....Ỹ....Ỵ.",
        0x80: "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ",
        0x90: "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
        0xA0: ".ắằặấầẩậẽẹếềểễệố",
        0xB0: "ồổỗỠƠộờởịỰỨỪỬơớƯ",
        0xC0: "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ",
        0xD0: "ĐứÒÓÔạỷừửÙÚỹỵÝỡư",
        0xE0: "àáâãảăữẫèéêẻìíĩỉ",
        0xF0: "đựòóôõỏọụùúũủýợỮ",
    },
    "VPS": {
        0x00: "..ẠẬẶẸỆ.........",
        0x10: "ỊỌỘỢỤỰ...Ỵ..ẪỮ..",
        0x80: "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ",
        0x90: "Ế..ỀỂỄỐỒỔỖýỷỵỚỜỞ",
        0xA0: ".ắằẳẵặỠớÙờởỡŨỨợỪ",
        0xB0: "ổỬỲỸÍÌộỈĨÓửữÒỎÕự",
        0xC0: "ầÁÂấẩẫậđẻÉÊẹỉễịỹ",
        0xD0: "ƯỦồốÔỏơÈừứÚũưÝẺ.",
        0xE0: "àáâãảạă.èéêẽìí.ĩ",
        0xF0: "ẴĐòóôõ.Ơụùúủ.ỶẼỳ",
    },
}
_TYPOGRAPHY = range(0x80, 0xA0)
# VNI writes most letters as two: a letter, and a mark that gives a tone, or a hat or breve with or without a tone.
_VNI_BASES = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
_VNI_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_HATS = dict(zip("âáàåãä", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_BREVES = dict(zip("êéèúüë", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_SINGLES = dict(zip("ôöñíìæóòî", "ơưđíìỉĩịỵ", strict=True))


@cache
def codes(name: str) -> dict[int, str]:
    """Return the letters of TCVN3, VISCII or VPS by their codes.

    >>> codes("TCVN3")[0xAE], codes("VISCII")[0xF0]
    ('đ', 'đ')
    """
    rows = _ROWS[name].items()
    return {first + place: letter for first, row in rows for place, letter in enumerate(row) if letter != "."}


@cache
def typography(name: str) -> dict[int, str]:
    """Return the letters whose codes windows-1252 takes for quotes, dashes and the like, by these.

    >>> typography("VISCII")[ord("Š")], typography("TCVN3")
    ('Ế', {})
    """
    taken = {code: bytes([code]).decode("cp1252", "ignore") for code in _TYPOGRAPHY if code in codes(name)}
    return {ord(character): codes(name)[code] for code, character in taken.items() if character}


@cache
def vni_letters() -> dict[str, str]:
    """Return the letters of VNI-Windows by the one or two characters that they are written as.

    >>> vni_letters()["öù"], vni_letters()["AÁ"], vni_letters()["ñ"]
    ('ứ', 'Ấ', 'đ')
    """
    small = dict(_VNI_SINGLES)
    for (base, letter), (mark, tone) in product(_VNI_BASES.items(), _VNI_TONES.items()):
        small[base + mark] = letter + tone
    for base, (mark, tone) in product("aeo", _VNI_HATS.items()):
        small[base + mark] = base + "\u0302" + tone
    for mark, tone in _VNI_BREVES.items():
        small["a" + mark] = "a\u0306" + tone
    both = small | {code.upper(): letter.upper() for code, letter in small.items()}
    return {code: unicodedata.normalize("NFC", letter) for code, letter in both.items()}
