"""Addresses of the register, below /warga/."""

from django.urls import path

from tuntas.residents.views import alike, families, importing, records, register, rights

SHEET = "<str:place>/impor/<str:key>/"
ONE = "<str:place>/orang/<str:key>/"
app_name = "residents"
urlpatterns = [
    path("", register.home, name="home"),
    path("<str:place>/", register.residents, name="list"),
    path("<str:place>/cari/", register.find, name="find"),
    path("<str:place>/urusan/", register.office, name="office"),
    path("<str:place>/baru/", records.new, name="new"),
    path("<str:place>/isian/<str:slot>/", records.draft, name="draft"),
    path(ONE, records.resident, name="one"),
    path(f"{ONE}ubah/", records.edit, name="edit"),
    path(f"{ONE}nomor/", records.numbers, name="numbers"),
    path(f"{ONE}peristiwa/", records.life, name="life"),
    path(f"{ONE}peristiwa/<int:pk>/batal/", records.life_back, name="life_back"),
    path(f"{ONE}kepala/", families.head, name="head"),
    path(f"{ONE}jejak/", rights.trail, name="trail"),
    path(f"{ONE}salinan/", rights.copy, name="copy"),
    path(f"{ONE}dasar/", rights.grounds, name="grounds"),
    path(f"{ONE}hapus/", rights.erasing, name="erase"),
    path(f"{ONE}kembar/", alike.alike, name="alike"),
    path(f"{ONE}kembar/<str:other>/", alike.pair, name="pair"),
    path("<str:place>/keluarga/<str:key>/", families.family, name="family"),
    path("<str:place>/kembar/", alike.pairs, name="pairs"),
    path("<str:place>/kembar/<int:pk>/urung/", alike.unmerge, name="unmerge"),
    path("<str:place>/permintaan/", rights.requests, name="requests"),
    path("<str:place>/permintaan/<str:reference>/", rights.request_, name="request"),
    path("<str:place>/impor/", importing.sheets, name="sheets"),
    path(SHEET, importing.sheet, name="sheet"),
    path(f"{SHEET}kolom/", importing.mapping, name="mapping"),
    path(f"{SHEET}catatan/", importing.left_out, name="left_out"),
    path(f"{SHEET}tulis/", importing.writing, name="write"),
    path(f"{SHEET}kemajuan/", importing.progress, name="progress"),
    path(f"{SHEET}urung/", importing.undoing, name="undo"),
    path(f"{SHEET}buang/", importing.dropping, name="drop"),
]
