"""The rubric's words for interviews, panel readings and field visits; the bands and their words are our own."""

from tuntas.kipp.presets.rubric import bands, weighed
from tuntas.kipp.presets.shape import CriterionPlan

DELIVERY = CriterionPlan(
    "penyampaian",
    ("Penyampaian paparan", "Delivery"),
    (
        "Apakah paparan jelas, tepat waktu, dan pertanyaan dijawab dengan lugas?",
        "Is the talk clear and on time, and are questions answered straight?",
    ),
    bands(
        (
            "Jelas, runtut, tepat waktu; semua pertanyaan dijawab lugas dengan data.",
            "Clear, orderly, on time; every question answered straight, with data.",
        ),
        ("Jelas; sebagian besar pertanyaan terjawab.", "Clear; most questions answered."),
        ("Sulit diikuti atau melewati waktu; jawaban berputar-putar.", "Hard to follow or over time; answers wander."),
        ("Tidak menguasai inovasinya sendiri.", "The speakers do not know their own innovation."),
    ),
)
SUBSTANCE = CriterionPlan(
    "materi",
    ("Materi: inovasi, kemanfaatan, replikasi", "Substance: innovation, usefulness, replication"),
    (
        "Apakah yang dipaparkan meyakinkan tentang inovasinya, manfaatnya, dan kemungkinan ditiru?",
        "Does what is shown convince about the innovation, its use and how it can be copied?",
    ),
    bands(
        (
            "Inovasi, manfaat, dan jalan menirunya terbukti dan saling menguatkan.",
            "Innovation, use and the way to copy it are proved and support one another.",
        ),
        ("Meyakinkan; satu dari tiga hal masih lemah.", "Convincing; one of the three is weak."),
        (
            "Lebih banyak kegiatan daripada hasil; manfaat kurang terbukti.",
            "More activity than result; use poorly proved.",
        ),
        ("Tidak sesuai dengan proposal atau tidak meyakinkan.", "Does not match the proposal, or does not convince."),
    ),
)
FILM = CriterionPlan(
    "video",
    ("Video", "Video"),
    (
        "Apakah video memperlihatkan layanan yang sungguh berjalan dan suara penggunanya?",
        "Does the video show the service really running, and its users' voices?",
    ),
    bands(
        (
            "Memperlihatkan layanan dan perubahan bagi warga; penggunanya berbicara.",
            "Shows the service and the change for people; users speak.",
        ),
        (
            "Memperlihatkan layanan berjalan; perubahan disebutkan.",
            "Shows the service running; the change is mentioned.",
        ),
        ("Lebih banyak sambutan dan promosi.", "Mostly speeches and promotion."),
        ("Tidak ada, atau tidak dapat diputar.", "Missing, or cannot be played."),
    ),
)
PRESENCE = CriterionPlan(
    "kehadiran",
    ("Kehadiran pimpinan", "Presence of the head"),
    (
        "Apakah kepala daerah, perangkat daerah, atau perusahaan hadir dan menunjukkan komitmen?",
        "Is the head of the region, office or enterprise there and committed?",
    ),
    bands(
        (
            "Pimpinan tertinggi hadir dan menyatakan komitmen yang nyata.",
            "The head is there and makes a real commitment.",
        ),
        (
            "Pimpinan hadir, atau pejabat kedua hadir dengan komitmen.",
            "The head is there, or the deputy with a commitment.",
        ),
        ("Diwakili pejabat di bawahnya.", "Represented by somebody below."),
        ("Tidak ada pimpinan yang hadir.", "No leader is there."),
    ),
)
CLAIMS = CriterionPlan(
    "kesesuaian",
    ("Kesesuaian dengan proposal", "True to the proposal"),
    (
        "Apakah yang dinyatakan dalam proposal benar-benar ditemukan di lapangan?",
        "Is what the proposal says really found on the spot?",
    ),
    bands(
        ("Semua pernyataan penting terbukti.", "Every important claim is confirmed."),
        ("Sebagian besar terbukti; kekurangannya kecil.", "Most are confirmed; the gaps are small."),
        ("Beberapa pernyataan penting hanya terbukti sebagian.", "Some important claims are confirmed only in part."),
        ("Pernyataan penting tidak terbukti.", "Important claims are not confirmed."),
    ),
)
RUNNING = CriterionPlan(
    "berjalan",
    ("Layanan berjalan", "Service running"),
    (
        "Apakah layanan berjalan pada hari biasa, dan apa kata penggunanya?",
        "Does the service run on an ordinary day, and what do its users say?",
    ),
    bands(
        (
            "Berjalan setiap hari layanan; pengguna yang ditemui puas.",
            "Runs on every service day; users met are satisfied.",
        ),
        ("Berjalan; ada gangguan kecil.", "Runs, with small troubles."),
        ("Berjalan bila diminta atau tidak teratur.", "Runs on request or irregularly."),
        ("Tidak berjalan.", "Does not run."),
    ),
)
COMMITMENT = CriterionPlan(
    "dukungan",
    ("Dukungan pimpinan dan tim", "Support of head and team"),
    (
        "Apakah pimpinan, anggaran, dan tim benar-benar mendukung?",
        "Do head, budget and team really stand behind it?",
    ),
    bands(
        (
            "Pimpinan terlibat, anggaran tersedia, tim lebih dari satu orang.",
            "The head is involved, money is there, the team is more than one person.",
        ),
        ("Dukungan nyata, satu hal belum terjamin.", "Real support; one thing is not secured."),
        ("Bergantung pada satu orang.", "Hangs on one person."),
        ("Tidak ada dukungan yang tampak.", "No support can be seen."),
    ),
)
SCALE = CriterionPlan(
    "kelayakan",
    ("Kelayakan diperluas", "Fit to be scaled up"),
    (
        "Apakah layak diterapkan lebih luas: aturan, biaya, kesiapan lembaga?",
        "Is it fit for wider use: rules, cost, readiness of institutions?",
    ),
    bands(
        (
            "Siap diperluas: aturan, biaya, dan pelaksananya jelas; sudah ditiru.",
            "Ready: rules, cost and owners are clear; already copied.",
        ),
        ("Layak dengan penyesuaian kecil.", "Fit with small changes."),
        ("Layak hanya di daerah dengan keadaan serupa.", "Fit only for similar regions."),
        ("Belum layak diperluas.", "Not fit for wider use yet."),
    ),
)
BENEFIT = CriterionPlan(
    "manfaat-publik",
    ("Manfaat bagi masyarakat luas", "Benefit to the public"),
    (
        "Seberapa besar manfaatnya bila diterapkan di banyak tempat?",
        "How great would the benefit be in many places?",
    ),
    bands(
        (
            "Menjawab masalah banyak daerah dengan manfaat yang terukur.",
            "Answers a problem of many regions with measured benefit.",
        ),
        ("Bermanfaat bagi banyak daerah; ukurannya belum lengkap.", "Useful for many regions; the measures have gaps."),
        ("Bermanfaat bagi beberapa daerah.", "Useful for a few regions."),
        ("Manfaatnya terbatas di tempat asal.", "Useful only where it was born."),
    ),
)

# The weights of a usual interview and a usual field visit.
INTERVIEW = (
    weighed(DELIVERY, "30"),
    weighed(SUBSTANCE, "50"),
    weighed(FILM, "10"),
    weighed(PRESENCE, "10"),
)
FIELD = (
    weighed(CLAIMS, "50"),
    weighed(RUNNING, "30"),
    weighed(COMMITMENT, "20"),
)
