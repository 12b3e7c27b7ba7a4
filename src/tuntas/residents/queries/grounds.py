"""Whose identity may not be read for a purpose."""

from collections.abc import Sequence

from tuntas.residents.models import Ground
from tuntas.residents.rules.reading import BASES, FIXED
from tuntas.residents.terms import Basis, Purpose


def refused_ids(ids: Sequence[int], purpose: Purpose) -> set[int]:
    """Of these residents, those without consent where it is needed, and those who withdrew or objected; one query."""
    if purpose in FIXED or not ids:
        return set()
    rows = Ground.objects.filter(resident_id__in=ids, purpose=purpose).values_list("resident_id", "withdrawn_at")
    given = {pk for pk, withdrawn in rows if withdrawn is None}
    if BASES[purpose] == Basis.CONSENT:
        return set(ids) - given
    return {pk for pk, withdrawn in rows if withdrawn is not None} - given
