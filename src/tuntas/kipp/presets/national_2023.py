"""A national form of the 2023 type: three groups, a form with known word limits, the one known rubric."""

from decimal import Decimal

from tuntas.kipp.presets import rubric
from tuntas.kipp.presets.form_2023 import SECTIONS, SPECIAL_SECTIONS
from tuntas.kipp.presets.parts import (
    CHECKS,
    GENERAL,
    NATIONAL_TRACKS,
    QUORUM,
    REPLICATION,
    REPLICATION_SECTIONS,
    REQUIREMENTS,
    SPECIAL,
)
from tuntas.kipp.presets.rubric import weighed
from tuntas.kipp.presets.rubric_meetings import FIELD, INTERVIEW
from tuntas.kipp.presets.shape import CategoryPlan, Note, Preset, StagePlan, at
from tuntas.kipp.terms import StageKind

CATEGORIES = (
    CategoryPlan("inklusif", ("Pelayanan publik inklusif dan berkeadilan", "Inclusive and fair public services")),
    CategoryPlan(
        "efektivitas",
        (
            "Efektivitas institusi publik untuk mencapai tujuan pembangunan berkelanjutan",
            "Effective public institutions for the sustainable development goals",
        ),
    ),
    CategoryPlan(
        "ketahanan",
        (
            "Ketahanan institusi publik pada masa pandemi dan sesudahnya",
            "Resilient public institutions in and after a pandemic",
        ),
    ),
)
DESK = (
    weighed(rubric.BACKGROUND, "10", "latar-belakang"),
    weighed(rubric.NOVELTY, "15", "kebaruan", "faktor-pembeda", "pembaruan"),
    weighed(rubric.IMPLEMENTATION, "5", "implementasi", "proses-replikasi"),
    weighed(rubric.SIGNIFICANCE, "30", "signifikansi", "evaluasi"),
    weighed(rubric.ADAPTABILITY, "20", "adaptabilitas-terwujud", "adaptabilitas-potensi"),
    weighed(rubric.RESOURCES, "5", "sumber-daya"),
    weighed(rubric.SUSTAINABILITY, "15", "keberlanjutan", "penguatan"),
)
STAGES = (
    StagePlan(
        "pendaftaran",
        ("Pendaftaran dan pengajuan", "Registration and submission"),
        StageKind.REGISTRATION,
        at("2023-04-03 08:00:00"),
        at("2023-05-06 23:59:59"),
    ),
    StagePlan(
        "administrasi",
        ("Seleksi administrasi", "Administrative check"),
        StageKind.CHECK,
        at("2023-05-08 08:00:00"),
        at("2023-05-19 23:59:59"),
    ),
    StagePlan(
        "proposal",
        ("Penilaian proposal", "Proposal scoring"),
        StageKind.DESK,
        at("2023-05-22 08:00:00"),
        at("2023-06-11 23:59:59"),
        Decimal(60),
        DESK,
        quorum=2,
    ),
    StagePlan(
        "finalis",
        ("Penetapan finalis", "Finalists"),
        StageKind.SHORTLIST,
        at("2023-06-12 08:00:00"),
        at("2023-06-16 23:59:59"),
    ),
    StagePlan(
        "wawancara",
        ("Presentasi dan wawancara", "Presentation and interview"),
        StageKind.INTERVIEW,
        at("2023-06-26 08:00:00"),
        at("2023-07-12 23:59:59"),
        Decimal(40),
        INTERVIEW,
    ),
    StagePlan(
        "lapangan",
        ("Verifikasi dan observasi lapangan", "Field verification"),
        StageKind.FIELD,
        at("2023-07-17 08:00:00"),
        at("2023-08-11 23:59:59"),
        Decimal(0),
        FIELD,
    ),
    StagePlan(
        "pleno",
        ("Rapat pleno", "Plenary"),
        StageKind.PLENARY,
        at("2023-08-21 08:00:00"),
        at("2023-08-25 23:59:59"),
    ),
    StagePlan(
        "pengumuman",
        ("Pengumuman", "Announcement"),
        StageKind.ANNOUNCEMENT,
        at("2023-09-04 08:00:00"),
        at("2023-09-05 23:59:59"),
    ),
)
NOTES = (
    QUORUM,
    Note(
        "calendar",
        (
            "Yang diketahui hanya penutupan pendaftaran: semula 2 Mei, diperpanjang sampai 6 Mei 2023 pukul 23.59. "
            "Tanggal lainnya usulan kami.",
            "Only the close of registration is known: first 2 May, then extended to 6 May 2023, 23:59. All other "
            "dates are our suggestion.",
        ),
    ),
    Note(
        "numbers.groups",
        (
            "Sumber berbeda tentang kelompok 2023: ada yang menyebut umum, replikasi, dan khusus, ada yang tanpa "
            "replikasi. Umur paling sedikit dan kuota mengikuti aturan 2021.",
            "Sources differ on the groups of 2023: some name general, replication and special, one leaves replication "
            "out. Least ages and quotas follow the rules of 2021.",
        ),
    ),
    Note(
        "numbers.tracks",
        (
            "Jumlah finalis (99) dan pemenang (45) diambil dari tahun-tahun sebelumnya; 15 finalis khusus saat itu "
            "dipilih terpisah.",
            "The numbers of finalists (99) and winners (45) come from earlier years; 15 special finalists were chosen "
            "apart then.",
        ),
    ),
    Note(
        "numbers.categories",
        (
            "Kategori 2023 tidak dapat dipastikan; yang tertulis adalah tiga kategori tahun 2022.",
            "The categories of 2023 are not confirmed; these are the three of 2022.",
        ),
    ),
    Note(
        "form",
        (
            "Bagian dan batas kata diambil dari formulir sebuah daerah yang mengikuti bentuk nasional 2023.",
            "Sections and word limits come from a region's form that follows the national one of 2023.",
        ),
    ),
    Note(
        "criteria.weights",
        (
            "Bobot 10, 15, 5, 30, 20, 5, 15 untuk proposal dan 30, 50, 10, 10 untuk presentasi berasal dari sistem "
            "satu daerah; bobot nasional tidak dapat dipastikan.",
            "The weights 10, 15, 5, 30, 20, 5, 15 for proposals and 30, 50, 10, 10 for presentations come from a "
            "region's system; the national weights are not confirmed.",
        ),
    ),
    Note(
        "criteria.stages",
        (
            "Bobot antartahap (60 dan 40) dan penilaian lapangan tanpa bobot usulan kami.",
            "The weights between stages (60 and 40) and the field scores without weight are our suggestion.",
        ),
    ),
)
NATIONAL_2023 = Preset(
    key="nasional-2023",
    year=2023,
    name=("KIPP bentuk nasional 2023", "KIPP, national form of 2023"),
    summary=(
        "Kelompok umum, replikasi, dan khusus; formulir dengan batas kata; rubrik tujuh kriteria.",
        "Groups general, replication and special; a form with word limits; a rubric of seven criteria.",
    ),
    theme=("Pelayanan publik yang makin baik", "Better public services"),
    about=(
        "Kompetisi inovasi pelayanan publik: proposal dinilai, finalis memaparkan dan diwawancarai, pernyataan "
        "diperiksa di lapangan, lalu pleno menetapkan yang terbaik.",
        "A public-service innovation competition: proposals are scored, finalists present and are interviewed, claims "
        "are checked on the spot, and a plenary names the best.",
    ),
    tracks=NATIONAL_TRACKS,
    groups=(GENERAL, REPLICATION, SPECIAL),
    categories=CATEGORIES,
    sections=(*SECTIONS, *REPLICATION_SECTIONS, *SPECIAL_SECTIONS),
    requirements=REQUIREMENTS,
    checks=CHECKS,
    stages=STAGES,
    notes=NOTES,
)
