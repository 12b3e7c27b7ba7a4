"""A draft story from an announced result: winners, places and links, for an editor to finish."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.forum.actions.stories import begin
from tuntas.forum.models import Story
from tuntas.forum.terms import LONGEST_LEAD, LONGEST_TITLE, StoryCategory, StoryDrafted
from tuntas.kernel.bilingual import both, said
from tuntas.kernel.clock import now as clock_now
from tuntas.kernel.events import publish
from tuntas.kernel.text import clean
from tuntas.kipp.models import Edition
from tuntas.kipp.queries.results import TrackResult, winners
from tuntas.kipp.terms import WinnersAnnounced
from tuntas.ui.templatetags.ui import day

WORDS_OF_A_WINNER = 45


def draft_from_result(event: WinnersAnnounced) -> None:
    """Handler for the lobby's wiring."""
    edition = Edition.objects.select_related("office__place").get(pk=event.edition_id)
    compose(edition=edition, now=clock_now())


def compose(*, edition: Edition, now: datetime) -> Story:
    """The draft about an announced edition; there is one, however often it is asked for."""
    about = f"kipp.edition:{edition.pk}"
    if there := Story.objects.filter(about=about).first():
        return there
    tracks = winners(edition)
    title, title_en = both(lambda: _("Winners of %(edition)s announced") % {"edition": said(edition, "name")})
    lead, lead_en = both(lambda: _lead(edition, tracks))
    body, body_en = both(lambda: _body(edition, tracks))
    story = begin(
        title=title[:LONGEST_TITLE],
        title_en=title_en[:LONGEST_TITLE],
        lead=lead[:LONGEST_LEAD],
        lead_en=lead_en[:LONGEST_LEAD],
        body=body,
        body_en=body_en,
        category=StoryCategory.RESULT,
        by=None,
        now=now,
        about=about,
        is_sample=edition.is_sample,
    )
    publish(StoryDrafted(story.pk))
    return story


def _lead(edition: Edition, tracks: list[TrackResult]) -> str:
    won = [one for track in tracks for one in track.winners]
    places = {one.entry.organisation.place_id for one in won}
    innovations = ngettext("%(n)d innovation", "%(n)d innovations", len(won)) % {"n": len(won)}
    where = ngettext("%(n)d place", "%(n)d places", len(places)) % {"n": len(places)}
    return _("%(innovations)s from %(places)s won. The results were announced on %(day)s.") % {
        "innovations": innovations,
        "places": where,
        "day": day(edition.announced_at),
    }


def _body(edition: Edition, tracks: list[TrackResult]) -> str:
    """Markdown: a part for each track, a paragraph for each winner, and where everything can be checked."""
    parts = []
    for track in tracks:
        parts.append(f"## {_flat(said(track.track, 'title'))}")
        for one in track.winners:
            entry = one.entry
            link = reverse("kipp:result", args=[edition.slug, entry.case.reference])
            name = f"[{_flat(entry.title)}]({link})"
            place = _("%(name)s, from %(office)s, %(place)s.") % {
                "name": f"**{name}**",
                "office": _flat(entry.organisation.name),
                "place": _flat(entry.organisation.place.full_name),
            }
            short = " ".join(one.summary.split()[:WORDS_OF_A_WINNER])
            dots = " …" if len(one.summary.split()) > WORDS_OF_A_WINNER else ""
            parts.append(f"{place} {_flat(short)}{dots}".strip())
    results = reverse("kipp:results", args=[edition.slug])
    parts.append(
        _("All results, with certificates anybody can check: [%(edition)s](%(link)s).")
        % {
            "edition": _flat(said(edition, "name")),
            "link": results,
        }
    )
    return "\n\n".join(parts)


def _flat(text: str) -> str:
    """Text of an applicant as plain words: no mark of Markdown works in it."""
    flat = " ".join(clean(text).split())
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>()#!|~" else letter for letter in flat)
