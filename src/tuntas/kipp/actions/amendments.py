"""Amending published rules: drafting, and bringing into force in one transaction. Nothing else changes public rules
but the extension of a deadline."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.kernel.text import clean
from tuntas.kipp.actions.charter import write_changes
from tuntas.kipp.actions.judging import recompute
from tuntas.kipp.models import Amendment, Edition, Extension
from tuntas.kipp.queries.amending import Effect, effects_of, standing_of
from tuntas.kipp.queries.amendments import offices_in
from tuntas.kipp.rules.amending import CLOSED, shifts_totals
from tuntas.kipp.rules.charter.changes import Change, Overtaken, applied, changes_from, differences, rebased
from tuntas.kipp.rules.charter.editing import tidied
from tuntas.kipp.rules.charter.reading import charter_of
from tuntas.kipp.rules.charter.shape import Charter
from tuntas.kipp.rules.charter.telling import in_both
from tuntas.kipp.rules.publishing import problems_in
from tuntas.kipp.rules.seats import may_organise
from tuntas.kipp.terms import EditionStatus, RulesAmended
from tuntas.people.models import Person


class AmendmentRefused(Exception):
    """The rules stay as they are. `str(error)` is a sentence for the person who tried."""


class NotAllowed(AmendmentRefused):
    """The person does not run this edition."""


class StaleDraft(AmendmentRefused):
    """The draft was saved, enacted or dropped in another tab meanwhile."""


class NotAmendable(AmendmentRefused):
    """A change is forbidden, or the rules would not hold together; `sentences` list everything."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@transaction.atomic
def begin(*, edition: Edition, by: Person, now: datetime) -> Amendment:
    """The draft amendment of the edition, a new one where there is none. Raises `NotAllowed`, `AmendmentRefused`."""
    fresh = _open(edition, by)
    draft = fresh.amendments.filter(at=None, dropped_at=None).first()
    if draft is not None:
        return draft
    draft = Amendment.objects.create(edition=fresh, drafted_by=by, drafted_at=now)
    record(act="kipp.amendment_drafted", subject=draft, by=by, now=now)
    return draft


@transaction.atomic
def propose(*, amendment: Amendment, charter: Charter, by: Person, now: datetime, seen: int) -> Amendment:
    """Let the draft say whatever makes the present rules those of `charter`. The rules themselves stay.

    Raises `NotAllowed`, `StaleDraft`, `AmendmentRefused`.
    """
    draft = _held(amendment, by, seen)
    changes = differences(charter_of(draft.edition), charter)
    return _saved(draft, by, now, changes=[one.data() for one in changes])


@transaction.atomic
def describe(
    *, amendment: Amendment, title: str, reason: str, reference: str, by: Person, now: datetime, seen: int
) -> Amendment:
    """Write the draft's title, its reason and what it rests on. Raises as `propose`."""
    draft = _held(amendment, by, seen)
    words = {"title": clean(title)[:200], "reason": clean(reason), "reference": clean(reference)[:240]}
    return _saved(draft, by, now, **words)


@transaction.atomic
def forget(*, amendment: Amendment, path: str, by: Person, now: datetime, seen: int) -> Amendment:
    """Leave one change out of the draft, with what hangs on it. Raises as `propose`."""
    draft = _held(amendment, by, seen)
    present = charter_of(draft.edition)
    kept = [one for one in changes_from(draft.changes) if one.path != path]
    wanted, _lost = rebased(present, kept)
    return _saved(draft, by, now, changes=[one.data() for one in differences(present, tidied(wanted))])


@transaction.atomic
def drop(*, amendment: Amendment, by: Person, now: datetime) -> None:
    """Put the draft aside; the rules were never changed. A second click changes nothing."""
    draft = Amendment.objects.select_for_update(of=("self",)).select_related("edition").get(pk=amendment.pk)
    if not may_organise(by, draft.edition):
        raise NotAllowed(_("Only this edition's organisers amend its rules."))
    if draft.at is None and draft.dropped_at is None:
        draft.dropped_at = now
        draft.save(update_fields=["dropped_at"])
        record(act="kipp.amendment_dropped", subject=draft, by=by, now=now)


