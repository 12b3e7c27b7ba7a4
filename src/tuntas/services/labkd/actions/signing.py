"""Posts of the office, who is away, and what the head hands on. Letters that wait for a signature follow at once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tuntas.journal.actions import record
from tuntas.kernel.clock import wib_date
from tuntas.kernel.text import clean
from tuntas.people.models import Person
from tuntas.people.rules import may_operate
from tuntas.places.models import Place
from tuntas.services.labkd.actions.preparing import kind_of
from tuntas.services.labkd.actions.refusals import NotYours, WrongInput
from tuntas.services.labkd.models import Absence, Delegation, Letter, Post
from tuntas.services.labkd.queries.signing import signer_at
from tuntas.services.labkd.rules.access import office_of
from tuntas.services.labkd.terms import LetterStage, Rank

FORMS = ("a.n.", "Plh.", "Plt.")


@dataclass(frozen=True)
class PostWords:
    """What is printed of a post, and the certificate of its holder."""

    name: str
    title: str
    staff_number: str = ""
    certificate: str = ""
    decree: str = ""


def _allow(place: Place, by: Person, now: datetime) -> None:
    if not (office_of(by, place, now).leads or may_operate(by, now)):
        raise NotYours(_("Only the head and the secretary name who signs."))


@transaction.atomic
def name_post(
    *, place: Place, rank: Rank, person: Person | None, words: PostWords, since: date, by: Person, now: datetime
) -> Post:
    """Somebody holds a post from a day on. A head or secretary before them ends the day before."""
    _allow(place, by, now)
    if not words.name.strip() or not words.title.strip():
        raise WrongInput(_("Name and title are printed on every letter: write both."))
    if rank != Rank.SECTION:
        before = Post.objects.select_for_update().filter(place=place, rank=rank, until=None)
        if before.filter(since__gte=since).exists():
            raise WrongInput(_("Who holds this post now began later than that. Choose a later day."))
        before.update(until=since - timedelta(days=1))
    try:
        with transaction.atomic():
            made = Post.objects.create(
                place=place,
                rank=rank,
                person=person,
                name=clean(words.name)[:120],
                title=clean(words.title)[:120],
                staff_number=clean(words.staff_number)[:40],
                certificate=clean(words.certificate)[:64],
                decree=clean(words.decree)[:120],
                since=since,
            )
    except IntegrityError as error:
        raise WrongInput(_("Somebody else has just named who holds this post. Look again.")) from error
    record(act="labkd.post_named", subject=made, by=by, now=now, data={"rank": rank})
    _reassign(place, now)
    return made


@transaction.atomic
def end_post(*, post: Post, until: date, by: Person, now: datetime) -> Post:
    """The last day somebody holds a post."""
    _allow(post.place, by, now)
    if until < post.since:
        raise WrongInput(_("The last day lies before the first."))
    post.until = until
    post.save(update_fields=["until"])
    record(act="labkd.post_ended", subject=post, by=by, now=now, data={"until": until.isoformat()})
    _reassign(post.place, now)
    return post


@transaction.atomic
def be_away(
    *, post: Post, since: date, until: date, acting: Post | None, form: str, reason: str, by: Person, now: datetime
) -> Absence:
    """The holder of a post is away; `acting` signs meanwhile, in the form of the deed."""
    _allow(post.place, by, now)
    if until < since:
        raise WrongInput(_("The last day lies before the first."))
    if form not in FORMS or (acting is not None and (acting.pk == post.pk or acting.place_id != post.place_id)):
        raise WrongInput(_("Choose another post of this office to stand in."))
    made = Absence.objects.create(
        post=post, since=since, until=until, acting=acting, form=form, reason=clean(reason)[:200]
    )
    record(act="labkd.absent", subject=made, by=by, now=now, data={"post": post.pk})
    _reassign(post.place, now)
    return made


@transaction.atomic
def come_back(*, absence: Absence, by: Person, now: datetime) -> None:
    """Back earlier than thought: yesterday was the last day away; an absence that has not begun is dropped."""
    place, day = absence.post.place, wib_date(now)
    _allow(place, by, now)
    record(act="labkd.back", subject=absence, by=by, now=now, data={"post": absence.post_id})
    if absence.since >= day:
        absence.delete()
    else:
        absence.until = day - timedelta(days=1)
        absence.save(update_fields=["until"])
    _reassign(place, now)


@transaction.atomic
def delegate(
    *, place: Place, kind: str, rank: Rank, deed: str, since: date, until: date | None, by: Person, now: datetime
) -> Delegation:
    """The head hands letters of a kind (empty: all) to a post below, by a deed."""
    if Rank.HEAD not in office_of(by, place, now).ranks:
        raise NotYours(_("Only the head hands on what the head signs."))
    if rank == Rank.HEAD or not deed.strip() or (until is not None and until < since):
        raise WrongInput(_("Name a post below the head, the deed, and days in their order."))
    made = Delegation.objects.create(
        place=place, kind=kind, rank=rank, deed=clean(deed)[:120], since=since, until=until
    )
    record(act="labkd.delegated", subject=made, by=by, now=now, data={"kind": kind, "rank": rank})
    _reassign(place, now)
    return made


@transaction.atomic
def end_delegation(*, delegation: Delegation, by: Person, now: datetime) -> None:
    """From today on the head signs these again; one that has not begun is dropped."""
    place, day = delegation.place, wib_date(now)
    _allow(place, by, now)
    record(act="labkd.delegation_ended", subject=delegation, by=by, now=now)
    if delegation.since >= day:
        delegation.delete()
    else:
        delegation.until = day - timedelta(days=1)
        delegation.save(update_fields=["until"])
    _reassign(place, now)


def _reassign(place: Place, now: datetime) -> None:
    """Letters that wait for a signature wait for who signs now."""
    day, found = wib_date(now), {}
    waiting = Letter.objects.filter(case__place=place, case__stage=LetterStage.SIGNING)
    for letter in waiting.select_for_update(of=("self",)):
        if letter.kind not in found:
            signer = signer_at(kind_of(letter), place, day)
            found[letter.kind] = signer.seat.id if signer else None
        if letter.signer_id != found[letter.kind]:
            letter.signer_id = found[letter.kind]
            letter.save(update_fields=["signer"])
