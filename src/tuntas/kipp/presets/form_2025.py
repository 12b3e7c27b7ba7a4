"""The newest list of sections (2025), with word limits."""

from tuntas.kipp.presets.shape import SectionPlan

SECTIONS = (
    SectionPlan(
        "latar-belakang",
        ("Latar belakang", "Background"),
        (
            "Masalahnya, siapa yang terkena, dan keadaan awal dalam angka.",
            "The problem, who is hit, the start in figures.",
        ),
        200,
    ),
    SectionPlan(
        "tujuan",
        ("Tujuan, hasil, dan keluaran", "Aim, outcome and output"),
        ("Tujuan dan sasaran yang dapat diukur.", "Aim and targets that can be measured."),
        150,
    ),
    SectionPlan(
        "cara-kerja",
        ("Cara kerja inovasi", "How it works"),
        ("Langkah demi langkah: siapa melakukan apa, kapan.", "Step by step: who does what, when."),
        200,
    ),
    SectionPlan(
        "keunggulan",
        ("Keunggulan gagasan", "Strength of the idea"),
        (
            "Apa yang baru dan lebih baik dari cara lama atau cara daerah lain?",
            "What is new and better than before or elsewhere?",
        ),
        200,
    ),
    SectionPlan(
        "evaluasi",
        ("Mekanisme evaluasi dan tindak lanjut", "Evaluation and follow-up"),
        (
            "Alat ukur, waktu, pelaksana, ukuran keberhasilan, dan tindak lanjutnya.",
            "Instrument, period, who does it, the indicator, and what follows.",
        ),
        200,
    ),
    SectionPlan(
        "dampak",
        ("Bentuk dampak", "Impact"),
        (
            "Perbandingan sebelum dan sesudah dalam angka, dan kaitannya dengan Asta Cita.",
            "Before and after in figures, and how it relates to the Asta Cita goals.",
        ),
        300,
    ),
    SectionPlan(
        "difusi-replikasi",
        ("Difusi dan replikasi", "Spread and replication"),
        (
            "Publikasi, alih pengetahuan, dan jumlah unit yang meniru.",
            "Publications, transfer of knowledge, and how many units copied it.",
        ),
        150,
    ),
    SectionPlan(
        "sumber-daya",
        ("Sumber daya", "Resources"),
        (
            "Sarana, data, orang, serta besar dan sumber anggaran.",
            "Facilities, data, people, and the amount and source of money.",
        ),
        150,
    ),
    SectionPlan(
        "keberlanjutan",
        ("Strategi keberlanjutan", "Sustainability"),
        (
            "Aturan, anggaran, pengelolaan, dan dukungan masyarakat yang menjaganya.",
            "The rules, budget, management and public support that keep it going.",
        ),
        300,
    ),
)
