"""Why something about a copy cannot be done; `str(error)` is a sentence for the person."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from tuntas.replication.models import Replication


class ReplicationRefused(Exception):
    """What was asked cannot be done with this copy."""


class NotAllowed(ReplicationRefused):
    """The person has no part that may do this, or the copy is at another stage."""

    def __init__(self) -> None:
        super().__init__(_("You may not do this here, or not at this stage."))


class CannotCopy(ReplicationRefused):
    """From here to there no copy is possible: own innovation, a circle, a copy that does not run."""


class AlreadyCopied(ReplicationRefused):
    """The same place copies the same innovation already; `existing` is that copy."""

    def __init__(self, existing: "Replication") -> None:
        super().__init__(_("Your place already copies this innovation. It is done once, together."))
        self.existing = existing


class Changed(ReplicationRefused):
    """Somebody else saved in between."""

    def __init__(self) -> None:
        super().__init__(_("Somebody changed this while you were writing. Compare it with the present text below."))
