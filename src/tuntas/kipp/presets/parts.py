"""Pieces several presets share: the checklist, attachments, the replication questions, provincial tracks."""

from tuntas.kipp.presets.shape import CheckPlan, GroupPlan, Note, RequirementPlan, SectionPlan, TrackPlan
from tuntas.kipp.terms import EvidenceKind

TRACKS = (
    TrackPlan(
        "provinsi",
        ("Perangkat daerah, rumah sakit, dan BUMD provinsi", "Provincial agencies, hospitals and enterprises"),
        ("agency", "hospital", "enterprise", "other"),
        ("province",),
        20,
        10,
    ),
    TrackPlan(
        "kabupaten-kota",
        ("Kabupaten dan kota", "Regencies and cities"),
        ("agency", "hospital", "enterprise", "regency", "village", "other"),
        ("regency", "district", "village"),
        20,
        10,
    ),
)
ALL_KINDS = ("agency", "hospital", "enterprise", "regency", "village", "other")
NATIONAL_TRACKS = (TrackPlan("semua", ("Semua instansi", "All agencies"), ALL_KINDS, (), 99, 45),)
NATIONAL_TRACKS_2025 = (TrackPlan("semua", ("Semua instansi", "All agencies"), ALL_KINDS, (), 245, 28),)

GENERAL = GroupPlan(
    "umum",
    ("Umum", "General"),
    (
        "Inovasi yang belum pernah ikut, atau pernah ikut tetapi belum pernah mendapat penghargaan.",
        "Innovations that never took part, or took part without ever being awarded.",
    ),
    24,
    10,
)
REPLICATION = GroupPlan(
    "replikasi",
    ("Replikasi", "Replication"),
    (
        "Penyesuaian, sebagian atau seluruhnya, dari inovasi yang pernah mendapat penghargaan; belum pernah diberi "
        "penghargaan.",
        "An adaptation, in part or whole, of an innovation that was awarded; itself not awarded yet.",
    ),
    12,
    5,
)
SPECIAL = GroupPlan(
    "khusus",
    ("Khusus", "Special"),
    (
        "Inovasi yang pernah menjadi yang terbaik dan masih tumbuh; hanya atas undangan penyelenggara.",
        "Innovations that were among the best before and still grow; only by the organiser's invitation.",
    ),
    24,
    None,
    invited_only=True,
)

REPLICATION_SECTIONS = (
    SectionPlan(
        "inspirasi",
        ("Inspirasi", "Inspiration"),
        (
            "Inovasi mana yang ditiru, milik siapa, dan mengapa dipilih?",
            "Which innovation was copied, whose is it, and why that one?",
        ),
        100,
        "replikasi",
    ),
    SectionPlan(
        "proses-replikasi",
        ("Proses replikasi", "How it was replicated"),
        (
            "Ceritakan langkah menirunya, dari berkenalan sampai berjalan.",
            "Tell the steps, from getting to know it to running it.",
        ),
        200,
        "replikasi",
    ),
    SectionPlan(
        "faktor-pembeda",
        ("Faktor pembeda", "What differs"),
        (
            "Apa yang berbeda dari aslinya: daerah, kelompok sasaran, atau tingkat pemerintahan?",
            "What differs from the original: region, target group, or level of government?",
        ),
        100,
        "replikasi",
    ),
)

