"""The parts of an innovation page by name, with the address where each is written."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.innovations.models import Innovation
from tuntas.innovations.rules.completeness import Part
from tuntas.innovations.terms import ChapterKey


@dataclass(frozen=True)
class Named:
    """A part as a task: what it is called, where it is done, what helps, whether it is there."""

    key: str
    title: str
    href: str
    hint: str
    is_done: bool


def named(innovation: Innovation, parts: list[Part]) -> list[Named]:
    """The parts as tasks, in the order given."""
    return [_named(innovation, part) for part in parts]


def _named(innovation: Innovation, part: Part) -> Named:
    if part.key in ChapterKey.values:
        href = reverse("innovations:chapter", args=[innovation.slug, part.key])
        return Named(part.key, str(ChapterKey(part.key).label), href, "", part.is_done)
    title, name, hint = {
        "facts": (_("What it is: summary, problem, result, sources, since when"), "innovations:edit", ""),
        "measures": (
            _("Figures before and after"),
            "innovations:measures",
            _("At least one that compares, with unit, times and source"),
        ),
        "pictures": (_("Pictures"), "innovations:pictures", _("What it looks like at work")),
        "papers": (
            _("Documents to start from"),
            "innovations:papers",
            _("Your regulation, procedure or form, as a template for others"),
        ),
        "status": (_("Whether it still runs"), "innovations:status", ""),
        "english": (_("A summary in English"), "innovations:edit", ""),
    }[part.key]
    return Named(part.key, title, reverse(name, args=[innovation.slug]), hint, part.is_done)
