"""Finding residents by name, without names standing in clear."""

from django.db.models import Count

from tuntas.places.models import Place
from tuntas.residents.models import NameToken, Register, Resident
from tuntas.residents.rules.record import LONGEST, SHORTEST, nik_index, opened, start_token, word_token
from tuntas.residents.terms import ResidentState
from tuntas.residents.vault import Key, Keyring, plain_words, sounds

AT_MOST = 400  # records opened for one search: the most words in common first
Fit = tuple[Resident, dict[str, str], float]


def candidates(place: Place, text: str, ring: Keyring) -> list[Fit]:
    """Living and moved-away residents that fit, with what was opened and how well they fit, best first."""
    register = Register.objects.filter(pk=place.code).first()
    if register is None:
        return []
    key = ring[register.key_id]
    here = Resident.objects.filter(village=place).exclude(state__in=[ResidentState.MERGED, ResidentState.ERASED])
    here = here.select_related("village")
    number = "".join(letter for letter in text if letter.isdigit())
    if len(number) == 16:
        return [(row, opened(row, ring), 1.0) for row in here.filter(nik_index=nik_index(key, place.code, number))]
    words = [word for word in plain_words(text)[:6] if len(word) > 1]
    tokens = _asked(words, key, place.code)
    if not tokens:
        return []
    hits = (
        NameToken.objects.filter(token__in=tokens)
        .values("resident_id")
        .annotate(number=Count("token"))
        .order_by("-number", "resident_id")
        .values_list("resident_id", flat=True)
    )
    rows = [(row, opened(row, ring)) for row in here.filter(pk__in=list(hits[:AT_MOST]))]
    fits = [(row, sealed, _fit(words, sealed.get("name", ""))) for row, sealed in rows]
    return sorted([fit for fit in fits if fit[2] > 0], key=lambda fit: (-fit[2], fit[1].get("name", ""), fit[0].pk))


def _asked(words: list[str], key: Key, village: str) -> list[int]:
    found = []
    for word in words:
        sound = sounds(word)
        found.append(word_token(key, village, word))
        if len(sound) >= SHORTEST:
            found.append(start_token(key, village, sound[: min(LONGEST, len(sound))]))
    return found


def _fit(words: list[str], name: str) -> float:
    """Share of the typed words that the name has: whole ones count most, beginnings by their length. 0 for none."""
    has = [sounds(word) for word in plain_words(name)]
    total = 0.0
    for word in words:
        sound = sounds(word)
        total += max((len(sound) / len(own) if own.startswith(sound) else 0.0 for own in has), default=0.0)
    return total / len(words) - 0.01 * len(has)
