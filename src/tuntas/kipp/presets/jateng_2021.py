"""KIPP Jawa Tengah 2021: two tracks, Top 40 first, then ten winners each.

Known from public reports: launch 7 June 2021, 221 proposals, a Top 40, interviews on 12 to 15 October before
nine jurors, ten winners a track, the five qualities the jury looked for. The rest stands in `notes`.
"""

from decimal import Decimal

from tuntas.kipp.presets import rubric
from tuntas.kipp.presets.form_2021 import SECTIONS
from tuntas.kipp.presets.parts import CHECKS, GENERAL, QUORUM, REPLICATION, REPLICATION_SECTIONS, REQUIREMENTS, TRACKS
from tuntas.kipp.presets.rubric import weighed
from tuntas.kipp.presets.rubric_meetings import FIELD, INTERVIEW
from tuntas.kipp.presets.shape import CategoryPlan, Note, Preset, StagePlan, at
from tuntas.kipp.terms import StageKind

CATEGORIES = (
    CategoryPlan("kemiskinan", ("Pengentasan kemiskinan", "Ending poverty")),
    CategoryPlan("pendidikan", ("Pendidikan", "Education")),
    CategoryPlan("kesehatan", ("Kesehatan", "Health")),
    CategoryPlan("pangan", ("Ketahanan pangan", "Food security")),
    CategoryPlan("pekerjaan", ("Pertumbuhan ekonomi dan kesempatan kerja", "Economic growth and jobs")),
    CategoryPlan("pemberdayaan", ("Pemberdayaan masyarakat", "Community empowerment")),
    CategoryPlan("gender", ("Pelayanan publik responsif gender", "Gender-responsive public service")),
    CategoryPlan("lingkungan", ("Perlindungan dan pelestarian lingkungan hidup", "Protecting the environment")),
    CategoryPlan("tata-kelola", ("Tata kelola pemerintahan", "Governance")),
    CategoryPlan("hukum", ("Penegakan hukum", "Law enforcement")),
)
DESK = (
    weighed(rubric.NOVELTY, "15", "ringkasan", "inovatif"),
    weighed(rubric.SIGNIFICANCE, "30", "tujuan", "signifikansi", "evaluasi"),
    weighed(rubric.USEFULNESS, "20", "keselarasan", "signifikansi", "pemangku-kepentingan"),
    weighed(rubric.ADAPTABILITY, "20", "transferabilitas", "proses-replikasi", "faktor-pembeda"),
    weighed(rubric.SUSTAINABILITY, "15", "sumber-daya", "keberlanjutan", "faktor-penentu"),
)
STAGES = (
    StagePlan(
        "pendaftaran",
        ("Pendaftaran dan penulisan proposal", "Registration and writing"),
        StageKind.REGISTRATION,
        at("2021-06-07 08:00:00"),
        at("2021-08-20 23:59:59"),
    ),
    StagePlan(
        "administrasi",
        ("Seleksi administrasi", "Administrative check"),
        StageKind.CHECK,
        at("2021-08-23 08:00:00"),
        at("2021-09-03 23:59:59"),
    ),
    StagePlan(
        "proposal",
        ("Penilaian proposal", "Proposal scoring"),
        StageKind.DESK,
        at("2021-09-06 08:00:00"),
        at("2021-09-30 23:59:59"),
        Decimal(60),
        DESK,
        quorum=2,
    ),
    StagePlan(
        "top-40",
        ("Penetapan Top 40", "Top 40"),
        StageKind.SHORTLIST,
        at("2021-10-01 08:00:00"),
        at("2021-10-08 23:59:59"),
    ),
    StagePlan(
        "wawancara",
        ("Presentasi dan wawancara", "Presentation and interview"),
        StageKind.INTERVIEW,
        at("2021-10-12 08:00:00"),
        at("2021-10-15 23:59:59"),
        Decimal(40),
        INTERVIEW,
    ),
    StagePlan(
        "lapangan",
        ("Verifikasi lapangan", "Field verification"),
        StageKind.FIELD,
        at("2021-10-18 08:00:00"),
        at("2021-11-12 23:59:59"),
        Decimal(0),
        FIELD,
    ),
    StagePlan(
        "pleno",
        ("Rapat pleno", "Plenary"),
        StageKind.PLENARY,
        at("2021-11-15 08:00:00"),
        at("2021-11-26 23:59:59"),
    ),
    StagePlan(
        "pengumuman",
        ("Pengumuman", "Announcement"),
        StageKind.ANNOUNCEMENT,
        at("2021-11-30 08:00:00"),
        at("2021-12-01 23:59:59"),
    ),
)
NOTES = (
    QUORUM,
    Note(
        "calendar",
        (
            "Yang diketahui hanya peluncuran 7 Juni, wawancara 12–15 Oktober, dan pengumuman 30 November 2021 "
            "(sumber lain menyebut 1 Desember). Tanggal lainnya usulan kami.",
            "Only the launch on 7 June, the interviews on 12–15 October and the announcement on 30 November 2021 "
            "(another source says 1 December) are known. All other dates are our suggestion.",
        ),
    ),
    Note(
        "criteria.weights",
        (
            "Juri 2021 melihat kebaruan, efektivitas, kemanfaatan, kemudahan ditiru, dan keberlanjutan. Bobotnya "
            "tidak dapat dipastikan; angka di sini disusun dari rubrik daerah lain dan dapat diubah.",
            "The jury of 2021 looked for novelty, effect, usefulness, ease of copying and sustainability. Their "
            "weights are not confirmed; the figures here are drawn from another region's rubric. Change them freely.",
        ),
    ),
    Note(
        "criteria.stages",
        (
            "Bobot antartahap (60 proposal, 40 wawancara) usulan kami. Verifikasi lapangan dinilai untuk bahan pleno "
            "dan tidak dihitung (bobot 0), karena belum pasti dilakukan pada 2021.",
            "The weights between stages (60 proposal, 40 interview) are our suggestion. Field visits are scored for "
            "the plenary to read and do not count (weight 0): whether 2021 had them is not confirmed.",
        ),
    ),
    Note(
        "numbers.groups",
        (
            "Kelompok, umur paling sedikit, dan kuota mengikuti aturan nasional 2021 (10 umum dan 5 replikasi tiap "
            "instansi); aturan provinsi 2021 tidak dapat dipastikan. Pada 2019 batasnya 3 proposal tiap daerah.",
            "Groups, least ages and quotas follow the national rules of 2021 (10 general and 5 replications an "
            "agency); the provincial rules of 2021 are not confirmed. In 2019 the limit was 3 a region.",
        ),
    ),
    Note(
        "numbers.tracks",
        (
            "Pemenang 10 tiap jalur diketahui; pembagian Top 40 menjadi 20 dan 20 usulan kami.",
            "Ten winners a track is known; dividing the Top 40 into 20 and 20 is our suggestion.",
        ),
    ),
    Note(
        "form",
        (
            "Sebelas judul bagian mengikuti bentuk nasional 2021 yang belum dapat dipastikan dari naskah "
            "keputusannya; batas kata usulan kami.",
            "The eleven headings follow the national form of 2021, which the decree's text does not confirm yet; the "
            "word limits are our suggestion.",
        ),
    ),
)
JATENG_2021 = Preset(
    key="jateng-2021",
    year=2021,
    name=("KIPP Jawa Tengah 2021", "KIPP Central Java 2021"),
    summary=(
        "Dua jalur (provinsi serta kabupaten dan kota), Top 40 lebih dahulu, lalu sepuluh pemenang tiap jalur.",
        "Two tracks (province; regencies and cities), a Top 40 first, then ten winners in each.",
    ),
    theme=("Mudah, murah, cepat, tuntas", "Easy, cheap, fast, complete"),
    about=(
        "Kompetisi inovasi pelayanan publik Jawa Tengah mencari inovasi yang menyelesaikan masalah warga: tidak harus "
        "besar, tetapi terbukti bermanfaat dan dapat ditiru daerah lain.",
        "Central Java's public-service innovation competition looks for innovations that solve people's problems: "
        "they need not be grand, but must be proved useful and be open to copying by others.",
    ),
    tracks=TRACKS,
    groups=(GENERAL, REPLICATION),
    categories=CATEGORIES,
    sections=(*SECTIONS, *REPLICATION_SECTIONS),
    requirements=REQUIREMENTS,
    checks=CHECKS,
    stages=STAGES,
    notes=NOTES,
)
