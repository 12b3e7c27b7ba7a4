"""What somebody is to a copy and may do with it."""

from datetime import datetime

from tuntas.casework.rules import roles_for
from tuntas.innovations.models import Innovation
from tuntas.people.models import Organisation, Person
from tuntas.people.rules import roles_in
from tuntas.people.terms import Role
from tuntas.replication.flow import facilitates, owner_answers
from tuntas.replication.models import Replication
from tuntas.replication.terms import RUNS, CopyStage, Part, Side

PLANNING = frozenset({CopyStage.AGREED, CopyStage.PREPARING}) | RUNS


def parts_of(copy: Replication, person: Person, now: datetime) -> frozenset[str]:
    """The parts of the person in the copy; none for a stranger."""
    return roles_for(copy.case, person, now) if person.is_authenticated else frozenset()


def is_public(copy: Replication) -> bool:
    """Everybody may read of it once it has run."""
    return copy.running_since is not None and (copy.case.stage in RUNS or copy.case.stage == CopyStage.STOPPED)


def may_start(person: Person, adopter: Organisation, now: datetime) -> bool:
    """Writes for the organisation or administers it."""
    return bool(roles_in(person, adopter, now) & {Role.INNOVATOR, Role.LOCAL_ADMIN, Role.REGENCY_TEAM})


def may_plan(parts: frozenset[str], stage: str) -> bool:
    """The adopter's people write plan, readiness, milestones and results, from the agreement on."""
    return Part.ADOPTER in parts and stage in PLANNING


def may_message(parts: frozenset[str]) -> bool:
    """Everybody with a part in the copy."""
    return bool(parts)


def may_name_mentor(parts: frozenset[str], stage: str) -> bool:
    """The owner, from the approval on."""
    return Part.OWNER_ADMIN in parts and stage in PLANNING | {CopyStage.APPROVED}


def may_facilitate(person: Person, now: datetime) -> bool:
    """Serves the province."""
    return facilitates(person, now)


def may_offer_updates(person: Person, innovation: Innovation, now: datetime) -> bool:
    """The owner's people; the province where the owner has nobody."""
    owner = innovation.owner
    if owner and roles_in(person, owner, now) & {Role.INNOVATOR, Role.LOCAL_ADMIN}:
        return True
    return facilitates(person, now) and not owner_answers(owner, now)


def sides_to_sign(parts: frozenset[str], signed: set[str]) -> list[Side]:
    """The sides for which the person may still sign. One account signs for one side at a time, each knowingly."""
    by = {Side.ADOPTER: Part.ADOPTER_ADMIN, Side.OWNER: Part.OWNER_ADMIN, Side.FACILITATOR: Part.FACILITATOR}
    return [side for side, part in by.items() if part in parts and side not in signed]
