"""What happens in this room, told to others by ids."""

from dataclasses import dataclass

from tuntas.kernel.events import Event


@dataclass(frozen=True)
class ResidentAdded(Event):
    """Somebody was written into a village's register."""

    resident_id: int


@dataclass(frozen=True)
class ResidentChanged(Event):
    """The record of a resident was corrected, or their life changed it."""

    resident_id: int


@dataclass(frozen=True)
class ResidentsMerged(Event):
    """Two records were one person; whatever pointed at `gone_id` means `kept_id` now."""

    kept_id: int
    gone_id: int


@dataclass(frozen=True)
class ResidentsImported(Event):
    """A village's spreadsheet was written into its register."""

    import_id: int


@dataclass(frozen=True)
class ConsentWithdrawn(Event):
    """The person no longer agrees to a purpose; reading for it is refused from now on."""

    resident_id: int
    purpose: str


@dataclass(frozen=True)
class ResidentErased(Event):
    """The identity of a resident is gone for good; the row stays for statistics."""

    resident_id: int


@dataclass(frozen=True)
class RightAsked(Event):
    """Somebody asked about their own data; an answer is due within three days."""

    request_id: int
