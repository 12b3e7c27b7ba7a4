"""What people are told when something happens in the room `people`. Handlers of its events."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from tuntas.kernel.clock import now as clock_now
from tuntas.notices.actions.telling import tell, tell_address
from tuntas.notices.terms import Words, worded
from tuntas.people.models import Holding, Invitation, JoinRequest, Organisation, Person
from tuntas.people.queries.organisations import local_admins_of, operators
from tuntas.people.terms import (
    HoldingEnded,
    InvitationAccepted,
    JoinDecided,
    JoinOutcome,
    JoinRequested,
    PersonInvited,
    Role,
    RoleDelegated,
    SignInChange,
    SignInChanged,
)
from tuntas.places.models import Place
from tuntas.ui.templatetags.ui import day


def _spoken(sentence: str, parts: dict[str, Any]) -> str:
    """The sentence in the language that is active; lazy words and days are said in it too."""
    return gettext(sentence) % {
        key: day(part) if isinstance(part, datetime) else str(part) for key, part in parts.items()
    }


def _words(title: str, body: str, **parts: Any) -> Words:
    """A message from two sentences marked with `gettext_noop` and what goes into them."""
    return worded(lambda: (_spoken(title, parts), _spoken(body, parts)))


def _tell(people: Iterable[Person], kind: str, words: Words, link: str, *, mail: bool = True) -> None:
    for person in people:
        tell(person=person, kind=kind, link=link, now=clock_now(), mail=mail, **words)


def _role(role: str) -> Any:
    return Role(role).label


def _where(thing: Invitation | Holding) -> Organisation | Place | None:
    return thing.organisation or thing.place


def tell_invited(event: PersonInvited) -> None:
    """The invited person gets the letter with the link; in the application too if they have an account."""
    invitation = Invitation.objects.select_related("invited_by", "organisation", "place").get(pk=event.invitation_id)
    words = _words(
        _("%(who)s invites you to Tuntas as %(role)s at %(where)s"),
        _(
            "Open the link to read the invitation and to accept it. It is valid until %(day)s. "
            "If you do not know what this is about, you need not do anything."
        ),
        who=invitation.invited_by.name,
        role=_role(invitation.role),
        where=_where(invitation),
        day=invitation.expires_at,
    )
    link = reverse("people:invitation", args=[invitation.token])
    person = Person.objects.filter(email=invitation.email.lower(), is_active=True).first()
    if person:
        _tell([person], "people.invited", words, link)
    else:
        tell_address(address=invitation.email, kind="people.invited", link=link, now=clock_now(), **words)


def tell_accepted(event: InvitationAccepted) -> None:
    """Whoever invited learns that the invitation was accepted."""
    invitation = Invitation.objects.select_related("invited_by", "accepted_by", "organisation", "place").get(
        pk=event.invitation_id
    )
    words = _words(
        _("%(who)s accepted your invitation"),
        _("%(who)s is now %(role)s at %(where)s."),
        who=invitation.accepted_by,
        role=_role(invitation.role),
        where=_where(invitation),
    )
    link = (
        reverse("people:organisation", args=[invitation.organisation_id])
        if invitation.organisation_id
        else reverse("people:place_invitations")
    )
    _tell([invitation.invited_by], "people.invitation_accepted", words, link)


def tell_join_requested(event: JoinRequested) -> None:
    """The local admins of the organisation learn who wants to join; without one, the operators."""
    request = JoinRequest.objects.select_related("person", "organisation__parent").get(pk=event.request_id)
    now = clock_now()
    answering = local_admins_of(request.organisation, now)
    words = _words(
        _("%(who)s asks to join %(where)s"),
        _("Accept only people you know work there. Those you let in can write entries for it."),
        who=request.person.name,
        where=request.organisation,
    )
    link = reverse("people:organisation", args=[request.organisation_id])
    _tell(answering if answering.exists() else operators(now), "people.join_requested", words, link)


def tell_join_decided(event: JoinDecided) -> None:
    """The one who asked to join learns the answer."""
    request = JoinRequest.objects.select_related("person", "organisation").get(pk=event.request_id)
    parts = {"where": request.organisation, "reason": request.reason}
    if request.outcome == JoinOutcome.ACCEPTED:
        words = _words(_("You now belong to %(where)s"), _("You can write entries for this organisation."), **parts)
        link = reverse("people:organisation", args=[request.organisation_id])
    else:
        words = _words(_("%(where)s declined your request to join"), _("Reason: %(reason)s"), **parts)
        link = reverse("people:me")
    _tell([request.person], "people.join_decided", words, link)


def tell_delegated(event: RoleDelegated) -> None:
    """The stand-in learns for whom, as what and until when."""
    holding = Holding.objects.select_related("person", "delegated_from__person", "organisation", "place").get(
        pk=event.holding_id
    )
    assert holding.delegated_from is not None and holding.until is not None  # constraint delegation_has_an_end
    words = _words(
        _("You stand in for %(who)s"),
        _("You act as %(role)s at %(where)s until %(day)s."),
        who=holding.delegated_from.person.name,
        role=_role(holding.role),
        where=_where(holding),
        day=holding.until,
    )
    _tell([holding.person], "people.delegated", words, reverse("people:me"))


def tell_ended(event: HoldingEnded) -> None:
    """Whoever lost a role by somebody else's decision learns it."""
    holding = Holding.objects.select_related("person", "organisation", "place").get(pk=event.holding_id)
    if holding.person_id == event.by_id:
        return
    words = _words(
        _("Your role as %(role)s at %(where)s has ended"),
        _("If you think this is a mistake, ask the local admin of the organisation or the organiser."),
        role=_role(holding.role),
        where=_where(holding),
    )
    _tell([holding.person], "people.role_ended", words, reverse("people:me"))


def tell_sign_in_changed(event: SignInChanged) -> None:
    """The owner of an account learns what changed on the ways into it. The letter comes from sign-in itself."""
    words = _words(
        "%(what)s",
        _(
            "If it was not you: choose a new password at once, sign out everywhere else, "
            "and tell the operator of this installation."
        ),
        what=SignInChange(event.change).label,
    )
    owner = Person.objects.filter(pk=event.person_id)
    _tell(owner, "people.sign_in_changed", words, reverse("people:me"), mail=False)
