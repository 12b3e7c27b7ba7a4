"""The life of a letter, as data: operator → secretary → signer → resident. `casework.actions.move` executes it."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tuntas.casework.models import Case
from tuntas.casework.terms import Flow, Move, Promise, Stage
from tuntas.kernel.clock import wib_date
from tuntas.people.models import Holding, Person
from tuntas.people.rules import held
from tuntas.people.terms import Role
from tuntas.services.labkd.models import Letter, Post
from tuntas.services.labkd.terms import LetterStage as S
from tuntas.services.labkd.terms import Part, Rank

OFFICE = frozenset({Role.VILLAGE_OFFICER, Role.LEADER})


def office_holdings(person: Person, now: datetime) -> QuerySet[Holding]:
    """What the person holds in village offices: at the very place; a role above a village is none there."""
    return held(person, now).filter(organisation=None, role__in=OFFICE)


def _in_post(person: Person, now: datetime, *ranks: Rank) -> QuerySet[Post]:
    day = wib_date(now)
    running = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))
    return Post.objects.filter(running, person=person if person.is_authenticated else None, rank__in=ranks)


def roles_of(case: Case, person: Person, now: datetime) -> frozenset[str]:
    """Operator by the role at the village, secretary by post, signer where the letter waits for this very person."""
    letter = Letter.objects.select_related("signer").filter(case=case).first()
    if letter is None or not person.is_authenticated:
        return frozenset()
    found: set[str] = set()
    if office_holdings(person, now).filter(place_id=case.place_id).exists():
        found.add(Part.OPERATOR)
        # The head may check too, where there is no secretary or the secretary is away.
        if _in_post(person, now, Rank.SECRETARY, Rank.HEAD).filter(place_id=case.place_id).exists():
            found.add(Part.SECRETARY)
        if letter.signer is not None and letter.signer.person_id == person.pk:
            found.add(Part.SIGNER)
    if letter.asked_by_id == person.pk:
        found.add(Part.ASKER)
    return frozenset(found)


def waiting(person: Person, now: datetime) -> QuerySet[Case]:
    """Letters whose next step is this person's."""
    at = office_holdings(person, now).values("place_id")
    secretary = _in_post(person, now, Rank.SECRETARY).filter(place_id=OuterRef("place_id"))
    signs = Letter.objects.filter(case=OuterRef("pk"), signer__person=person.pk)
    turn = (
        Q(stage__in=[S.ASKED, S.PREPARING, S.ISSUED])
        | (Q(stage=S.CHECKING) & Exists(secretary))
        | (Q(stage=S.SIGNING) & Exists(signs))
    )
    return Case.objects.filter(turn, flow="labkd.letter", place_id__in=at)


def link(case: Case) -> str:
    """The letter's own page at its village."""
    return reverse("labkd:letter", args=[case.place_id, case.reference])


def is_ready(case: Case, now: datetime) -> str:
    """The resident is found in the register and everything the kind asks is filled in."""
    letter = Letter.objects.get(case=case)
    if letter.resident_id is None:
        return _now("Say first which resident of the register the letter is about.")
    return "" if letter.prepared_at else _now("Fill in what the letter still needs first.")


def has_signer(case: Case, now: datetime) -> str:
    """Somebody can sign it today."""
    return (
        ""
        if Letter.objects.get(case=case).signer_id
        else _now("Nobody can sign this kind today: look at the posts and absences.")
    )


def has_document(case: Case, now: datetime) -> str:
    """The number is taken and the paper exists or is being made."""
    return "" if Letter.objects.get(case=case).document_id else _now("The letter has no number yet.")


OPERATOR = frozenset({Part.OPERATOR})
SECRETARY = frozenset({Part.SECRETARY})
SIGNER = frozenset({Part.SIGNER})
ASKER = frozenset({Part.ASKER})
BEFORE = (S.ASKED, S.PREPARING, S.CHECKING, S.SIGNING)

LETTER = Flow(
    key="labkd.letter",
    name=_("Village letter"),
    stages=(
        Stage(S.ASKED, S.ASKED.label, _("We have your request"), Part.OPERATOR, 1),
        Stage(S.PREPARING, S.PREPARING.label, _("The letter is being prepared"), Part.OPERATOR, 1),
        Stage(S.CHECKING, S.CHECKING.label, _("The letter is being checked"), Part.SECRETARY, 1),
        Stage(S.SIGNING, S.SIGNING.label, _("The letter waits for the signature"), Part.SIGNER, 1),
        Stage(S.SIGNATURE, S.SIGNATURE.label, _("The letter waits for the signature"), "", 1, tone="wait"),
        Stage(S.ISSUED, S.ISSUED.label, _("Your letter is ready"), Part.OPERATOR, 5, tone="ok"),
        Stage(S.HANDED, S.HANDED.label, _("You have your letter"), final=True, tone="ok"),
        Stage(S.REFUSED, S.REFUSED.label, _("The request was refused"), final=True, tone="bad"),
        Stage(S.WITHDRAWN, S.WITHDRAWN.label, _("The request was taken back"), final=True),
        Stage(S.VOID, S.VOID.label, _("The letter was given up"), final=True, tone="bad"),
    ),
    moves=(
        Move("take_up", S.ASKED, S.PREPARING, OPERATOR, _("Take it up")),
        Move("to_check", S.PREPARING, S.CHECKING, OPERATOR, _("Send to the secretary"), (is_ready,)),
        Move("approve", S.CHECKING, S.SIGNING, SECRETARY, _("Approve, to the signer"), (is_ready, has_signer)),
        Move("back", (S.CHECKING, S.SIGNING), S.PREPARING, SECRETARY | SIGNER, _("Send back"), note_required=True),
        Move("sign", S.SIGNING, S.ISSUED, SIGNER, _("Sign"), (is_ready, has_signer, has_document)),
        Move("send", S.SIGNING, S.SIGNATURE, SIGNER, _("Sign electronically"), (is_ready, has_signer, has_document)),
        Move("signed", S.SIGNATURE, S.ISSUED, SIGNER, _("The signature was checked"), (has_document,)),
        Move("resign", S.SIGNATURE, S.SIGNING, SIGNER, _("Ask for the signature again"), note_required=True),
        Move("hand_over", S.ISSUED, S.HANDED, OPERATOR, _("Hand it over"), told=True),
        Move("refuse", BEFORE, S.REFUSED, OPERATOR | SECRETARY | SIGNER, _("Refuse the request"), note_required=True),
        Move("withdraw", BEFORE, S.WITHDRAWN, ASKER | OPERATOR, _("Take the request back"), note_required=True),
        Move(
            "void",
            (S.SIGNING, S.SIGNATURE),
            S.VOID,
            SECRETARY | SIGNER,
            _("Give the number up"),
            (has_document,),
            note_required=True,
        ),
    ),
    roles_of=roles_of,
    promise=Promise(days=2, cost=0, visits=1),
    link=link,
    waiting=waiting,
    related=("letter",),
)
