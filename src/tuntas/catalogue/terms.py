"""Words of the catalogue: a service module is data, and these are its parts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tuntas.casework.terms import DAYS_TO_ANSWER, Flow, Promise
from tuntas.kernel.events import Event
from tuntas.people.terms import Role
from tuntas.places.terms import Level

if TYPE_CHECKING:
    from datetime import datetime

    from tuntas.people.models import Person
    from tuntas.places.models import Place


class SwitchState(TextChoices):
    """What a place says of a module: those below may take it, it runs here, or it runs nowhere from here down."""

    OFFERED = "offered", _("Offered")
    ON = "on", _("Switched on")
    HIDDEN = "hidden", _("Switched off and hidden")


class Axis(TextChoices):
    """What a place must have before a service can run there."""

    COMMITMENT = "commitment", _("Commitment of the leadership")
    REGULATION = "regulation", _("Regulation")
    BUDGET = "budget", _("Budget")
    PEOPLE = "people", _("Team and people")
    SOP = "sop", _("Procedures and forms")
    DATA = "data", _("Data and information system")
    MONITORING = "monitoring", _("Monitoring")
    PARTNER = "partner", _("Learning partner")


class SettingKind(TextChoices):
    """What a setting of a module can hold."""

    TEXT = "text", _("Text")
    NUMBER = "number", _("Whole number")
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One of several")


class PartKind(TextChoices):
    """What a text of a module's package of practice is."""

    REGULATION = "regulation", _("Draft regulation")
    SOP = "sop", _("Procedure")
    CHECKLIST = "checklist", _("Checklist")
    FORM = "form", _("Form")
    TEMPLATE = "template", _("Document template")
    TRAINING = "training", _("Training")


@dataclass(frozen=True)
class Accepts:
    """A kind of referral the module takes, e.g. `labkd.birth_certificate`, and the roles that may answer it."""

    kind: str
    label: Any
    roles: frozenset[Role]
    days: int = DAYS_TO_ANSWER  # working days to an answer


@dataclass(frozen=True)
class Readiness:
    """One thing a place should have before it switches the module on."""

    key: str
    axis: str  # of `Axis`
    sentence: Any


@dataclass(frozen=True)
class Indicator:
    """One figure by which the service is measured. `better` is "more" or "less"."""

    key: str
    name: Any
    unit: Any
    better: str


@dataclass(frozen=True)
class Setting:
    """One thing a place may decide for itself; a village's word goes before the regency's, that before the default."""

    key: str
    label: Any
    kind: str = SettingKind.TEXT
    default: Any = ""
    hint: Any = ""
    choices: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Card:
    """What a module shows on the desk of a place: where it leads, how much waits there."""

    href: str
    title: Any
    hint: Any = ""
    number: int | None = None  # how many wait; None: nothing is counted
    tone: str = "none"


# The card for whoever looks (None: a stranger); None where the module has nothing for them.
CardOf = Callable[["Place", "Person | None", "datetime"], Card | None]
# Called inside the transaction that switches: `place`, `by`, `now`.
Switched = Callable[..., None]


@dataclass(frozen=True)
class Module:
    """A service that a place can switch on: everything the house must know of it, as data.

    `prefix` is its word in addresses (`/layanan/<place>/<prefix>/…`), `urls` the dotted path of its addresses,
    `levels` where its pages live. `practice` is the folder of its package that holds its texts. `sample(place=…,
    by=…, now=…)` fills it for the demonstration, once, at the sample village; `by` is the sample operator.
    """

    key: str
    name: Any
    summary: Any
    prefix: str
    urls: str
    levels: frozenset[Level]
    promise: Promise
    roles: frozenset[Role] = frozenset()
    requires: tuple[str, ...] = ()
    flows: tuple[Flow, ...] = ()
    accepts: tuple[Accepts, ...] = ()
    readiness: tuple[Readiness, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    settings: tuple[Setting, ...] = ()
    practice: str = "practice"
    asks: Any = ""  # who may ask for the service, in a sentence
    innovations: tuple[str, ...] = ()  # address words (slugs) of the innovations of the register that this module is
    home: str = ""  # name of the address its public page has at a place, e.g. "labkd:home"
    public: frozenset[str] = frozenset()  # names of its addresses a stranger may open, e.g. "home"
    members: frozenset[str] = frozenset()  # those anybody with an account may open besides
    card: CardOf | None = None
    on_enabled: Switched | None = None
    on_disabled: Switched | None = None
    sample: Callable[..., None] | None = None
    daily: Callable[["datetime"], str] | None = None  # what `tuntas daily` does for it, at `now`, everywhere it runs

    def setting(self, key: str) -> Setting:
        """The setting by its key; `KeyError` if the module has none."""
        for setting in self.settings:
            if setting.key == key:
                return setting
        raise KeyError(f"module {self.key} has no setting {key}")


@dataclass(frozen=True)
class ModuleSwitched(Event):
    """A place said something else of a module than before."""

    module: str
    place: str
    state: str
    by_id: int | None


@dataclass(frozen=True)
class PracticeChanged(Event):
    """A place wrote its own version of a text of a module, or went back to the origin's."""

    override_id: int
