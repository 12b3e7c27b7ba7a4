"""A day as a group says it: "Jumat Pahing, 19 Agustus 2022". The pairing is computed from the day."""

from datetime import date

from django.utils.dates import MONTHS

from tuntas.services.selapanan.rules.weton import weton_of


def spelled_day(day: date) -> str:
    """The weton and the day, in the reader's language."""
    return f"{weton_of(day)}, {day.day} {MONTHS[day.month]} {day.year}"
