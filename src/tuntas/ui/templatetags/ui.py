"""Filters and tags every template has: dates in WIB, money, language of content."""

from typing import Any

from django import template

from tuntas.kernel.bilingual import said as said_

register = template.Library()


@register.filter
def said(thing: Any, field: str) -> str:
    """`{{ criterion|said:"title" }}`: the field in the reader's language."""
    return said_(thing, field)
