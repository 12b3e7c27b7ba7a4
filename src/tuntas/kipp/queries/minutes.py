"""What the minutes and the certificates print, frozen when they are issued. Plain JSON: texts and numbers only."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from tuntas.kernel.bilingual import said
from tuntas.kernel.clock import wib, wib_date
from tuntas.kipp.models import Decision, Edition, Entry, Plenary, Unsealing
from tuntas.kipp.queries.annex import annex
from tuntas.kipp.queries.plenary import BoardTrack, scored_stages
from tuntas.kipp.rules.meetings import STANDING
from tuntas.kipp.rules.spelling import date_in_words, long_date, spell
from tuntas.kipp.terms import EntryStage, Outcome, Seat

PASSED = (EntryStage.PASSED, EntryStage.NOT_FINALIST, *STANDING)


def funnel(edition: Edition) -> list[tuple[str, int]]:
    """How many were written, submitted, passed, shortlisted, and won: label and number, one query."""
    found = Entry.objects.filter(edition=edition).aggregate(
        written=Count("pk"),
        submitted=Count("pk", filter=Q(number__isnull=False)),
        passed=Count("pk", filter=Q(case__stage__in=PASSED)),
        finalists=Count("pk", filter=Q(case__stage__in=STANDING)),
        winners=Count("pk", filter=Q(decision__outcome=Outcome.WINNER)),
    )
    return [
        (_("Proposals started"), found["written"]),
        (_("Submitted"), found["submitted"]),
        (_("Passed the administrative check"), found["passed"]),
        (_("Finalists"), found["finalists"]),
        (_("Winners"), found["winners"]),
    ]


def people_present(attendance: str) -> list[dict[str, str]]:
    """One person a line, "name, office": the first comma parts them."""
    rows = []
    for line in attendance.splitlines():
        name, _comma, office = line.partition(",")
        if name.strip():
            rows.append({"name": name.strip(), "office": office.strip()})
    return rows


def written(score: Decimal | None) -> str:
    """A score with two decimals in the active language; a dash where nobody scored."""
    return "–" if score is None else str(number_format(score, 2))


def letterhead(edition: Edition) -> dict[str, Any]:
    """The head of a paper: the province, then the organiser's office."""
    place = edition.office.place
    head = _("Government of %(place)s Province") % {"place": place.name} if "." not in place.code else place.full_name
    return {"lines": [head, edition.office.name]}


def minutes_data(plenary: Plenary, tracks: list[BoardTrack]) -> dict[str, Any]:
    """Everything the minutes read, in the plenary's language (the caller has it active)."""
    edition, day, language = plenary.stage.edition, plenary.held_on, plenary.language
    assert day is not None
    old = plenary.minutes
    organisers = (
        edition.seats.filter(seat=Seat.ORGANISER, left_at=None).select_related("person").order_by("added_at", "pk")
    )
    return {
        "letterhead": letterhead(edition),
        "edition": said(edition, "name"),
        "office": edition.office.name,
        "held_on": long_date(day, language),
        "held_in_words": date_in_words(day, language),
        "venue": plenary.venue,
        "attendance": people_present(plenary.attendance),
        "funnel": [{"label": label, "count": count} for label, count in funnel(edition)],
        "stages": [
            {"title": said(stage, "title"), "weight": _percent(stage.weight)} for stage in scored_stages(edition)
        ],
        "tracks": [_track_data(track, plenary, language) for track in tracks if track.rows],
        "unsealings": _unsealings(edition),
        **annex(edition),
        "remarks": plenary.remarks,
        "corrects": {"label": old.label, "reason": plenary.reopen_reason} if old and plenary.reopen_reason else None,
        "chair": next((seat.person.name for seat in organisers), ""),
    }


def _unsealings(edition: Edition) -> list[dict[str, str]]:
    """Every time scores were opened before their lock: where, by whom, from when to when, and why."""
    rows = Unsealing.objects.filter(stage__edition=edition).select_related("stage", "by")
    return [
        {
            "stage": said(one.stage, "title"),
            "by": one.by.name,
            "since": wib(one.at).strftime("%d-%m-%Y %H.%M WIB"),
            "until": wib(one.ended_at or one.until).strftime("%d-%m-%Y %H.%M WIB"),
            "reason": one.reason,
        }
        for one in rows
    ]


def _percent(weight: Decimal) -> str:
    return str(number_format(weight.normalize() if weight else 0, use_l10n=True)) + " %"


def _track_data(track: BoardTrack, plenary: Plenary, language: str) -> dict[str, Any]:
    return {
        "title": said(track.track, "title"),
        "winners": track.chosen,
        "winners_in_words": spell(track.chosen, language),
        "count_reason": plenary.count_reasons.get(track.track.key, ""),
        "rows": [
            {
                "rank": row.rank or "–",
                "title": row.entry.title,
                "office": row.entry.organisation.name,
                "place": row.entry.organisation.place.full_name,
                "score": written(row.score),
                "winner": row.outcome == Outcome.WINNER,
                "reason": row.decision.reason if row.decision else "",
                "cut": row.after_cut,
            }
            for row in track.rows
        ],
    }


def certificate_data(decision: Decision, edition: Edition, language: str) -> dict[str, Any]:
    """What a certificate reads: for whom, for what, in which track, by whom, and when it was decided."""
    entry = decision.entry
    with override(language):
        return {
            "letterhead": letterhead(edition),
            "award": _("Winner") if decision.outcome == Outcome.WINNER else _("Finalist"),
            "winner": decision.outcome == Outcome.WINNER,
            "title": entry.title,
            "holder": entry.organisation.name,
            "place": entry.organisation.place.full_name,
            "track": said(entry.track, "title"),
            "edition": said(edition, "name"),
            "year": str(edition.year),
            "office": edition.office.name,
            "reference": entry.case.reference,
            "minutes": minutes_label(decision),
            "decided_on": long_date(decision.plenary.held_on or wib_date(decision.at), language),
        }


def minutes_label(decision: Decision) -> str:
    """The number of the minutes that hold the decision."""
    minutes = decision.plenary.minutes
    return minutes.label if minutes else ""
