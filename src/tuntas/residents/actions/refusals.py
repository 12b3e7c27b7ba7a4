"""Why an action of this room is refused. `str(error)` is a sentence for the person who tried."""

from tuntas.residents.rules.fields import Finding


class Refused(Exception):
    """Base of all refusals of this room."""


class NotAllowed(Refused):
    """The person has no role there for that."""


class NoGround(Refused):
    """There is no consent for this purpose, or it was withdrawn."""


class NumberTaken(Refused):
    """The NIK stands in this village's register already."""


class OldRevision(Refused):
    """Somebody else changed the record in between."""


class NotAsItWas(Refused):
    """The thing is not in a state in which this can be done."""


class WrongFields(Refused):
    """The record holds something wrong; `findings` names the fields."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(" ".join(finding.sentence for finding in findings))
        self.findings = findings
