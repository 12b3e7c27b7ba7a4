"""Letters of the sample village: invented people, every paper marked as a sample."""

from datetime import datetime

from tuntas.people.models import Person
from tuntas.places.models import Place


def sample(*, place: Place, by: Person, now: datetime) -> None:
    """Filled below."""
