"""Which proposals a narrower rule would hit, and which use a row of the rules. One query a change."""

from typing import Any, cast

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet

from tuntas.kernel.clock import wib_date
from tuntas.kipp.models import Answer, Edition, Entry, Evidence, Invite, Stage
from tuntas.kipp.rules.calendar import stage_of_kind
from tuntas.kipp.rules.charter.changes import Change
from tuntas.kipp.rules.entries import months_back
from tuntas.kipp.terms import EntryStage, StageKind

MEGABYTE = 1024 * 1024


def by(edition: Edition, change: Change) -> QuerySet[Entry]:
    """The entries that would no longer fit; or those that use the row, withdrawn ones too: they keep what they have."""
    entries = edition.entries.exclude(case__stage=EntryStage.WITHDRAWN)
    if change.fact is None and change.is_added:
        return _of_group(entries, change.after.get("group"))
    name = change.fact.name if change.fact else ""
    found = _NARROWER.get((change.shelf.key, name))
    if found is not None:
        return found(entries, edition, change)
    return edition.entries.filter(_USES[change.shelf.key](change.key))


def _of_group(entries: QuerySet[Entry], group: str | None) -> QuerySet[Entry]:
    return entries.filter(group__key=group) if group else entries


def _longer(entries: QuerySet[Entry], edition: Edition, change: Change) -> QuerySet[Entry]:
    long = Answer.objects.filter(entry=OuterRef("pk"), section__key=change.key, words__gt=change.after)
    return entries.filter(Exists(long))


def _unanswered(entries: QuerySet[Entry], edition: Edition, change: Change) -> QuerySet[Entry]:
    section = edition.sections.filter(key=change.key).select_related("group").first()
    written = Answer.objects.filter(entry=OuterRef("pk"), section=section, words__gt=0)
    return _of_group(entries, section.group.key if section and section.group else None).filter(~Exists(written))


def _without_proof(entries: QuerySet[Entry], edition: Edition, change: Change) -> QuerySet[Entry]:
    wanted = edition.requirements.filter(key=change.key).select_related("group").first()
    proof = Evidence.objects.filter(entry=OuterRef("pk"), requirement=wanted, removed_at=None)
    return _of_group(entries, wanted.group.key if wanted and wanted.group else None).filter(~Exists(proof))


def _more_proofs(entries: QuerySet[Entry], edition: Edition, change: Change) -> QuerySet[Entry]:
    mine = Q(evidence__requirement__key=change.key, evidence__removed_at=None)
    return entries.annotate(proofs=Count("evidence", filter=mine)).filter(proofs__gt=change.after)


def _larger(entries: QuerySet[Entry], edition: Edition, change: Change) -> QuerySet[Entry]:
    proof = Evidence.objects.filter(
        entry=OuterRef("pk"),
        requirement__key=change.key,
        removed_at=None,
        file__size__gt=change.after * MEGABYTE,
    )
    return entries.filter(Exists(proof))


def _younger(entries: QuerySet[Entry], edition: Edition, change: Change) -> QuerySet[Entry]:
    registration = stage_of_kind(edition, StageKind.REGISTRATION)
    mine = entries.filter(group__key=change.key)
    if registration is None or registration.closes_at is None:
        return mine
    latest = months_back(wib_date(registration.closes_at), int(change.after))
    return mine.filter(started_on__gt=latest)


def _beyond_quota(entries: QuerySet[Entry], edition: Edition, change: Change) -> QuerySet[Entry]:
    mine = entries.filter(group__key=change.key)
    many = mine.order_by().values("organisation").annotate(n=Count("pk")).filter(n__gt=change.after)
    return mine.filter(organisation__in=many.values("organisation"))


def _uninvited(entries: QuerySet[Entry], edition: Edition, change: Change) -> QuerySet[Entry]:
    invited = Invite.objects.filter(group__edition=edition, group__key=change.key).values("organisation")
    mine = entries.filter(group__key=change.key)
    return mine.exclude(Q(organisation__in=invited) | Q(organisation__parent__in=invited))


_NARROWER: dict[tuple[str, str], Any] = {
    ("sections", "words"): _longer,
    ("sections", "required"): _unanswered,
    ("requirements", "required"): _without_proof,
    ("requirements", "most"): _more_proofs,
    ("requirements", "megabytes"): _larger,
    ("groups", "min_age_months"): _younger,
    ("groups", "quota"): _beyond_quota,
    ("groups", "invited_only"): _uninvited,
}


def _answered(key: str) -> Q:
    return Q(pk__in=Answer.objects.filter(section__key=key).values("entry"))


def _proved(key: str) -> Q:
    return Q(pk__in=Evidence.objects.filter(requirement__key=key).values("entry"))


_USES: dict[str, Any] = {
    "sections": _answered,
    "requirements": _proved,
    "groups": lambda key: Q(group__key=key),
    "categories": lambda key: Q(category__key=key),
    "tracks": lambda key: Q(),  # an entry stands in the track its organisation had then: any entry is touched
}


def uses_stage(stage: Stage) -> bool:
    """Whether something in the edition points to the stage: work given, a slot, a visit, a meeting."""
    pointing = [one for one in stage._meta.related_objects if one.get_accessor_name() != "criteria"]
    return any(
        cast(type[Model], one.related_model)._default_manager.filter(**{one.field.name: stage}).exists()
        for one in pointing
    )
