"""Why something about a letter cannot be done; `str(error)` is a sentence for the person who tried."""


class LetterRefused(Exception):
    """Base of all refusals of this service."""


class NotYours(LetterRefused):
    """The person may not do this at this village."""


class OldRevision(LetterRefused):
    """Somebody else has changed the letter meanwhile."""


class NoSigner(LetterRefused):
    """Nobody can sign this kind on this day."""


class WrongWording(LetterRefused):
    """A template has mistakes."""


class NumberTaken(LetterRefused):
    """The number is not free any more."""


class WrongInput(LetterRefused):
    """What was given does not fit; nothing was changed."""
