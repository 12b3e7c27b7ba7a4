"""Who signs a letter on a day, and in which form. Pure: posts and absences are given.

* the head signs in the head's own name;
* `a.n.` (on behalf of): another post signs for the head, because the kind of letter is delegated to it, or the
  head is away;
* `u.b.` (for the one who signs on behalf): a third post signs where the secretary, who would sign a.n., is away too;
* `Plt.`/`Plh.`: the deed of the absence names who acts as head.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

HEAD, SECRETARY, SECTION = "head", "secretary", "section"


@dataclass(frozen=True)
class Seat:
    """A post somebody holds; `title` as printed ("Kepala Desa Talun"). `until` is the last day."""

    id: int
    rank: str
    title: str
    name: str
    person_id: int | None
    since: date
    until: date | None = None
    staff_number: str = ""

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Away:
    """A post's holder is away from a day to a day; `acting` is who stands in, `form` how ("a.n.", "Plh.", "Plt.")."""

    seat_id: int
    since: date
    until: date
    acting_id: int | None = None
    form: str = "a.n."

    def covers(self, day: date) -> bool:
        return self.since <= day <= self.until


@dataclass(frozen=True)
class Signer:
    """Who signs. `lines` stand above the name, as printed."""

    seat: Seat
    form: str  # "", "a.n.", "u.b.", "Plt." or "Plh."
    lines: tuple[str, ...]


def signer_for(
    *, signers: Sequence[str], seats: Iterable[Seat], away: Iterable[Away], day: date, delegated: Iterable[str] = ()
) -> Signer | None:
    """The signer of a kind that `signers` may sign, on `day`; None where nobody can.

    `delegated` are the ranks the head has handed this kind to for good: the first that is present signs a.n. Without
    it the head signs; while the head is away, who the absence names, else the secretary (a.n.), else a section (u.b.).
    """
    held = [seat for seat in seats if seat.holds(day)]
    gone = [one for one in away if one.covers(day)]
    absent = {one.seat_id for one in gone}
    head = _first(held, HEAD)
    if head is None:
        return None
    present = [seat for seat in held if seat.id not in absent and seat.person_id is not None]
    for rank in delegated:
        if rank in signers and rank != HEAD and (found := _first(present, rank)):
            return _for_head(found, head, held, absent)
    if HEAD in signers and head in present:
        return Signer(head, "", (head.title,))
    for one in gone:
        acting = next((seat for seat in present if seat.id == one.acting_id), None)
        if one.seat_id == head.id and acting is not None:
            return (
                Signer(acting, one.form, (f"{one.form} {head.title}",))
                if one.form != "a.n."
                else _for_head(acting, head, held, absent)
            )
    for rank in (SECRETARY, SECTION):
        if rank in signers and (found := _first(present, rank)):
            return _for_head(found, head, held, absent)
    return None


def _first(seats: Iterable[Seat], rank: str) -> Seat | None:
    return next((seat for seat in seats if seat.rank == rank), None)


def _for_head(seat: Seat, head: Seat, held: Sequence[Seat], absent: set[int]) -> Signer:
    """a.n. by a post below the head; u.b. where it stands in for the secretary, who would sign a.n."""
    secretary = _first(held, SECRETARY)
    if seat.rank == SECTION and secretary is not None and secretary.id in absent:
        return Signer(seat, "u.b.", (f"a.n. {head.title}", secretary.title, "u.b.", seat.title))
    return Signer(seat, "a.n.", (f"a.n. {head.title}", seat.title))
