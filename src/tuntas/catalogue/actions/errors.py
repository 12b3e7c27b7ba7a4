"""What the catalogue refuses. `str(error)` is a sentence for the person."""


class CatalogueRefused(Exception):
    """Something about a service cannot be done so."""


class NotAllowed(CatalogueRefused):
    """The person does not decide for that place."""


class NotOffered(CatalogueRefused):
    """Nobody above offers the service, something above hides it, or what it needs does not run."""


class ReasonMissing(CatalogueRefused):
    """This change needs a reason: it is done for somebody else, or before everything is ready."""


class TextMoved(CatalogueRefused):
    """The text is not what the person had before them."""
