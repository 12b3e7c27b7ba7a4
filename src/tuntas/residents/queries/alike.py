"""Finding records that may be the same person as one at hand. Reads identity: only actions call it."""

from dataclasses import dataclass

from django.db.models import Count

from tuntas.places.models import Place
from tuntas.residents.models import Likeness, NameToken, Register, Resident
from tuntas.residents.rules.likeness import Verdict, compared
from tuntas.residents.rules.record import birth_token, fields_of, opened, word_token
from tuntas.residents.terms import ResidentFields, ResidentState
from tuntas.residents.vault import Keyring, plain_words

AT_MOST = 80  # records opened and compared, those with most in common first


@dataclass(frozen=True)
class Alike:
    """A record that may be the same person, with what speaks for and against."""

    resident: Resident
    fields: ResidentFields
    verdict: Verdict


def alike(place: Place, fields: ResidentFields, ring: Keyring, leave_out: int | None = None) -> list[Alike]:
    """Records of the village that may be this person, most points first; those known to be different are left out.

    Looked at are records born the same day and those with two words of the name in common.
    """
    register = Register.objects.filter(pk=place.code).first()
    if register is None:
        return []
    key = ring[register.key_id]
    words = [word_token(key, place.code, word) for word in plain_words(fields.name)]
    born = [birth_token(key, place.code, fields.birth_date)] if fields.birth_date else []
    shared = NameToken.objects.filter(token__in=words + born).values("resident_id").annotate(number=Count("token"))
    enough = (
        shared.filter(number__gte=min(2, len(words) or 2)).order_by("-number").values_list("resident_id", flat=True)
    )
    twins = NameToken.objects.filter(token__in=born).values_list("resident_id", flat=True)
    ids = {*enough[:AT_MOST], *(twins[:AT_MOST] if born else ())}
    rows = (
        Resident.objects.filter(pk__in=ids, village=place)
        .exclude(state__in=[ResidentState.MERGED, ResidentState.ERASED])
        .exclude(pk=leave_out or 0)
        .select_related("village")
    )
    found = []
    for row in rows:
        own = fields_of(row, opened(row, ring))
        verdict = compared(fields, own)
        if verdict.asks:
            found.append(Alike(row, own, verdict))
    known = different_from(leave_out) if leave_out else set()
    return sorted([one for one in found if one.resident.pk not in known], key=lambda one: -one.verdict.score)[:5]


def different_from(pk: int) -> set[int]:
    """Records somebody has said are other people than this one."""
    decided = Likeness.objects.filter(different_at__isnull=False)
    return {
        *decided.filter(one_id=pk).values_list("other_id", flat=True),
        *decided.filter(other_id=pk).values_list("one_id", flat=True),
    }
