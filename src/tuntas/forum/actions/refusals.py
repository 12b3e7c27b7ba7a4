"""Why an act of this room was refused; `str(error)` is a sentence for the person."""

from django.utils.translation import gettext as _


class ForumRefused(Exception):
    """Base of all refusals here."""


class NotAllowed(ForumRefused):
    def __init__(self) -> None:
        super().__init__(_("You may not do this."))


class Stale(ForumRefused):
    def __init__(self) -> None:
        super().__init__(
            _("Somebody else changed this story meanwhile. Open it again and bring your changes into the newer one.")
        )


class NotReady(ForumRefused):
    """Something is missing before the story can be public."""


class TooMuch(ForumRefused):
    def __init__(self) -> None:
        super().__init__(_("You have written very much today. Please go on tomorrow."))


class Closed(ForumRefused):
    def __init__(self) -> None:
        super().__init__(_("This conversation is closed."))


class Outdated(ForumRefused):
    def __init__(self) -> None:
        super().__init__(
            _("Somebody else changed this meanwhile. Open it again and bring your changes into the newer one.")
        )
