"""Special awards: prepared in silence, granted in one act, taken back in public."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tuntas.documents.actions import issue, revoke, void
from tuntas.documents.actions.renewing import Paper
from tuntas.documents.models import Document
from tuntas.documents.terms import Status
from tuntas.forum.actions.changing import put, tidy
from tuntas.forum.actions.refusals import NotAllowed, NotReady, Outdated
from tuntas.forum.models import Honour, Honouree, Programme
from tuntas.forum.queries.honours import paper_of
from tuntas.forum.rules.honours import CERTIFICATE, RESERVED, may_award
from tuntas.forum.rules.slugs import free_slug
from tuntas.forum.terms import HonourGranted
from tuntas.journal.actions import record
from tuntas.kernel.events import publish
from tuntas.people.models import Organisation, Person

SERIES, PATTERN = "PENGHARGAAN-KHUSUS", "{number:03d}/{key}/{roman}/{year}"
SAMPLE_SERIES = "CONTOH-PENGHARGAAN"


@transaction.atomic
def prepare_honour(*, values: Mapping[str, Any], by: Person, now: datetime, is_sample: bool = False) -> Honour:
    """A new award nobody else knows of."""
    if not may_award(by, now):
        raise NotAllowed
    honour = Honour(created_by=by, created_at=now, is_sample=is_sample)
    put(honour, values)
    honour.slug = free_slug(Honour, honour.name, RESERVED, "penghargaan")
    honour.save()
    record(act="forum.honour_prepared", subject=honour, by=by, now=now)
    return honour


@transaction.atomic
def save_honour(*, honour: Honour, values: Mapping[str, Any], revision: int, by: Person, now: datetime) -> Honour:
    """Change an award that is not granted yet. What was granted stands on paper and stays as it is."""
    fresh = _open(honour, by, now)
    if fresh.revision != revision:
        raise Outdated
    if changed := put(fresh, values):
        fresh.revision += 1
        fresh.save(update_fields=[*changed, "revision"])
        record(act="forum.honour_saved", subject=fresh, by=by, now=now, data={"fields": changed})
    return fresh


@transaction.atomic
def add_honouree(
    *,
    honour: Honour,
    by: Person,
    now: datetime,
    organisation: Organisation | None = None,
    programme: Programme | None = None,
    office: str = "",
) -> Honouree:
    """Name who receives it: an organisation (perhaps one of its offices) or a programme, each once."""
    fresh = _open(honour, by, now)
    if (organisation is None) == (programme is None) or (programme is not None and office):
        raise NotReady(_("Name one organisation or one programme; an office belongs to an organisation."))
    wanted = {"organisation": organisation, "programme": programme, "office": tidy(office)}
    one, is_new = Honouree.objects.get_or_create(honour=fresh, **wanted)
    if is_new:
        record(act="forum.honouree_added", subject=fresh, by=by, now=now, data={"honouree": one.pk})
    return one


@transaction.atomic
def drop_honouree(*, honouree: Honouree, by: Person, now: datetime) -> None:
    """Take somebody off an award that is not granted yet. Twice is harmless."""
    fresh = _open(honouree.honour, by, now)
    pk = honouree.pk
    if Honouree.objects.filter(pk=pk).delete()[0]:
        record(act="forum.honouree_dropped", subject=fresh, by=by, now=now, data={"honouree": pk})


@transaction.atomic
def grant_honour(*, honour: Honour, by: Person, now: datetime, language: str = "id") -> Honour:
    """Grant it: everybody can read it, and each who receives it has a numbered certificate. Twice is harmless."""
    if not may_award(by, now):
        raise NotAllowed
    fresh = Honour.objects.select_for_update(of=("self",)).get(pk=honour.pk)
    if fresh.granted_at is not None:
        return fresh
    receiving = list(
        Honouree.objects.filter(honour=fresh).select_related(
            "honour__giver__place", "honour__gathering", "organisation__place", "programme"
        )
    )
    if not fresh.citation.strip() or not receiving:
        raise NotReady(_("Write the citation and name who receives it first."))
    fresh.granted_at, fresh.granted_by = now, by
    fresh.save(update_fields=["granted_at", "granted_by"])
    for one in receiving:
        paper = paper_of(one, language)
        one.certificate = issue(
            series=SAMPLE_SERIES if fresh.is_sample else SERIES,
            kind=CERTIFICATE,
            title=paper.title,
            data=paper.data,
            subject=one,
            by=by,
            now=now,
            holder=paper.holder,
            language=language,
            pattern=PATTERN,
            is_sample=fresh.is_sample,
        )
        one.save(update_fields=["certificate"])
    record(act="forum.honour_granted", subject=fresh, by=by, now=now, data={"honourees": [one.pk for one in receiving]})
    publish(HonourGranted(fresh.pk))
    return fresh


@transaction.atomic
def take_back(*, honouree: Honouree, reason: str, by: Person, now: datetime) -> Honouree:
    """Take a granted award back from one who received it. The reason is public; twice is harmless."""
    if not may_award(by, now):
        raise NotAllowed
    one = Honouree.objects.select_for_update(of=("self",)).select_related("certificate", "honour").get(pk=honouree.pk)
    if one.revoked_at is not None:
        return one
    reason = tidy(reason)[:400]
    if one.certificate is None or not reason:
        raise NotReady(_("Write the reason. Everybody who reads of the award will read it."))
    end = void if one.certificate.status == Status.RESERVED else revoke
    if one.certificate.status in (Status.RESERVED, Status.ISSUED):
        end(document=one.certificate, reason=reason, by=by, now=now)
    one.revoked_at, one.reason = now, reason
    one.save(update_fields=["revoked_at", "reason"])
    record(act="forum.honour_taken_back", subject=one.honour, by=by, now=now, data={"honouree": one.pk})
    return one


def certificate_anew(document: Document) -> Paper | None:
    """The certificate as names stand now; for `documents.offer_renewal`."""
    one = (
        Honouree.objects.filter(certificate=document)
        .select_related("honour__giver__place", "honour__gathering", "organisation__place", "programme")
        .first()
    )
    return paper_of(one, document.language) if one else None


def adopt_certificate(old: Document, new: Document) -> None:
    """Whoever was honoured has the new certificate."""
    Honouree.objects.filter(certificate=old).update(certificate=new)


def _open(honour: Honour, by: Person, now: datetime) -> Honour:
    if not may_award(by, now):
        raise NotAllowed
    fresh = Honour.objects.select_for_update(of=("self",)).get(pk=honour.pk)
    if fresh.granted_at is not None:
        raise NotReady(_("This award is granted; what stands on paper is not changed any more."))
    return fresh
