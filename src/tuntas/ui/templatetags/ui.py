"""Filters and tags every template has: dates in WIB, money, numbers, language of content, form controls.

Words of a language (month names, separators) are looked up once a language, not once a call: a table of a
thousand rows formats thousands of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context
from django.utils.dates import MONTHS
from django.utils.formats import get_format
from django.utils.translation import get_language, gettext

from tuntas.kernel.bilingual import said as said_
from tuntas.kernel.clock import wib
from tuntas.ui.templatetags import controls

register = template.Library()
NOTHING = "–"


@dataclass(frozen=True)
class Notation:
    """How a language writes days and numbers."""

    months: tuple[str, ...]
    moment: str
    clock: str
    decimal: str
    thousand: str


@lru_cache(maxsize=8)
def _notation_of(language: str) -> Notation:
    return Notation(
        months=tuple(str(MONTHS[number]) for number in range(1, 13)),
        # Translators: day "30 November 2021", time "14:02"
        moment=gettext("%(day)s at %(time)s WIB"),
        clock=gettext("%(hour)02d:%(minute)02d"),
        decimal=str(get_format("DECIMAL_SEPARATOR", language)),
        thousand=str(get_format("THOUSAND_SEPARATOR", language)),
    )


def notation() -> Notation:
    """The notation of the reader's language."""
    return _notation_of(get_language() or "id")


@register.filter
def said(thing: Any, field: str) -> str:
    """`{{ criterion|said:"title" }}`: the field in the reader's language."""
    return said_(thing, field)


@register.filter
def day(value: date | datetime | None) -> str:
    """`30 November 2021`; a moment is taken as the day it is in Central Java."""
    if not isinstance(value, date):
        return NOTHING
    if isinstance(value, datetime) and value.tzinfo:
        value = wib(value)
    return f"{value.day} {notation().months[value.month - 1]} {value.year}"


@register.filter
def clock(value: datetime | None) -> str:
    """`14.02` (Indonesian) or `14:02` (English), in Central Java."""
    if not isinstance(value, datetime):
        return NOTHING
    moment = wib(value) if value.tzinfo else value
    return notation().clock % {"hour": moment.hour, "minute": moment.minute}


@register.filter
def when(value: datetime | None) -> str:
    """`30 November 2021 pukul 14.02 WIB`; a plain date becomes its day."""
    if not isinstance(value, datetime):
        return day(value)
    return notation().moment % {"day": day(value), "time": clock(value)}


@register.filter
def timespan(start: datetime | date | None, end: datetime | date | None) -> str:
    """`start|timespan:end`: `1–30 November 2021`, `28 Oktober – 3 November 2021`, across years in full."""
    if not isinstance(start, date) or not isinstance(end, date):
        return day(start if isinstance(start, date) else end)
    first, last = (wib(v) if isinstance(v, datetime) and v.tzinfo else v for v in (start, end))
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month != last.month:
        return f"{first.day} {notation().months[first.month - 1]} – {day(last)}"
    return day(last) if first.day == last.day else f"{first.day}–{day(last)}"


def _decimal(value: Any) -> Decimal | None:
    if value is None or value == "" or isinstance(value, bool):
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _written(value: Decimal, places: int) -> str:
    """The number rounded half up to `places`, in the reader's notation."""
    here = notation()
    plain = f"{value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):,f}"
    return plain.translate({ord(","): here.thousand, ord("."): here.decimal})


@register.filter
def number(value: Any, places: int = 0) -> str:
    """`1.234` in Indonesian, `1,234` in English; `{{ x|number:1 }}` for one decimal."""
    found = _decimal(value)
    return NOTHING if found is None else _written(found, int(places))


@register.filter
def amount(value: Any) -> str:
    """A measured figure with the decimals it has, at most three: `7,91` and `3.494` in Indonesian."""
    found = _decimal(value)
    if found is None:
        return NOTHING
    exact = found.quantize(Decimal("0.001"), rounding=ROUND_HALF_UP).normalize().as_tuple().exponent
    return _written(found, max(0, -int(exact)))


@register.filter
def score(value: Any) -> str:
    """A score with two decimals: `87,50` in Indonesian, `87.50` in English."""
    return number(value, 2)


@register.filter
def rupiah(value: Any) -> str:
    """`Rp 1.250.000` (no break inside); negative amounts as `−Rp 500`."""
    found = _decimal(value)
    if found is None:
        return NOTHING
    return f"{'−' if found < 0 else ''}Rp\N{NO-BREAK SPACE}{_written(abs(found), 0)}"


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """`?a=1&page=2`: the address's query with `changes`; `None` takes a parameter away."""
    request = context.get("request")
    parameters = request.GET.copy() if request else QueryDict(mutable=True)
    for name, value in changes.items():
        if value is None:
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}"


@register.simple_tag
def page_numbers(page: Page) -> list[int]:
    """Page numbers worth showing, 0 for a gap: first, last and the neighbours of this one."""
    elided: Iterator[Any] = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in elided]


register.simple_tag(controls.control, name="control")
register.simple_tag(controls.problems, name="problems")
