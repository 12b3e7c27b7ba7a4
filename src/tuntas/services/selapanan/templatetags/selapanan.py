"""`{{ day|weton }}`: "Jumat Pahing, 19 Agustus 2022", computed from the day and never typed."""

from datetime import date
from typing import Any

from django import template

from tuntas.services.selapanan.rules.spelling import spelled_day

register = template.Library()


@register.filter
def weton(value: Any) -> str:
    """The day with its pairing; empty for what is no day."""
    return spelled_day(value) if isinstance(value, date) else ""
