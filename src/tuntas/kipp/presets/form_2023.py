"""The sections of the 2023 type with their word limits, and what the special group writes besides."""

from tuntas.kipp.presets.shape import SectionPlan

SECTIONS = (
    SectionPlan(
        "ringkasan",
        ("Ringkasan", "Summary"),
        (
            "Apa inovasinya, untuk siapa, dan apa hasilnya? Tulis agar dapat dibaca tanpa bagian lain.",
            "What is it, for whom, with what result? Write it so that it can be read alone.",
        ),
        200,
    ),
    SectionPlan(
        "latar-belakang",
        ("Latar belakang dan tujuan", "Background and aim"),
        (
            "Keadaan awal, kelompok sasaran, dan target yang dapat diukur.",
            "The situation before, the target group, and a target that can be measured.",
        ),
        300,
    ),
    SectionPlan(
        "kebaruan",
        ("Kebaruan atau nilai tambah", "Novelty or added value"),
        (
            "Apa yang baru, atau apa yang lebih baik daripada inovasi yang sudah ada?",
            "What is new, or better than an innovation that existed?",
        ),
        200,
    ),
    SectionPlan(
        "implementasi",
        ("Implementasi inovasi", "Implementation"),
        (
            "Langkah penerapannya, dari awal sampai berjalan sekarang.",
            "The steps of carrying it out, from the start to how it runs now.",
        ),
        200,
    ),
    SectionPlan(
        "signifikansi",
        ("Signifikansi", "Significance"),
        (
            "Keadaan sebelum dan sesudah, cara mengukurnya, dan laporan evaluasi sebagai bukti.",
            "Before and after, how it was measured, and an evaluation report as proof.",
        ),
        600,
    ),
    SectionPlan(
        "adaptabilitas-terwujud",
        ("Adaptabilitas: yang sudah terwujud", "Adaptability: already copied"),
        (
            "Sudah ditiru? Oleh unit atau instansi mana? Bila belum, tulis belum.",
            "Has it been copied? By which unit or agency? If not, say so.",
        ),
        100,
    ),
    SectionPlan(
        "adaptabilitas-potensi",
        ("Adaptabilitas: potensinya", "Adaptability: its potential"),
        (
            "Di mana masalah yang sama ada, dan apa yang dibutuhkan untuk menirunya?",
            "Where does the same problem exist, and what would copying take?",
        ),
        200,
    ),
    SectionPlan(
        "sumber-daya",
        ("Sumber daya", "Resources"),
        (
            "Uang, orang, cara, dan alat atau bahan yang dipakai.",
            "Money, people, method and equipment or material used.",
        ),
        200,
    ),
    SectionPlan(
        "keberlanjutan",
        ("Strategi keberlanjutan", "Sustainability"),
        (
            "Strategi kelembagaan, pengelolaan, dan sosial agar terus berjalan.",
            "Institutional, managerial and social strategies that keep it going.",
        ),
        500,
    ),
)
SPECIAL_SECTIONS = (
    SectionPlan(
        "pembaruan",
        ("Pembaruan atau peningkatan", "Renewal or improvement"),
        ("Apa yang berubah sejak mendapat penghargaan?", "What changed since it was awarded?"),
        200,
        "khusus",
    ),
    SectionPlan(
        "adaptabilitas-lanjutan",
        ("Adaptabilitas sejak penghargaan", "Copied since the award"),
        (
            "Peniruan yang bertambah dibanding saat mendapat penghargaan.",
            "Copies added since the award.",
        ),
        200,
        "khusus",
    ),
    SectionPlan(
        "penguatan",
        ("Penguatan keberlanjutan", "Stronger sustainability"),
        ("Apa yang memperkuat kelangsungannya?", "What made its continuation stronger?"),
        300,
        "khusus",
    ),
    SectionPlan(
        "evaluasi",
        ("Evaluasi terbaru", "Newest evaluation"),
        (
            "Hasil evaluasi terbaru, internal atau eksternal (inspektorat, perguruan tinggi).",
            "The newest evaluation, internal or external (inspectorate, university).",
        ),
        300,
        "khusus",
    ),
)
