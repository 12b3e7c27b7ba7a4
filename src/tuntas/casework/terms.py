"""Words of casework: a flow is data, and these are its parts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from tuntas.kernel.events import Event

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from tuntas.casework.models import Case
    from tuntas.people.models import Person
    from tuntas.places.models import Place

# A need answers "" when it is met, else a sentence that says what is missing.
Need = Callable[["Case", "datetime"], Any]
# Who is this person to this case? The room that owns the flow knows: seats, organisation, place.
RolesOf = Callable[["Case", "Person", "datetime"], frozenset[str]]
# The open cases whose turn is this person's, in one query. Without it, only `Party` rows are asked.
Waiting = Callable[["Person", "datetime"], "QuerySet[Case]"]


@dataclass(frozen=True)
class Stage:
    """Where a case can stand. `name` is what staff read, `public` what the citizen or entrant reads.

    `tone` colours the status: ok, wait, bad, info or none; empty means wait where it waits for somebody, else none.
    """

    key: str
    name: Any
    public: Any
    waits_for: str = ""  # the role whose turn it is; empty: nobody, or a date
    days: int | None = None  # working days until it should have moved on
    final: bool = False
    tone: str = ""

    @property
    def shown_tone(self) -> str:
        """The tone to show: its own, else by whether it waits for somebody."""
        return self.tone or ("wait" if self.waits_for else "none")


@dataclass(frozen=True)
class Move:
    """An arrow of a flow. `by` are the roles that may; `needs` must all be met; `tells` is shown publicly."""

    key: str
    from_: str | tuple[str, ...]
    to: str
    by: frozenset[str]
    label: Any
    needs: tuple[Need, ...] = ()
    note_required: bool = False
    tells: Any = ""
    returns: bool | None = None  # sends back to whoever asked; None: it does when it leads to an earlier stage
    told: bool = False  # with this the person served knows the outcome (handed over, read out, sent to them)

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.from_,) if isinstance(self.from_, str) else self.from_


@dataclass(frozen=True)
class Promise:
    """What the person served may count on: working days, rupiah, visits."""

    days: int | None = None
    cost: int = 0
    visits: int = 1


@dataclass(frozen=True)
class Flow:
    """Stages and moves of one kind of case. `roles_of` answers who somebody is to a case.

    `waiting` answers the inbox in bulk, what `roles_of` would answer case by case; it asks the database nothing by
    itself, so that an inbox of many flows is one query. `related` names what `link` follows from the case
    ("entry__edition"), so that a list of cases loads it at once. `seen` answers in bulk which cases the person may
    open; without it those they opened, are a party of, or whose turn is theirs.
    A case does not end while it holds an answer that was not passed on, unless the flow `ends_untold`.
    """

    key: str
    name: Any
    stages: tuple[Stage, ...]
    moves: tuple[Move, ...]
    roles_of: RolesOf
    promise: Promise = field(default_factory=Promise)
    link: Callable[["Case"], str] | None = None  # address of the case's own page
    waiting: Waiting | None = None
    related: tuple[str, ...] = ()
    seen: Waiting | None = None
    ends_untold: bool = False

    def stage(self, key: str) -> Stage:
        """The stage by its key; `KeyError` if the flow has none."""
        return next((stage for stage in self.stages if stage.key == key), None) or self._missing("stage", key)

    def move(self, key: str) -> Move:
        """The move by its key; `KeyError` if the flow has none."""
        return next((move for move in self.moves if move.key == key), None) or self._missing("move", key)

    def _missing(self, what: str, key: str) -> Any:
        raise KeyError(f"flow {self.key} has no {what} {key}")

    def __post_init__(self) -> None:
        keys = [stage.key for stage in self.stages]
        if len(set(keys)) != len(keys) or len({move.key for move in self.moves}) != len(self.moves):
            raise ValueError(f"flow {self.key}: stage and move keys must be unique")
        for move in self.moves:
            if unknown := {move.to, *move.sources} - set(keys):
                raise ValueError(f"flow {self.key}, move {move.key}: unknown stage {unknown}")
            if any(self.stage(source).final for source in move.sources) and not move.note_required:
                raise ValueError(f"flow {self.key}, move {move.key}: leaving a final stage needs a note")


class ReferralStatus(TextChoices):
    """How far a referral has come. Only `TOLD` ends it: the one who raised it knows the outcome."""

    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    DONE = "done", _("Done")
    TOLD = "told", _("Told")


class Snag(TextChoices):
    """Why a referral does not go on."""

    OVERDUE = "overdue", _("The promised time is over")
    NO_SERVICE = "no_service", _("The service is not switched on there")
    UNANSWERED = "unanswered", _("The case has ended, the answer is missing")
    UNTOLD = "untold", _("Answered, not passed on yet")


DAYS_TO_ANSWER = 5  # working days, where a kind says nothing else; our own measure


@dataclass(frozen=True)
class Kind:
    """What may be asked of another room: `key` e.g. `labkd.birth_certificate`, who answers it, and within how long.

    `is_on` says whether somebody takes it at a place; what is asked where nobody does is kept and waits.
    """

    key: str
    label: Any
    roles: frozenset[str] = frozenset()
    is_on: Callable[["Place"], bool] = lambda place: True
    days: int = DAYS_TO_ANSWER  # working days to an answer
    places: Callable[[], "QuerySet[Place]"] | None = None  # all places where it is on, for lists; None: everywhere


@dataclass(frozen=True)
class CaseTold(Event):
    """The one a case was for knows its outcome."""

    case_id: int


@dataclass(frozen=True)
class CaseMoved(Event):
    """A case went from one stage to another."""

    case_id: int
    flow: str
    move: str
    from_stage: str
    to_stage: str
    by_id: int


@dataclass(frozen=True)
class ReferralAnswered(Event):
    """The other side has an outcome; whoever raised it must be told."""

    referral_id: int