VIDEO = RequirementPlan(
    "video",
    ("Video inovasi", "Video of the innovation"),
    (
        "Tautan video paling lama 3 menit: perlihatkan layanan yang berjalan dan perubahannya.",
        "A link to a video of at most 3 minutes: show the service running and what changed.",
    ),
    EvidenceKind.VIDEO,
)
INITIATION = RequirementPlan(
    "surat-inisiatif",
    ("Keputusan atau surat pernyataan inisiatif", "Decree or statement of initiative"),
    (
        "Menyatakan siapa, perorangan atau tim, yang memulai inovasi ini.",
        "Says which person or team began this innovation.",
    ),
    EvidenceKind.PDF,
    1,
)
START = RequirementPlan(
    "bukti-mulai",
    ("Bukti mulai diterapkan", "Proof of the start of use"),
    (
        "Dokumen bertanggal yang menunjukkan kapan inovasi mulai dipakai; umur inovasi dihitung dari sini.",
        "A dated document that shows since when it is in use; its age is counted from here.",
    ),
    EvidenceKind.PDF,
    2,
)
WILLING = RequirementPlan(
    "kesediaan-replikasi",
    ("Surat pernyataan kesediaan direplikasi", "Statement of willingness to be replicated"),
    (
        "Menyatakan inovasi ini boleh ditiru dan timnya bersedia membantu.",
        "Says that others may copy it and that the team will help.",
    ),
    EvidenceKind.PDF,
    1,
)
STANDARDS = RequirementPlan(
    "standar-pelayanan",
    ("Standar pelayanan, maklumat, dan petugas pengaduan", "Service standard, charter and complaint officers"),
    (
        "Standar pelayanan, maklumat pelayanan, dan keputusan petugas pengaduan.",
        "The service standard, the service charter and the decree naming the complaint officers.",
    ),
    EvidenceKind.PDF,
    2,
    3,
    required=False,
)
PICTURES = RequirementPlan(
    "foto",
    ("Foto layanan", "Pictures of the service"),
    (
        "Foto layanan sebelum dan sesudah, bila ada. JPG atau PNG.",
        "Pictures of the service before and after, if there are any. JPG or PNG.",
    ),
    EvidenceKind.IMAGE,
    5,
    5,
    required=False,
)
EVALUATION = RequirementPlan(
    "laporan-evaluasi",
    ("Laporan evaluasi", "Evaluation report"),
    (
        "Evaluasi oleh unit sendiri (internal) atau oleh inspektorat, perguruan tinggi, dan pihak lain (eksternal).",
        "An evaluation by the unit itself (internal) or by the inspectorate, a university or others (external).",
    ),
    EvidenceKind.PDF,
    5,
    2,
    required=False,
)
REPLICA_STATEMENT = RequirementPlan(
    "pernyataan-replikasi",
    ("Surat pernyataan replikasi", "Statement of replication"),
    (
        "Surat bertanda tangan bahwa inovasi ini meniru inovasi lain.",
        "A signed letter saying that this innovation copies another.",
    ),
    EvidenceKind.PDF,
    1,
    group="replikasi",
)
REQUIREMENTS = (VIDEO, INITIATION, START, WILLING, REPLICA_STATEMENT, EVALUATION, STANDARDS, PICTURES)

CHECKS = (
    CheckPlan(
        "umur",
        ("Umur inovasi cukup", "The innovation is old enough"),
        (
            "Inovasi belum cukup lama diterapkan pada saat pendaftaran ditutup.",
            "The innovation had not been in use long enough when registration closed.",
        ),
    ),
    CheckPlan(
        "lengkap",
        ("Proposal lengkap", "The proposal is complete"),
        ("Ada bagian proposal yang belum diisi.", "A part of the proposal is empty."),
        repairable=True,
    ),
    CheckPlan(
        "isi",
        ("Isi bersungguh-sungguh", "The content is meant seriously"),
        (
            "Isi proposal tidak menjawab pertanyaan, atau hanya tulisan tanpa makna.",
            "The content does not answer the questions, or is text without meaning.",
        ),
    ),
    CheckPlan(
        "judul",
        ("Judul tidak ganda", "The title is not a duplicate"),
        (
            "Inovasi yang sama sudah diajukan dengan judul yang sama atau hampir sama.",
            "The same innovation was already entered under the same or nearly the same title.",
        ),
    ),
    CheckPlan(
        "kelompok",
        ("Memenuhi syarat kelompok", "Fits its group"),
        (
            "Inovasi tidak memenuhi syarat kelompok yang dipilih, misalnya sudah pernah mendapat penghargaan.",
            "The innovation does not meet its group's rule, for example it was awarded before.",
        ),
    ),
    CheckPlan(
        "lampiran",
        ("Lampiran dapat dibaca dan sesuai", "Attachments can be read and are the right ones"),
        (
            "Ada lampiran yang kurang, tidak dapat dibuka, atau tidak sesuai.",
            "An attachment is missing, cannot be opened or is not the right one.",
        ),
        repairable=True,
    ),
)
QUORUM = Note(
    "calendar.quorum",
    (
        "Kuorum penilaian proposal (2 lembar nilai) usulan kami; tidak ada sumber yang menyebutnya.",
        "The quorum of the proposal scoring (2 sheets) is our suggestion; no source names one.",
    ),
)
