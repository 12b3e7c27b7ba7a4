"""The columns each kind of sheet knows, with the names people give them."""

from django.utils.translation import gettext_lazy as _

from tuntas.kernel.bilingual import said
from tuntas.kipp.models import Edition, Stage
from tuntas.kipp.rules.sheets.plans import FieldPlan
from tuntas.kipp.terms import SheetKind

NUMBER = ("no", "nomor", "no urut", "no usulan", "nomor usulan", "number", "no proposal")
TITLE = ("judul", "judul inovasi", "nama inovasi", "inovasi", "judul proposal", "title", "innovation")
CODE = ("kode", "kode usulan", "kode rujukan", "referensi", "reference")
ENTRY = (*NUMBER, *CODE, "entry", "usulan", "proposal", *TITLE)
JUROR = ("juri", "nama juri", "e-mail juri", "email juri", "penilai", "evaluator", "juror", "reviewer", "panelis")

ENTRIES = (
    FieldPlan("number", _("Number"), NUMBER),
    FieldPlan("title", _("Title"), TITLE, required=True),
    FieldPlan(
        "organisation",
        _("Organisation"),
        ("instansi", "opd", "perangkat daerah", "unit", "organisasi", "pengusul", "pemilik", "organisation", "agency"),
        required=True,
    ),
    FieldPlan("kind", _("Kind of organisation"), ("jenis instansi", "jenis", "kind", "tipe instansi")),
    FieldPlan(
        "place",
        _("Place (name or code)"),
        ("kabupaten/kota", "kab/kota", "kabupaten", "daerah", "wilayah", "asal daerah", "place", "kode wilayah"),
    ),
    FieldPlan("track", _("Track"), ("jalur", "track", "klaster")),
    FieldPlan("group", _("Group"), ("kelompok", "group")),
    FieldPlan("category", _("Category"), ("kategori", "category", "bidang")),
    FieldPlan(
        "started_on",
        _("In use since"),
        (
            *("mulai", "tanggal mulai", "diterapkan sejak", "mulai diterapkan", "waktu implementasi", "tahun mulai"),
            *("started", "started on", "in use since"),
        ),
    ),
)
JURORS = (
    FieldPlan("name", _("Name"), ("nama", "nama juri", "nama lengkap", "name", "juri"), required=True),
    FieldPlan("email", _("E-mail"), ("email", "e-mail", "surel", "alamat email"), required=True),
    FieldPlan(
        "affiliation", _("Affiliation"), ("instansi", "lembaga", "asal", "asal instansi", "affiliation", "unsur")
    ),
)
PAIR = (
    FieldPlan("entry", _("Proposal (number, reference or title)"), ENTRY, required=True),
    FieldPlan("juror", _("Juror (e-mail or name)"), JUROR, required=True),
)
DESPITE = FieldPlan(
    "despite",
    _("Reason, if in spite of a conflict"),
    ("alasan", "alasan meski ada konflik", "alasan pengecualian", "reason", "override reason"),
)
LONG = (
    FieldPlan("criterion", _("Criterion (one row a score)"), ("kriteria", "aspek", "criterion", "indikator")),
    FieldPlan("value", _("Score (one row a score)"), ("nilai", "skor", "score", "value")),
    FieldPlan("remark", _("Remark"), ("catatan", "saran", "catatan/saran", "komentar", "remark", "comment")),
)


def fields_for(edition: Edition, what: str, stage: Stage | None) -> list[FieldPlan]:
    """The columns an import of `what` can use: fixed ones, then the edition's sections or the stage's criteria."""
    if what == SheetKind.ENTRIES:
        sections = [
            FieldPlan(f"section:{found.key}", said(found, "title"), (found.key, found.title, found.title_en))
            for found in edition.sections.all()
        ]
        return [*ENTRIES, *sections]
    if what == SheetKind.JURORS:
        return list(JURORS)
    if what == SheetKind.SCORES and stage is not None:
        criteria = [
            FieldPlan(f"score:{found.key}", said(found, "title"), (found.key, found.title, found.title_en))
            for found in stage.criteria.all()
        ]
        return [*PAIR, *criteria, *LONG]
    return [*PAIR, DESPITE]
