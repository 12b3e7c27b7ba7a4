"""Columns of village spreadsheets: what they are called, and what officials write into them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tuntas.residents.terms import Disability, Marital, Relation, Religion, Sex

# Our names, what a page calls them, and the names spreadsheets give them.
COLUMNS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "name": (_("Name"), ("nama", "nama lengkap", "nama penduduk", "nama warga")),
    "nik": (_("NIK"), ("nik", "no nik", "nomor induk kependudukan", "no ktp")),
    "family_number": (_("Family card number"), ("no kk", "nomor kk", "kk", "no kartu keluarga", "nkk")),
    "sex": (_("Sex"), ("jk", "l/p", "jenis kelamin", "kelamin", "sex", "gender")),
    "birth_place": (_("Place of birth"), ("tempat lahir", "tmp lahir", "tempat lhr", "kota lahir")),
    "birth_date": (_("Date of birth"), ("tanggal lahir", "tgl lahir", "tgl lhr", "tanggal lhr", "lahir")),
    "born": (_("Place and date of birth in one column"), ("ttl", "tempat tanggal lahir", "tempat tgl lahir")),
    "relation": (_("Relation to the head of family"), ("shdk", "hubungan keluarga", "hub keluarga", "status keluarga")),
    "religion": (_("Religion"), ("agama",)),
    "marital": (_("Marital status"), ("status perkawinan", "status kawin", "kawin", "status nikah")),
    "education": (_("Education"), ("pendidikan", "pendidikan terakhir", "pddk akhir")),
    "occupation": (_("Occupation"), ("pekerjaan", "jenis pekerjaan", "mata pencaharian")),
    "nationality": (_("Nationality"), ("kewarganegaraan", "warga negara", "wn")),
    "father": (_("Father's name"), ("nama ayah", "ayah", "nama bapak", "bapak")),
    "mother": (_("Mother's name"), ("nama ibu", "ibu", "ibu kandung")),
    "address": (_("Address"), ("alamat", "alamat lengkap", "jalan")),
    "hamlet": (_("Hamlet"), ("dusun", "dukuh", "lingkungan", "kampung", "kadus")),
    "rt": ("RT", ("rt", "no rt")),
    "rw": ("RW", ("rw", "no rw")),
    "rt_rw": (_("RT and RW in one column"), ("rt/rw", "rt rw")),
    "phone": (_("Phone"), ("no hp", "hp", "telepon", "no telepon", "nomor hp", "no wa")),
    "disability": (_("Disability"), ("disabilitas", "cacat", "difabel", "jenis disabilitas")),
    "welfare": (_("On a welfare list"), ("dtks", "miskin", "penerima bantuan", "bantuan sosial", "kesejahteraan")),
}
ALIASES: dict[str, tuple[str, ...]] = {name: aliases for name, (_label, aliases) in COLUMNS.items()}

SEXES = {
    Sex.MALE: ("l", "lk", "laki", "laki laki", "laki2", "pria", "m", "1"),
    Sex.FEMALE: ("p", "pr", "perempuan", "wanita", "f", "2"),
}
RELATIONS = {
    Relation.HEAD: ("kepala keluarga", "kk", "kep keluarga", "kepala", "1"),
    Relation.WIFE: ("istri", "isteri", "3"),
    Relation.HUSBAND: ("suami", "2"),
    Relation.CHILD: ("anak", "anak kandung", "4"),
    Relation.CHILD_IN_LAW: ("menantu", "5"),
    Relation.GRANDCHILD: ("cucu", "6"),
    Relation.PARENT: ("orang tua", "orangtua", "ortu", "7"),
    Relation.PARENT_IN_LAW: ("mertua", "8"),
    Relation.OTHER_FAMILY: ("famili lain", "famili", "family lain", "9"),
    Relation.HELPER: ("pembantu", "art", "10"),
    Relation.OTHER: ("lainnya", "lain", "11"),
}
RELIGIONS = {
    Religion.ISLAM: ("islam", "1"),
    Religion.PROTESTANT: ("kristen", "protestan", "kristen protestan", "2"),
    Religion.CATHOLIC: ("katolik", "katholik", "khatolik", "3"),
    Religion.HINDU: ("hindu", "4"),
    Religion.BUDDHIST: ("buddha", "budha", "5"),
    Religion.CONFUCIAN: ("khonghucu", "konghucu", "kong hu cu", "6"),
    Religion.BELIEF: ("kepercayaan", "penghayat", "kepercayaan terhadap tuhan yme", "7"),
}
MARITALS = {
    Marital.SINGLE: ("belum kawin", "belum menikah", "blm kawin", "bk", "lajang", "1"),
    Marital.MARRIED: ("kawin", "menikah", "nikah", "k", "kawin tercatat", "kawin belum tercatat", "2"),
    Marital.DIVORCED: ("cerai hidup", "ch", "janda hidup", "duda hidup", "3"),
    Marital.WIDOWED: ("cerai mati", "cm", "janda", "duda", "janda mati", "duda mati", "4"),
}
DISABILITIES = {
    Disability.PHYSICAL: ("fisik", "cacat fisik", "tuna daksa", "tunadaksa", "daksa"),
    Disability.INTELLECTUAL: ("intelektual", "tuna grahita", "tunagrahita", "grahita"),
    Disability.MENTAL: ("mental", "cacat mental", "jiwa", "cacat mental jiwa"),
    Disability.SENSORY: ("sensorik", "netra", "tuna netra", "tunanetra", "rungu", "tuna rungu", "wicara", "netra buta"),
    Disability.MULTIPLE: ("ganda", "cacat ganda", "cacat fisik dan mental", "lebih dari satu"),
}
YES = frozenset({"ya", "y", "1", "true", "v", "x", "miskin", "dtks", "terdaftar", "penerima", "sangat miskin"})
NO = frozenset({"", "tidak", "t", "0", "false", "bukan", "no", "tdk", "normal", "none", "tidak ada", "tidak cacat"})

CHOICES: dict[str, Mapping[Any, tuple[str, ...]]] = {
    "sex": SEXES,
    "relation": RELATIONS,
    "religion": RELIGIONS,
    "marital": MARITALS,
    "disability": DISABILITIES,
}
MEANINGS: dict[str, dict[str, str]] = {
    name: {spelled: str(value) for value, all_ in table.items() for spelled in all_} for name, table in CHOICES.items()
}
