"""Listening to sign-in (django-allauth): its signals become acts of this room. Connected once, by `apps.ready`."""

from functools import partial
from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator

from tuntas.kernel.clock import now
from tuntas.people.actions.guarding import note_sign_in_change
from tuntas.people.models import Person
from tuntas.people.terms import SignInChange

ADDED = {
    Authenticator.Type.TOTP: SignInChange.APP_ON,
    Authenticator.Type.WEBAUTHN: SignInChange.PASSKEY_ADDED,
    Authenticator.Type.RECOVERY_CODES: SignInChange.CODES,
}
REMOVED = {
    Authenticator.Type.TOTP: SignInChange.APP_OFF,
    Authenticator.Type.WEBAUTHN: SignInChange.PASSKEY_REMOVED,
}


def listen() -> None:
    """Connect every signal after which somebody can sign in in another way than before."""
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(partial(_changed, SignInChange.PASSWORD), weak=False, dispatch_uid="tuntas.people.password")
    account.email_changed.connect(partial(_changed, SignInChange.EMAIL), weak=False, dispatch_uid="tuntas.people.email")
    for signal, meanings in (
        (mfa.authenticator_added, ADDED),
        (mfa.authenticator_reset, ADDED),
        (mfa.authenticator_removed, REMOVED),
    ):
        signal.connect(partial(_second, meanings), weak=False, dispatch_uid="tuntas.people.second")


def _changed(change: SignInChange, *, user: Person, **_signal: Any) -> None:
    note_sign_in_change(person=user, change=change, now=now())


def _second(meanings: dict[Any, SignInChange], *, user: Person, authenticator: Authenticator, **_signal: Any) -> None:
    """A second factor came or went. Recovery codes that go with the last factor are no news."""
    if change := meanings.get(authenticator.type):
        note_sign_in_change(person=user, change=change, now=now())
