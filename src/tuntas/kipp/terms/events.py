"""What happens in the competition that others hear of."""

from dataclasses import dataclass

from tuntas.kernel.events import Event


@dataclass(frozen=True)
class EditionPublished(Event):
    """The call is out: everybody can read the edition and its rules."""

    edition_id: int


@dataclass(frozen=True)
class EntryHandedOver(Event):
    """The writer gave the draft to the local admin."""

    entry_id: int


@dataclass(frozen=True)
class EntrySubmitted(Event):
    """The local admin handed the entry in; a receipt exists."""

    entry_id: int


@dataclass(frozen=True)
class EntryReturned(Event):
    """Somebody sent the entry back to its writers with remarks."""

    entry_id: int
    by_local_admin: bool


@dataclass(frozen=True)
class EntryChecked(Event):
    """The administrative check has ended: passed or failed."""

    entry_id: int
    passed: bool


@dataclass(frozen=True)
class DeadlineExtended(Event):
    """A stage ends later than announced before."""

    stage_id: int


@dataclass(frozen=True)
class WinnersAnnounced(Event):
    """The results of an edition are public."""

    edition_id: int


@dataclass(frozen=True)
class RulesAmended(Event):
    """Published rules were changed by a numbered amendment."""

    amendment_id: int
