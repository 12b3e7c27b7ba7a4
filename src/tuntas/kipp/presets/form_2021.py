"""The eleven headings of the national form of 2021; the word limits are our own."""

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
        "tujuan",
        ("Latar belakang dan tujuan", "Background and aim"),
        (
            "Keadaan awal, masalahnya, dan tujuan yang dapat diukur. Apa yang terjadi satu sampai tiga tahun lagi bila "
            "tidak ada yang dilakukan?",
            "The situation before, the problem, and an aim that can be measured. What happens in one to three years "
            "if nothing is done?",
        ),
        300,
    ),
    SectionPlan(
        "keselarasan",
        ("Keselarasan", "Fit"),
        (
            "Kesesuaian dengan kategori, tujuan pembangunan berkelanjutan, dan rencana daerah.",
            "How it fits its category, the sustainable development goals, and the region's plans.",
        ),
        200,
    ),
    SectionPlan(
        "signifikansi",
        ("Signifikansi", "Significance"),
        (
            "Perubahan sebelum dan sesudah dalam angka, bagi siapa, dan bagaimana mengukurnya.",
            "The change before and after in figures, for whom, and how it was measured.",
        ),
        400,
    ),
    SectionPlan(
        "inovatif",
        ("Sisi inovatif", "What is new"),
        (
            "Apa yang baru atau berbeda, dan langkah penerapannya.",
            "What is new or different, and the steps by which it is carried out.",
        ),
        300,
    ),
    SectionPlan(
        "transferabilitas",
        ("Transferabilitas", "Transferability"),
        (
            "Sudah ditiru siapa; bila belum, di mana masalah yang sama ada dan apa yang dibutuhkan untuk menirunya.",
            "Who has copied it; if nobody, where the same problem exists and what copying it would take.",
        ),
        200,
    ),
    SectionPlan(
        "sumber-daya",
        ("Sumber daya", "Resources"),
        (
            "Uang, orang, cara, dan alat yang dipakai, dengan jumlah dan sumbernya.",
            "Money, people, method and equipment used, with amounts and sources.",
        ),
        200,
    ),
    SectionPlan(
        "keberlanjutan",
        ("Keberlanjutan", "Sustainability"),
        (
            "Aturan, anggaran, pengelolaan, dan dukungan masyarakat yang menjaganya tetap berjalan.",
            "The rules, budget, management and public support that keep it going.",
        ),
        300,
    ),
    SectionPlan(
        "evaluasi",
        ("Evaluasi", "Evaluation"),
        (
            "Evaluasi internal (unit sendiri) dan eksternal (inspektorat, BPK, perguruan tinggi, penilai lain).",
            "Internal evaluation (by the unit itself) and external (inspectorate, state auditors, university, others).",
        ),
        200,
    ),
    SectionPlan(
        "pemangku-kepentingan",
        ("Pemangku kepentingan", "Stakeholders"),
        (
            "Siapa yang terlibat dan apa sumbangan masing-masing.",
            "Who takes part, and what each contributes.",
        ),
        200,
    ),
    SectionPlan(
        "faktor-penentu",
        ("Faktor penentu keberhasilan", "What made it succeed"),
        (
            "Apa yang membuatnya berhasil, hambatannya, dan pelajaran bagi yang hendak menirunya.",
            "What made it succeed, what stood in the way, and lessons for those who want to copy it.",
        ),
        200,
    ),
)