@transaction.atomic
def enact(
    *, amendment: Amendment, by: Person, now: datetime, seen: int, effective_at: datetime | None = None
) -> Amendment:
    """Bring the draft into force: rules, totals, number and record in one transaction; then everybody is told.

    `effective_at` is since when it holds, not before publication and not in the future; now when not given.
    Raises `NotAllowed`, `StaleDraft`, `NotAmendable`, `AmendmentRefused`.
    """
    draft = _held(amendment, by, seen)
    edition = draft.edition
    if not draft.title or not draft.reason:
        raise AmendmentRefused(_("Write a title and the reason: everybody can read them."))
    effective_at = effective_at or now
    if effective_at > now or (edition.published_at and effective_at < edition.published_at):
        raise AmendmentRefused(_("It holds from a moment between the publication of the edition and now."))
    changes = changes_from(draft.changes)
    if not changes:
        raise AmendmentRefused(_("The draft changes nothing yet."))
    before = charter_of(edition)
    after = _amended(before, changes)
    if wrong := [*_forbidden(effects_of(edition, changes, standing_of(edition, now))), *new_problems(before, after)]:
        raise NotAmendable(wrong)
    last = edition.amendments.filter(number__isnull=False).order_by("number").last()
    offices = offices_in(changes)
    draft.number, draft.previous = (last.number or 0) + 1 if last else 1, last
    draft.changes = [in_both(one, before, after, offices) for one in changes]
    draft.by, draft.at, draft.effective_at = by, now, effective_at
    draft.save(update_fields=["number", "previous", "changes", "by", "at", "effective_at"])
    _write(draft, changes, by, now)
    data = {"number": draft.number, "paths": [one.path for one in changes][:100]}
    record(act="kipp.rules_amended", subject=draft, by=by, now=now, data=data)
    publish(RulesAmended(draft.pk))
    return draft


def new_problems(before: Charter, after: Charter) -> list[str]:
    """What would be wrong with the rules only after the changes."""
    present = {str(problem.sentence) for problem in problems_in(before)}
    return [str(one.sentence) for one in problems_in(after) if str(one.sentence) not in present]


def _forbidden(effects: list[Effect]) -> list[str]:
    return list(dict.fromkeys(str(effect.why) for effect in effects if not effect.allowed))


def _amended(before: Charter, changes: list[Change]) -> Charter:
    try:
        return applied(before, changes)
    except Overtaken as overtaken:
        raise StaleDraft(
            _("The rules were changed since the draft was written. Open the draft again and look at it.")
        ) from overtaken


def _write(draft: Amendment, changes: list[Change], by: Person, now: datetime) -> None:
    """The tables after the changes: rules, deadlines as extensions, totals under the new weights."""
    edition = draft.edition
    closings = {stage.pk: stage.closes_at for stage in edition.stages.all()}
    write_changes(edition, changes)
    for stage in edition.stages.all():
        earlier = closings.get(stage.pk)
        if earlier and stage.closes_at and stage.closes_at > earlier:
            Extension.objects.create(
                stage=stage,
                before=earlier,
                after=stage.closes_at,
                reason=draft.reason[:400],
                by=by,
                at=now,
                amendment=draft,
            )
    for key in sorted({one.stage for one in changes if shifts_totals(one)}):
        reweigh(edition, key, by, now)
    edition.revision += 1
    edition.save(update_fields=["revision"])


def reweigh(edition: Edition, stage: str, by: Person, now: datetime) -> None:
    """Totals of a stage under its new weights: the version rises, every sheet is made again from raw scores."""
    edition.stages.filter(key=stage).update(weights_version=F("weights_version") + 1)
    recompute(stage=edition.stages.get(key=stage), by=by, now=now)


def _open(edition: Edition, by: Person) -> Edition:
    """The edition, locked, if its rules are amended at all and this person may."""
    if not may_organise(by, edition):
        raise NotAllowed(_("Only this edition's organisers amend its rules."))
    fresh = Edition.objects.select_for_update().get(pk=edition.pk)
    if fresh.status != EditionStatus.OPEN:
        raise AmendmentRefused(str(CLOSED[fresh.status]))
    return fresh


def _held(amendment: Amendment, by: Person, seen: int) -> Amendment:
    """The draft and its edition, locked, if it is still the one the page was made from."""
    edition = _open(Edition.objects.get(pk=amendment.edition_id), by)
    draft = Amendment.objects.select_for_update(of=("self",)).get(pk=amendment.pk)
    if draft.at or draft.dropped_at or draft.revision != seen:
        raise StaleDraft(
            _("The draft was saved meanwhile, in another tab or by a second click. Open this page again to see it.")
        )
    draft.edition = edition
    return draft


def _saved(draft: Amendment, by: Person, now: datetime, **fields: object) -> Amendment:
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.revision += 1
    draft.save(update_fields=[*fields, "revision"])
    record(act="kipp.amendment_edited", subject=draft, by=by, now=now, data={"revision": draft.revision})
    return draft
