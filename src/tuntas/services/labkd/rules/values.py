"""What the fields of a letter say: identity, place and answers as Indonesian text, ready for the wording."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import formats, translation

from tuntas.places.models import Place
from tuntas.places.terms import Level
from tuntas.residents.terms import Identity
from tuntas.services.labkd.rules.kinds import Field, Kind

IDENTITY = (
    "nama", "nik", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "agama", "pekerjaan", "pendidikan",
    "status_perkawinan", "kewarganegaraan", "alamat", "nomor_kk", "ayah", "ibu",
)  # fmt: skip
AROUND = ("kepala_keluarga", "ada_keluarga", "desa", "kecamatan", "kabupaten", "tanggal", "berlaku_sampai")
TABLES = ("keluarga",)
_STANDING = {"single": "Belum kawin", "married": "Kawin", "divorced": "Cerai hidup", "widowed": "Cerai mati"}
_SEX = {"f": "Perempuan", "m": "Laki-laki"}
_FAITH = {
    "islam": "Islam", "kristen": "Kristen", "katolik": "Katolik", "hindu": "Hindu", "buddha": "Buddha",
    "khonghucu": "Khonghucu", "kepercayaan": "Kepercayaan terhadap Tuhan YME",
}  # fmt: skip
_RELATION = {
    "head": "Kepala keluarga", "wife": "Istri", "husband": "Suami", "child": "Anak", "child_in_law": "Menantu",
    "grandchild": "Cucu", "parent": "Orang tua", "parent_in_law": "Mertua", "other_family": "Famili lain",
    "helper": "Pembantu", "other": "Lainnya",
}  # fmt: skip


def known_fields(kind: Kind) -> frozenset[str]:
    """Every field a template of this kind may name."""
    return kind.field_keys | set(IDENTITY) | set(AROUND)


def day_words(day: date | None) -> str:
    """ "4 Oktober 2021"; empty for None."""
    if day is None:
        return ""
    with translation.override("id"):
        return formats.date_format(day, "j F Y")


def valid_until(kind: Kind, day: date) -> date | None:
    """The last day a letter of `day` holds; None where its kind has no end."""
    if kind.valid_months is None:
        return None
    month = day.month - 1 + kind.valid_months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def identity_values(who: Identity) -> dict[str, str]:
    """The register's word on a resident."""
    return {
        "nama": who.name,
        "nik": who.nik,
        "tempat_lahir": who.birth_place,
        "tanggal_lahir": day_words(who.birth_date),
        "jenis_kelamin": _SEX.get(str(who.sex), ""),
        "agama": _FAITH.get(str(who.religion), "") if who.religion else "",
        "pekerjaan": who.occupation,
        "pendidikan": who.education,
        "status_perkawinan": _STANDING.get(str(who.marital), "") if who.marital else "",
        "kewarganegaraan": who.nationality,
        "alamat": address_of(who),
        "nomor_kk": who.family_number,
        "ayah": who.father,
        "ibu": who.mother,
    }


def address_of(who: Identity) -> str:
    """Street, RT/RW and hamlet in one line."""
    parts = [who.address]
    if who.rt or who.rw:
        parts.append(f"RT {who.rt or '–'}/RW {who.rw or '–'}")
    if who.hamlet:
        parts.append(f"Dusun {who.hamlet}")
    return ", ".join(part for part in parts if part)


def place_values(lineage: Sequence[Place]) -> dict[str, str]:
    """Names of the village and those above it."""
    names = {place.level: place.name for place in lineage}
    return {
        "desa": names.get(Level.VILLAGE, ""),
        "kecamatan": names.get(Level.DISTRICT, ""),
        "kabupaten": names.get(Level.REGENCY, ""),
    }


def answer_values(kind: Kind, answers: Mapping[str, str]) -> dict[str, str]:
    """What was answered, as it is printed; empty for what was left out."""
    return {field.key: _said(field, answers.get(field.key, "")) for field in kind.fields}


def _said(field: Field, value: str) -> str:
    if not value:
        return ""
    if field.kind == "date":
        return day_words(date.fromisoformat(value))
    if field.kind == "money":
        return "Rp" + f"{int(value):,}".replace(",", ".")
    if field.kind == "time":
        return value.replace(":", ".") + " WIB"
    if field.kind == "long":
        return ", ".join(line.strip() for line in value.splitlines() if line.strip())
    return value


def family_table(members: Sequence[Identity]) -> list[list[str]]:
    """Members of the family with a heading row; the heading alone where there is nobody else."""
    rows = [["Nama", "NIK", "Jenis kelamin", "Tempat, tanggal lahir", "Hubungan"]]
    for who in members:
        born = ", ".join(part for part in (who.birth_place, day_words(who.birth_date)) if part)
        relation = _RELATION.get(str(who.relation), "") if who.relation else ""
        rows.append([who.name, who.nik or "–", _SEX.get(str(who.sex), ""), born, relation])
    return rows
