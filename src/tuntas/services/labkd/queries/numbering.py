"""Classification codes at a place, blocks of numbers, the register of outgoing letters."""

from django.db.models import Count, Q, QuerySet

from tuntas.documents.terms import Status
from tuntas.places.models import Place
from tuntas.services.labkd.models import Block, BlockNumber, OwnCode
from tuntas.services.labkd.rules.classification import Own, codes_of


def codes_at(place: Place, year: int) -> dict[str, str]:
    """The code of every subject at a place in a year; one query."""
    rows = OwnCode.objects.filter(place_id__in=place.lineage, from_year__lte=year)
    return codes_of(year, [Own(row.subject, row.code, row.from_year, len(row.place_id)) for row in rows])


def blocks_of(place: Place) -> QuerySet[Block]:
    """Blocks of the village with how many numbers are open, used and void."""
    state = "numbers__document__status"
    return (
        Block.objects.filter(place=place)
        .select_related("reserved_by")
        .annotate(
            free=Count("numbers", filter=Q(**{state: Status.RESERVED}, numbers__letter=None)),
            used=Count("numbers", filter=Q(numbers__letter__isnull=False)),
            void=Count("numbers", filter=Q(**{state: Status.VOID})),
        )
        .order_by("-reserved_at", "-pk")
    )


def numbers_of(block: Block) -> QuerySet[BlockNumber]:
    """Every number of a block, in order."""
    return block.numbers.select_related("document", "letter__case").order_by("document__number")
