"""A share never stands alone: `{{ words.told|share }}` is "96 dari 120 (80%)", of few "9 dari 12 (47–91%)"."""

from django import template
from django.utils.translation import gettext as _

from tuntas.quality.queries.sentences import percent
from tuntas.quality.queries.words import Share
from tuntas.ui.templatetags.ui import number

register = template.Library()


@register.filter
def share(value: Share) -> str:
    """The part, the whole it is of, and the percentage or interval."""
    if not value.known:
        return "–"
    said = _("%(part)s of %(whole)s (%(percent)s)")
    return said % {"part": number(value.part), "whole": number(value.whole), "percent": percent(value)}
