"""The announcement: one act that moves every case, issues certificates, writes awards and makes results public."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.casework.actions import move
from tuntas.casework.models import Case
from tuntas.documents.actions import issue
from tuntas.documents.models import Document
from tuntas.innovations.models import Award
from tuntas.journal.actions import record
from tuntas.kernel.clock import now as clock_now
from tuntas.kernel.events import publish
from tuntas.kipp.actions.papers import certificate_paper
from tuntas.kipp.models import Decision, Edition, Entry, Plenary
from tuntas.kipp.queries.meetings import people_of
from tuntas.kipp.queries.objections import unanswered
from tuntas.kipp.queries.plenary import plenary_stage
from tuntas.kipp.rules.meetings import is_announced
from tuntas.kipp.rules.papers import CERTIFICATE
from tuntas.kipp.rules.seats import may_organise
from tuntas.kipp.terms import EditionStatus, EntryStage, Outcome, WinnersAnnounced
from tuntas.notices.actions import tell_many
from tuntas.notices.terms import Words
from tuntas.people.models import Person


class AnnounceRefused(Exception):
    """The winners cannot be announced now; `str(error)` is a sentence for the person."""


class NotOrganiser(AnnounceRefused):
    def __init__(self) -> None:
        super().__init__(_("Only an organiser of this edition may announce its winners."))


class AlreadyAnnounced(AnnounceRefused):
    def __init__(self) -> None:
        super().__init__(_("The winners have been announced already."))


class PlenaryOpen(AnnounceRefused):
    def __init__(self) -> None:
        super().__init__(_("Close the plenary first."))


class ObjectionsOpen(AnnounceRefused):
    def __init__(self, waiting: int) -> None:
        super().__init__(
            ngettext(
                "%(n)d objection is not settled yet. By the rules of this edition the announcement waits for it.",
                "%(n)d objections are not settled yet. By the rules of this edition the announcement waits for them.",
                waiting,
            )
            % {"n": waiting}
        )


@transaction.atomic
def announce(*, edition: Edition, by: Person, now: datetime) -> Edition:
    """Make the winners public, all or nothing; a second click raises `AlreadyAnnounced` and changes nothing.

    Every finalist's case moves, winners and finalists get a numbered certificate (its file is pressed after the
    commit), the innovations their award, and everybody concerned is told by `tell_entrants`.
    """
    fresh = Edition.objects.select_for_update(of=("self",)).select_related("office__place").get(pk=edition.pk)
    if not may_organise(by, fresh):
        raise NotOrganiser
    if is_announced(fresh):
        raise AlreadyAnnounced
    if fresh.objection_holds and (waiting := unanswered(fresh)):
        raise ObjectionsOpen(waiting)
    stage = plenary_stage(fresh)
    plenary = Plenary.objects.select_for_update().filter(stage=stage, closed_at__isnull=False).first()
    if plenary is None or plenary.minutes_id is None:
        raise PlenaryOpen
    for decision in decisions_of(plenary):
        _settle(decision, fresh, plenary.language, by, now)
    fresh.status, fresh.announced_at = EditionStatus.ANNOUNCED, now
    fresh.save(update_fields=["status", "announced_at"])
    record(act="kipp.announced", subject=fresh, by=by, now=now, data={"minutes": plenary.minutes_id})
    publish(WinnersAnnounced(fresh.pk))
    edition.status, edition.announced_at = fresh.status, fresh.announced_at
    return fresh


def decisions_of(plenary: Plenary) -> list[Decision]:
    """All decisions, winners first, by track and rank, with what certificates need."""
    rows = plenary.decisions.select_related(
        "plenary__minutes",
        "entry__case",
        "entry__track",
        "entry__innovation",
        "entry__organisation__place",
    ).order_by("entry__track__order", "entry__track_id", "rank", "entry_id")
    return sorted(rows, key=lambda row: row.outcome != Outcome.WINNER)


def _settle(decision: Decision, edition: Edition, language: str, by: Person, now: datetime) -> None:
    entry, won = decision.entry, decision.outcome == Outcome.WINNER
    move(case=entry.case, move="award" if won else "commend", by=by, now=now)
    certificate = _certify(decision, edition, language, by, now)
    Entry.objects.filter(pk=entry.pk).update(certificate=certificate)
    # A sample edition's invented result never becomes an award of a real innovation.
    if entry.innovation and (entry.innovation.is_sample or not edition.is_sample):
        Award.objects.create(
            innovation=entry.innovation,
            contest=edition.name[:80],
            year=str(edition.year),
            result=f"{'Pemenang' if won else 'Finalis'} · {entry.track.title}"[:80],
            document=certificate,
        )


def _certify(decision: Decision, edition: Edition, language: str, by: Person, now: datetime) -> Document:
    paper = certificate_paper(decision, edition, language)
    return issue(
        series=f"{slugify(edition.office.name)}/{CERTIFICATE}",
        pattern="{number:03d}/PIAGAM-KIPP/{roman}/{year}",
        kind=CERTIFICATE,
        title=paper.title,
        data=paper.data,
        subject=decision.entry,
        by=by,
        now=now,
        holder=paper.holder,
        language=language,
        is_sample=edition.is_sample or decision.entry.is_sample,
    )


def tell_entrants(event: WinnersAnnounced) -> None:
    """Tell everybody who entered: winners and finalists about their own entry, all others that results are out.

    Runs after the commit; each case is marked told, so that a second run tells nobody twice.
    """
    now = clock_now()
    edition = Edition.objects.get(pk=event.edition_id)
    link = reverse("kipp:results", args=[edition.slug])
    entries = list(
        Entry.objects.filter(edition=edition, number__isnull=False, case__told_at=None)
        .select_related("case", "organisation")
        .order_by("pk")
    )
    people = people_of(entries, now)
    others: dict[int, Person] = {}
    for entry in entries:
        if entry.case.stage not in (EntryStage.WINNER, EntryStage.NOT_WINNER):
            others.update({person.pk: person for person in people[entry.pk]})
            continue
        own = reverse("kipp:entry", args=[edition.slug, entry.case.reference])
        with transaction.atomic():
            kind, words = _news(entry, edition)
            tell_many(people=people[entry.pk], kind=kind, now=now, link=own, **words)
            Case.objects.filter(pk=entry.case_id).update(told_at=now)
    if not entries:
        return
    with transaction.atomic():
        tell_many(
            people=others.values(),
            kind="kipp.results_public",
            title=f"Hasil {edition.name} telah diumumkan",
            title_en=f"The results of {edition.name} are public",
            body="Terima kasih atas usulan Anda. Daftar pemenang dapat dibaca oleh siapa pun.",
            body_en="Thank you for your proposal. Anybody can read the list of winners.",
            link=link,
            now=now,
        )
        Case.objects.filter(entry__in=entries, told_at=None).update(told_at=now)


def _news(entry: Entry, edition: Edition) -> tuple[str, Words]:
    """Kind and words of the notice to the people of a winner or a finalist."""
    if entry.case.stage == EntryStage.WINNER:
        return "kipp.won", {
            "title": f"Selamat! “{entry.title}” menjadi pemenang {edition.name}",
            "title_en": f"Congratulations! “{entry.title}” is a winner of {edition.name}",
            "body": "Piagam bernomor tersedia di halaman usulan Anda dan dapat diperiksa keasliannya oleh siapa pun.",
            "body_en": "A numbered certificate is on the page of your entry; anybody can check that it is genuine.",
        }
    return "kipp.finalist_told", {
        "title": f"“{entry.title}” adalah finalis {edition.name}",
        "title_en": f"“{entry.title}” is a finalist of {edition.name}",
        "body": "Usulan Anda tidak terpilih sebagai pemenang. Piagam finalis tersedia di halaman usulan Anda.",
        "body_en": "Your entry was not chosen as a winner. A certificate as finalist is on the page of your entry.",
    }
