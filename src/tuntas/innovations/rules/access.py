"""Who may change the register."""

from datetime import datetime

from tuntas.innovations.models import Innovation
from tuntas.people.models import Organisation, Person
from tuntas.people.rules import may_operate, roles_in
from tuntas.people.terms import Role


def may_add(person: Person, owner: Organisation, now: datetime) -> bool:
    """Writes for the organisation, administers it, or runs the installation."""
    return bool(roles_in(person, owner, now) & {Role.INNOVATOR, Role.LOCAL_ADMIN}) or may_operate(person, now)


def may_edit(person: Person, innovation: Innovation, now: datetime) -> bool:
    """Belongs to the owner; an innovation without an owner of ours is the operators'."""
    if not person.is_authenticated:
        return False
    if innovation.owner is None:
        return may_operate(person, now)
    return may_add(person, innovation.owner, now)


def may_publish(person: Person, innovation: Innovation, now: datetime) -> bool:
    """Puts it into the public register and takes it out: local admin of the owner, or operator."""
    if not person.is_authenticated:
        return False
    own = innovation.owner is not None and Role.LOCAL_ADMIN in roles_in(person, innovation.owner, now)
    return own or may_operate(person, now)


def may_see(person: Person, innovation: Innovation, now: datetime) -> bool:
    """Public ones are everybody's; the others only their owner's and the operators'."""
    return innovation.is_public or may_edit(person, innovation, now)
