"""The national form of 2025: a passing grade of 85, a panel that judges fitness for wider use, the newest form."""

from decimal import Decimal

from tuntas.kipp.presets import rubric, rubric_meetings
from tuntas.kipp.presets.form_2025 import SECTIONS
from tuntas.kipp.presets.parts import (
    CHECKS,
    GENERAL,
    NATIONAL_TRACKS_2025,
    QUORUM,
    REPLICATION,
    REPLICATION_SECTIONS,
    REQUIREMENTS,
)
from tuntas.kipp.presets.rubric import weighed
from tuntas.kipp.presets.shape import CategoryPlan, Note, Preset, StagePlan, at
from tuntas.kipp.terms import StageKind

CATEGORIES = (
    CategoryPlan("kesehatan", ("Penyedia pelayanan kesehatan", "Health care providers")),
    CategoryPlan(
        "ekonomi", ("Pemerataan ekonomi dan penguatan UMKM", "A fairer economy and stronger small businesses")
    ),
    CategoryPlan("lain", ("Bidang lain dalam Asta Cita", "Another field of the Asta Cita goals")),
)
DESK = (
    weighed(rubric.BACKGROUND, "10", "latar-belakang", "tujuan"),
    weighed(rubric.NOVELTY, "15", "keunggulan", "faktor-pembeda"),
    weighed(rubric.IMPLEMENTATION, "5", "cara-kerja", "proses-replikasi"),
    weighed(rubric.SIGNIFICANCE, "30", "dampak", "evaluasi"),
    weighed(rubric.ADAPTABILITY, "20", "difusi-replikasi"),
    weighed(rubric.RESOURCES, "5", "sumber-daya"),
    weighed(rubric.SUSTAINABILITY, "15", "keberlanjutan"),
)
PANEL = (weighed(rubric_meetings.SCALE, "50"), weighed(rubric_meetings.BENEFIT, "50"))
STAGES = (
    StagePlan(
        "pendaftaran",
        ("Pendaftaran dan pengajuan", "Registration and submission"),
        StageKind.REGISTRATION,
        at("2025-04-09 08:00:00"),
        at("2025-05-31 23:59:59"),
    ),
    StagePlan(
        "administrasi",
        ("Seleksi administrasi", "Administrative check"),
        StageKind.CHECK,
        at("2025-06-02 08:00:00"),
        at("2025-06-27 23:59:59"),
    ),
    StagePlan(
        "proposal",
        ("Penilaian proposal", "Proposal scoring"),
        StageKind.DESK,
        at("2025-06-30 08:00:00"),
        at("2025-07-13 23:59:59"),
        Decimal(70),
        DESK,
        quorum=2,
    ),
    StagePlan(
        "finalis",
        ("Pleno penetapan finalis", "Plenary on the finalists"),
        StageKind.SHORTLIST,
        at("2025-07-14 08:00:00"),
        at("2025-07-18 23:59:59"),
    ),
    StagePlan(
        "kelayakan",
        ("Penilaian kelayakan oleh panel", "Panel review of fitness for wider use"),
        StageKind.INTERVIEW,
        at("2025-07-21 08:00:00"),
        at("2025-08-15 23:59:59"),
        Decimal(30),
        PANEL,
    ),
    StagePlan(
        "suara-warga",
        ("Suara warga tentang manfaat", "Citizens on the benefit"),
        StageKind.VOTE,
        at("2025-08-16 08:00:00"),
        at("2025-08-22 23:59:59"),
    ),
    StagePlan(
        "pleno",
        ("Rapat pleno", "Plenary"),
        StageKind.PLENARY,
        at("2025-08-25 08:00:00"),
        at("2025-08-29 23:59:59"),
    ),
    StagePlan(
        "pengumuman",
        ("Pengumuman", "Announcement"),
        StageKind.ANNOUNCEMENT,
        at("2025-09-08 08:00:00"),
        at("2025-09-09 23:59:59"),
    ),
)
NOTES = (
    QUORUM,
    Note(
        "identity.law",
        (
            "Pedoman menteri tahun 2025 disebut bernomor 4 atau 5; sumber berbeda. Jangan dikutip sebelum dipastikan.",
            "The ministerial guide of 2025 is numbered 4 or 5: sources differ. Do not quote it before it is confirmed.",
        ),
    ),
    Note(
        "calendar",
        (
            "Yang diketahui: peluncuran 9 April, penilaian proposal 30 Juni sampai 13 Juli, pleno 14 Juli 2025. Hari "
            "lain usulan kami.",
            "Known: the launch on 9 April, proposal scoring from 30 June to 13 July, the plenary on 14 July 2025. All "
            "other dates are our suggestion.",
        ),
    ),
    Note(
        "calendar.vote",
        (
            "Pada 2025 warga juga menilai manfaat inovasi secara daring. Pertanyaan, waktu, dan bobotnya tidak dapat "
            "dipastikan; di sini bobotnya 0 dan pertanyaannya usulan kami.",
            "In 2025 citizens also rated the benefit online. Its questions, dates and weight are not confirmed; here "
            "it weighs 0 and the question is ours.",
        ),
    ),
    Note(
        "numbers.groups",
        (
            "Kelompok umum dan replikasi diketahui; umur paling sedikit dan kuota 2025 tidak dapat dipastikan. Yang "
            "tertulis adalah aturan 2021.",
            "The groups general and replication are known; least ages and quotas of 2025 are not confirmed. These are "
            "the rules of 2021.",
        ),
    ),
    Note(
        "numbers.tracks",
        (
            "Finalis 2025 disebut 273 atau 245, pemenang 28. Angka di sini dapat diubah.",
            "The finalists of 2025 are given as 273 or 245, the winners as 28. Change the numbers here as needed.",
        ),
    ),
    Note(
        "numbers.passing",
        (
            "Nilai ambang 85 dari 100 dan didahulukannya inovasi yang sudah ditiru diketahui. Cara menerapkannya di "
            "sini usulan kami: urutan di antara yang mencapai ambang, tanpa mengubah nilai.",
            "The passing grade of 85 out of 100 and that innovations already copied come first are known. How it is "
            "done here is our suggestion: an order among those that reach the grade; no score changes.",
        ),
    ),
    Note(
        "numbers.categories",
        (
            "Kategori 2025 mengikuti Asta Cita; hanya dua contoh yang diketahui. Lengkapi daftar ini.",
            "The categories of 2025 follow the Asta Cita goals; only two examples are known. Complete the list.",
        ),
    ),
    Note(
        "criteria.weights",
        (
            "Bobot 2025 tidak dapat dipastikan; yang tertulis adalah rubrik bentuk 2023. Kriteria panel usulan kami.",
            "The weights of 2025 are not confirmed; these are the rubric of the 2023 form. The panel's criteria are "
            "ours.",
        ),
    ),
    Note(
        "criteria.stages",
        (
            "Bobot antartahap (70 proposal, 30 panel) usulan kami.",
            "The weights between stages (70 proposal, 30 panel) are our suggestion.",
        ),
    ),
)
NATIONAL_2025 = Preset(
    key="nasional-2025",
    year=2025,
    name=("KIPP bentuk nasional 2025", "KIPP, national form of 2025"),
    summary=(
        "Nilai ambang 85, formulir terbaru dengan difusi dan replikasi, penilaian kelayakan oleh panel.",
        "A passing grade of 85, the newest form with spread and replication, a panel that judges wider use.",
    ),
    theme=("Pelayanan publik yang berdampak bagi masyarakat", "Public services with an impact on people"),
    about=(
        "Kompetisi inovasi pelayanan publik yang menimbang dampak dan kelayakan untuk diperluas: proposal yang "
        "mencapai nilai ambang dibaca panel sebelum pleno menetapkan yang terbaik.",
        "A public-service innovation competition that weighs impact and fitness for wider use: proposals that reach "
        "the passing grade are read by a panel before a plenary names the best.",
    ),
    tracks=NATIONAL_TRACKS_2025,
    groups=(GENERAL, REPLICATION),
    categories=CATEGORIES,
    sections=(*SECTIONS, *REPLICATION_SECTIONS),
    requirements=REQUIREMENTS,
    checks=CHECKS,
    stages=STAGES,
    notes=NOTES,
    passing_grade=Decimal(85),
    grade_decides=True,
    replicated_first=True,
)
