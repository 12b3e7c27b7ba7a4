"""Words for letters."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.events import Event


class LetterStage(TextChoices):
    """Where a letter stands."""

    ASKED = "asked", _("Asked for")
    PREPARING = "preparing", _("Being prepared")
    CHECKING = "checking", _("With the secretary")
    SIGNING = "signing", _("With the signer")
    SIGNATURE = "signature", _("Waiting for the electronic signature")
    ISSUED = "issued", _("Issued")
    HANDED = "handed", _("Handed over")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back")
    VOID = "void", _("Void")


class Channel(TextChoices):
    """How somebody asked for a letter."""

    HOME = "home", _("From home")
    DESK = "desk", _("At the desk")
    KIOSK = "kiosk", _("At a kiosk")
    PAPER = "paper", _("On paper, without a connection")


class Part(TextChoices):
    """What a person is to the letters of a village."""

    OPERATOR = "operator", _("Operator")
    SECRETARY = "secretary", _("Secretary")
    SIGNER = "signer", _("Signer")
    ASKER = "asker", _("Who asked for it")


class Rank(TextChoices):
    """The posts of a village office that check or sign letters."""

    HEAD = "head", _("Head of village")
    SECRETARY = "secretary", _("Village secretary")
    SECTION = "section", _("Head of section")


class SignatureState(TextChoices):
    """How far an electronic signature has come. Only a verified one issues a letter."""

    REQUESTED = "requested", _("Requested")
    RETURNED = "returned", _("Returned, not yet checked")
    VERIFIED = "verified", _("Checked")
    ISSUED = "issued", _("Issued")
    REFUSED = "refused", _("Refused by the service")
    REJECTED = "rejected", _("Does not hold: nothing was issued")
    LAPSED = "lapsed", _("No answer in time")


@dataclass(frozen=True)
class LetterIssued(Event):
    """A letter is signed and can be fetched; whoever asked wants to know."""

    letter_id: int


@dataclass(frozen=True)
class LetterHandedOver(Event):
    """The resident has the letter; the question how it was can follow."""

    letter_id: int


@dataclass(frozen=True)
class SignatureFailed(Event):
    """A signature was refused, did not hold or never came; the signer has to act."""

    request_id: int
