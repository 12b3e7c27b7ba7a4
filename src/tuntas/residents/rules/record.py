"""A record as it is sealed: plain values in, plain values out."""

import json
from datetime import date

from tuntas.residents.models import Resident
from tuntas.residents.terms import ResidentFields
from tuntas.residents.vault import Key, Keyring, plain_words, sounds

# What is sealed; everything else of a record stands in clear beside it.
SEALED = (
    "name", "nik", "birth_place", "birth_date", "religion", "occupation", "marital", "nationality", "education",
    "address", "father", "mother", "phone", "disability", "family_number",
)  # fmt: skip
SHORTEST, LONGEST = 3, 6  # letters of a beginning that can be searched for


def bound_to(key: str, what: str = "resident") -> str:
    """The name a sealed value is bound to: what it is, and whose."""
    return f"{what}:{key}"


def packed(fields: ResidentFields) -> bytes:
    """The sealed part as bytes; blanks are left out."""
    values = {name: getattr(fields, name) for name in SEALED}
    if fields.birth_date:
        values["birth_date"] = fields.birth_date.isoformat()
    return json.dumps({name: value for name, value in values.items() if value}, ensure_ascii=False).encode()


def unpacked(plain: bytes) -> dict[str, str]:
    """What was sealed, by field; blanks are left out."""
    found: dict[str, str] = json.loads(plain)
    return found


def opened(resident: Resident, ring: Keyring) -> dict[str, str]:
    """The sealed part of the record; empty when it was erased."""
    return unpacked(ring.open(resident.sealed, bound_to(resident.key))) if resident.sealed else {}


def fields_of(resident: Resident, sealed: dict[str, str]) -> ResidentFields:
    """The whole record as somebody would type it."""
    day = sealed.get("birth_date")
    texts = {name: sealed.get(name, "") for name in SEALED if name != "birth_date"}
    return ResidentFields(
        **texts,
        birth_date=date.fromisoformat(day) if day else None,
        sex=resident.sex,
        relation=resident.relation,
        rt=resident.rt,
        rw=resident.rw,
        hamlet=resident.hamlet,
        welfare=resident.welfare,
        welfare_source=resident.welfare_source,
        welfare_on=resident.welfare_on,
    )


def snapshot(fields: ResidentFields) -> bytes:
    """The whole record as bytes, for sealing what was before."""
    return json.dumps(vars(fields), ensure_ascii=False, default=date.isoformat).encode()


def from_snapshot(plain: bytes) -> ResidentFields:
    """The record a snapshot was made of."""
    values = json.loads(plain)
    for name in ("birth_date", "welfare_on"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    return ResidentFields(**values)


def clear_part(fields: ResidentFields) -> dict[str, object]:
    """The columns in clear, by name."""
    return {
        "sex": fields.sex,
        "born": fields.birth_date.replace(day=1) if fields.birth_date else None,
        "relation": fields.relation,
        "hamlet": fields.hamlet,
        "rt": fields.rt,
        "rw": fields.rw,
        "has_disability": bool(fields.disability),
        "welfare": fields.welfare,
        "welfare_source": fields.welfare_source if fields.welfare else "",
        "welfare_on": fields.welfare_on if fields.welfare else None,
    }


def nik_index(key: Key, village: str, nik: str) -> str | None:
    """The blind index of a NIK or KK number in a village; None for a blank."""
    return key.blind(f"{village}|number|{nik}") if nik else None


def word_token(key: Key, village: str, word: str) -> int:
    """The token of a whole word, by how it sounds."""
    return key.token(f"{village}|word|{sounds(word)}")


def start_token(key: Key, village: str, start: str) -> int:
    """The token of the first letters of a word, as it sounds."""
    return key.token(f"{village}|start|{start}")


def name_tokens(key: Key, village: str, name: str, birth_date: date | None) -> set[int]:
    """Everything a record is found by: words, their beginnings, the day of birth."""
    found = set()
    for word in plain_words(name):
        sound = sounds(word)
        found.add(key.token(f"{village}|word|{sound}"))
        for length in range(SHORTEST, min(LONGEST, len(sound)) + 1):
            found.add(key.token(f"{village}|start|{sound[:length]}"))
    if birth_date:
        found.add(birth_token(key, village, birth_date))
    return found


def birth_token(key: Key, village: str, day: date) -> int:
    """The token of a day of birth: for finding who may be the same."""
    return key.token(f"{village}|born|{day.isoformat()}")
