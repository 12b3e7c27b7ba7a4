"""The number of a letter as the village prints it."""

from datetime import date

from tuntas.documents.rules import PatternWrong, label_for

PATTERN = "{code}/{number:03d}/{office}/{roman}/{year}"
LONGEST_BLOCK = 100


def series_of(place: str) -> str:
    """One run of numbers for all letters of a village, begun anew each year."""
    return f"labkd.letter/{place}"


def office_of(name: str) -> str:
    """The short name of a village in numbers, where it has set none: "DS.TLN" of Talun."""
    letters = [letter for letter in name.upper() if letter.isalpha()]
    first, rest = letters[:1], [letter for letter in letters[1:] if letter not in "AIUEO"]
    return "DS." + "".join([*first, *rest])[:4]


def looks(pattern: str, *, code: str, office: str, day: date, number: int = 17) -> str:
    """What a number of this pattern looks like. Raises `PatternWrong`."""
    return label_for(pattern, number=number, key="", day=day, marks={"code": code, "office": office})


def complaint(pattern: str) -> str:
    """Empty, or the part of the pattern that cannot be used."""
    try:
        looks(pattern, code="470", office="DS.TLN", day=date(2021, 10, 4))
    except PatternWrong as wrong:
        return str(wrong)
    return ""
