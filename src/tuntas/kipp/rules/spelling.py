"""Numbers and dates in words, as minutes and decrees write them."""

from datetime import date

_ID = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]
_EN = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_DAYS = {
    "id": ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_MONTHS = {
    "id": [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def spell(number: int, language: str = "id") -> str:
    """A whole number from 0 to 9999 in words: 2021 is "dua ribu dua puluh satu"."""
    if not 0 <= number <= 9999:
        raise ValueError(f"{number} is not between 0 and 9999")
    return _indonesian(number) if language == "id" else _english(number)


def _indonesian(number: int) -> str:
    if number < 12:
        return _ID[number]
    if number < 20:
        return f"{_ID[number - 10]} belas"
    for size, word, one in ((1000, "ribu", "seribu"), (100, "ratus", "seratus"), (10, "puluh", "sepuluh")):
        if number >= size:
            count, rest = divmod(number, size)
            head = one if count == 1 else f"{_indonesian(count)} {word}"
            return f"{head} {_indonesian(rest)}" if rest else head
    raise AssertionError("unreachable")


def _english(number: int) -> str:
    if number < 20:
        return _EN[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return f"{_TENS[tens]}-{_EN[rest]}" if rest else _TENS[tens]
    size, word = (1000, "thousand") if number >= 1000 else (100, "hundred")
    count, rest = divmod(number, size)
    head = f"{_english(count)} {word}"
    if not rest:
        return head
    return f"{head} and {_english(rest)}" if rest < 100 else f"{head} {_english(rest)}"


def day_name(day: date, language: str = "id") -> str:
    """The weekday: "Selasa" or "Tuesday"."""
    return _DAYS[language][day.weekday()]


def long_date(day: date, language: str = "id") -> str:
    """The date with the month's name: "30 November 2021"."""
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def date_in_words(day: date, language: str = "id") -> str:
    """The date as minutes open with it.

    "Selasa, tanggal tiga puluh bulan November tahun dua ribu dua puluh satu (30-11-2021)", or
    "Tuesday, 30 November two thousand and twenty-one".
    """
    month = _MONTHS[language][day.month - 1]
    if language == "id":
        figures = day.strftime("%d-%m-%Y")
        return f"{day_name(day)}, tanggal {spell(day.day)} bulan {month} tahun {spell(day.year)} ({figures})"
    return f"{day_name(day, 'en')}, {day.day} {month} {spell(day.year, 'en')}"
