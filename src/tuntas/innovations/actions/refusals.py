"""Why the register does not take something."""

from django.utils.translation import gettext_lazy as _

from tuntas.innovations.models import Innovation


class InnovationRefused(Exception):
    """The register does not take the change; `str(error)` is a sentence for the person."""


class NotAllowed(InnovationRefused):
    """The person does not belong to the owner, or lacks the role."""

    def __str__(self) -> str:
        return str(_("Only people of the owning organisation may do this."))


class Changed(InnovationRefused):
    """Somebody else saved in between."""

    def __str__(self) -> str:
        return str(_("Somebody changed this innovation while you were writing. Look at the present text first."))


class AlreadyKnown(InnovationRefused):
    """The owner has an innovation of this name already; it stands in `innovation`."""

    def __init__(self, innovation: Innovation) -> None:
        super().__init__(innovation)
        self.innovation = innovation

    def __str__(self) -> str:
        return str(_("Your organisation already has an innovation of this name."))


class TooMuch(InnovationRefused):
    """The text or the number of things passes its limit."""


class NotTold(InnovationRefused):
    """A stopped innovation needs its lesson."""

    def __str__(self) -> str:
        return str(_("Say why it stopped: others learn from it."))
