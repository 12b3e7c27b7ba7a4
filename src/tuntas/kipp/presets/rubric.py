"""The rubric's words for proposals. The bands and their words are this software's own, made to be changed.

The names of the criteria are those of the known form; what a band means is written here so that two
jurors who read the same proposal mean the same thing by the same number.
"""

from decimal import Decimal

from tuntas.kipp.presets.shape import Band, CriterionPlan, Words

LIMITS = ((85, 100), (70, 84), (50, 69), (0, 49))


def bands(*words: Words) -> tuple[Band, ...]:
    """Four bands, best first."""
    return tuple(Band(low, high, said) for (low, high), said in zip(LIMITS, words, strict=True))


def weighed(criterion: CriterionPlan, weight: str, *sections: str) -> CriterionPlan:
    """The criterion with its weight in percent and the sections to read for it."""
    return CriterionPlan(criterion.key, criterion.title, criterion.help, criterion.bands, Decimal(weight), sections)


BACKGROUND = CriterionPlan(
    "latar-belakang",
    ("Latar belakang dan tujuan", "Background and aim"),
    (
        "Apakah masalahnya nyata, siapa yang terkena, dan apakah tujuannya dapat diukur?",
        "Is the problem real, who is hit by it, and can the aim be measured?",
    ),
    bands(
        (
            "Masalah dibuktikan dengan data keadaan awal; kelompok sasaran jelas; tujuan terukur dan berbatas waktu.",
            "The problem is shown by baseline data; the target group is clear; the aim is measurable and dated.",
        ),
        (
            "Masalah dan sasaran jelas, sebagian didukung data; tujuan dapat diukur tetapi belum lengkap.",
            "Problem and target are clear and partly backed by data; the aim can be measured but has gaps.",
        ),
        (
            "Masalah digambarkan secara umum tanpa data; tujuan masih berupa harapan.",
            "The problem is described in general terms without data; the aim is a hope.",
        ),
        (
            "Tidak tampak masalah yang hendak diselesaikan, atau tujuannya tidak menjawab masalah itu.",
            "No problem to solve can be seen, or the aim does not answer it.",
        ),
    ),
)
NOVELTY = CriterionPlan(
    "kebaruan",
    ("Kebaruan", "Novelty"),
    (
        "Apa yang baru: gagasan, pendekatan, atau pengembangan yang berarti dari inovasi yang sudah ada?",
        "What is new: the idea, the approach, or a real improvement of an innovation that existed?",
    ),
    bands(
        (
            "Cara baru yang belum ada di daerah lain, atau pengubahan mendasar; nilai tambahnya ditunjukkan jelas.",
            "A way not found elsewhere, or a fundamental change; its added value is clearly shown.",
        ),
        (
            "Pengembangan yang berarti dari inovasi lain; bedanya dengan yang sudah ada disebutkan.",
            "A real improvement of another innovation; how it differs is named.",
        ),
        (
            "Baru bagi unit sendiri, tetapi lazim di tempat lain; nilai tambahnya sedikit.",
            "New for the unit itself but common elsewhere; little added value.",
        ),
        (
            "Kegiatan rutin atau pemenuhan kewajiban yang diberi nama baru.",
            "Routine work, or a legal duty, under a new name.",
        ),
    ),
)
IMPLEMENTATION = CriterionPlan(
    "implementasi",
    ("Implementasi inovasi", "Implementation"),
    (
        "Apakah cara kerjanya dapat diikuti langkah demi langkah, dan benar-benar sudah berjalan?",
        "Can its way of working be followed step by step, and does it really run?",
    ),
    bands(
        (
            "Langkah, pelaku, dan waktunya runtut; berjalan penuh dan dapat dibuktikan.",
            "Steps, actors and times are in order; it runs fully and that can be proved.",
        ),
        (
            "Langkahnya jelas dan sudah berjalan; sebagian bukti belum ada.",
            "The steps are clear and it runs; some proof is missing.",
        ),
        (
            "Berjalan sebagian atau masih uji coba; urutannya kurang jelas.",
            "It runs in part or as a trial; order unclear.",
        ),
        ("Baru rencana, atau tidak dapat diikuti cara kerjanya.", "Only a plan, or its working cannot be followed."),
    ),
)
SIGNIFICANCE = CriterionPlan(
    "signifikansi",
    ("Signifikansi", "Significance"),
    (
        "Perubahan apa yang terjadi, dibandingkan sebelum dan sesudah, dan bagaimana mengukurnya?",
        "What changed, before against after, and how was it measured?",
    ),
    bands(
        (
            "Perubahan besar sebelum dan sesudah, diukur dengan cara yang jelas, diperkuat evaluasi pihak lain.",
            "A large change between before and after, clearly measured and backed by somebody else's evaluation.",
        ),
        (
            "Perubahan nyata dengan angka sebelum dan sesudah; cara mengukur disebutkan, evaluasi dilakukan sendiri.",
            "A real change with figures before and after; the method is named, the evaluation is the unit's own.",
        ),
        (
            "Ada hasil kegiatan (jumlah peserta, jumlah layanan), tetapi perubahan bagi warga belum terlihat.",
            "Outputs are counted (people served, events), but no change for citizens can be seen.",
        ),
        ("Dampak hanya dinyatakan, tanpa angka atau bukti.", "Impact is claimed without figures or proof."),
    ),
)
USEFULNESS = CriterionPlan(
    "kemanfaatan",
    ("Kemanfaatan", "Usefulness"),
    (
        "Apakah menjawab hal yang dirasakan warga, dan seberapa luas warga yang merasakan manfaatnya?",
        "Does it answer what people worry about, and how many of them benefit?",
    ),
    bands(
        (
            "Menjawab keluhan nyata; manfaat dirasakan luas, termasuk oleh kelompok rentan, dan diakui penggunanya.",
            "Answers real complaints; benefits many, vulnerable groups included, and its users say so.",
        ),
        (
            "Menjawab kebutuhan nyata; manfaat terbukti pada sebagian besar sasaran.",
            "Answers a real need; benefits are shown for most of the target group.",
        ),
        (
            "Bermanfaat bagi kalangan terbatas atau terutama bagi kantor sendiri.",
            "Helps few people, or mainly the office.",
        ),
        ("Manfaat bagi warga tidak tampak.", "No benefit for citizens can be seen."),
    ),
)
ADAPTABILITY = CriterionPlan(
    "adaptabilitas",
    ("Adaptabilitas", "Adaptability"),
    (
        "Apakah sudah ditiru unit atau daerah lain; bila belum, seberapa mudah ditiru?",
        "Has another unit or region copied it; if not, how easily could one?",
    ),
    bands(
        (
            "Sudah ditiru beberapa unit atau daerah lain dan berhasil; panduannya tersedia.",
            "Copied by several other units or regions with success; a guide exists.",
        ),
        (
            "Sudah ditiru sekali, atau siap ditiru: kebutuhannya dirinci dan masalah yang sama ada di tempat lain.",
            "Copied once, or ready to be: its needs are listed and others share the problem.",
        ),
        (
            "Berpeluang ditiru, tetapi syaratnya belum dijelaskan atau sulit dipenuhi.",
            "Could be copied, but what it takes is not said or hard to meet.",
        ),
        ("Hanya dapat berjalan di tempat asalnya.", "Works only where it was born."),
    ),
)
RESOURCES = CriterionPlan(
    "sumber-daya",
    ("Sumber daya", "Resources"),
    (
        "Apakah uang, orang, cara, dan alatnya disebutkan dan sepadan dengan hasilnya?",
        "Are money, people, method and equipment named, and in proportion to the result?",
    ),
    bands(
        (
            "Semua disebutkan dengan jumlah dan sumbernya; sangat hemat dibanding hasilnya.",
            "All named with amounts and sources; very economical for the result.",
        ),
        ("Disebutkan lengkap dan wajar.", "Fully named and reasonable."),
        ("Disebutkan sebagian, atau mahal dibanding hasilnya.", "Partly named, or costly for the result."),
        ("Tidak dijelaskan.", "Not explained."),
    ),
)
SUSTAINABILITY = CriterionPlan(
    "keberlanjutan",
    ("Strategi keberlanjutan", "Sustainability"),
    (
        "Apa yang menjaga inovasi ini tetap hidup: aturan dan anggaran, pengelolaan, dukungan masyarakat?",
        "What keeps it alive: rules and budget, management, support of the people?",
    ),
    bands(
        (
            "Dijamin aturan, anggaran rutin, dan tugas organisasi; masyarakat atau mitra ikut memiliki.",
            "Secured by a rule, a regular budget and an organisational task; people or partners own it too.",
        ),
        (
            "Dua dari tiga hal (kelembagaan, pengelolaan, sosial) sudah kuat.",
            "Two of the three (institution, management, society) are strong.",
        ),
        (
            "Bergantung pada orang atau proyek tertentu; rencananya ada.",
            "Hangs on certain people or a project; a plan exists.",
        ),
        ("Tidak tampak upaya agar berlanjut.", "No effort to keep it going can be seen."),
    ),
)
