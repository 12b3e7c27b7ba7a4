"""What search engines should find."""

from datetime import date, datetime

from django.db.models.functions import Coalesce
from django.urls import reverse

from tuntas.forum.models import Gathering, Programme, Story
from tuntas.forum.rules.stories import is_public
from tuntas.innovations.models import Innovation
from tuntas.kernel.clock import wib_date
from tuntas.kipp.models import Edition
from tuntas.kipp.terms import EditionStatus

MOST = 50_000  # addresses a sitemap may have
FRONTS = (
    "lobby:home",
    "forum:stories",
    "forum:gatherings",
    "forum:programmes",
    "forum:honours",
    "innovations:list",
    "kipp:home",
    "places:home",
    "documents:check",
)


def addresses(now: datetime) -> list[tuple[str, date | None]]:
    """Path and day of the last change, at most `MOST`: front pages, editions, stories, events, programmes,
    innovations; six queries."""
    found: list[tuple[str, date | None]] = [(reverse(name), None) for name in FRONTS]
    shown = [EditionStatus.OPEN, EditionStatus.ANNOUNCED, EditionStatus.ARCHIVED]
    for slug in Edition.objects.filter(status__in=shown).values_list("slug", flat=True):
        found.append((reverse("kipp:edition", args=[slug]), None))
    stories = Story.objects.filter(is_public(now)).order_by("-published_at").values_list("slug", "live__at")
    for slug, at in stories[:10_000]:
        found.append((reverse("forum:story", args=[slug]), wib_date(at)))
    for slug, at in Gathering.objects.filter(published_at__isnull=False).values_list("slug", "saved_at")[:5_000]:
        found.append((reverse("forum:gathering", args=[slug]), wib_date(at)))
    for slug, at in Programme.objects.filter(is_public=True).values_list("slug", "saved_at")[:5_000]:
        found.append((reverse("forum:programme", args=[slug]), wib_date(at)))
    changed = Coalesce("confirmed_at", "added_at")
    innovations = Innovation.objects.filter(is_public=True).order_by("-added_at").values_list("slug", changed)
    for slug, at in innovations[: MOST - len(found)]:
        found.append((reverse("innovations:page", args=[slug]), wib_date(at)))
    return found
