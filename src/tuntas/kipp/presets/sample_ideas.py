"""Invented innovations for the sample edition. Every one is fiction and shown with the mark "contoh".

Twenty-four subjects, each told once; a sample proposal combines a subject with one of the forms and a regency.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Idea:
    """A subject: its word in a name, category, kind of office, what was wrong, what is done, what is counted."""

    word: str
    category: str
    office: str  # what the office is called, before its place
    kind: str
    problem: str
    way: str
    unit: str


FORMS = ("Pojok", "Sahabat", "Rumah", "Gerakan", "Mobil", "Klinik", "Jemput", "Layanan")

IDEAS = (
    Idea("Gizi", "kesehatan", "Dinas Kesehatan", "agency",
         "balita kurang gizi baru diketahui saat sudah sakit",
         "kader menimbang di rumah dan mengirim hasilnya ke puskesmas pada hari yang sama", "balita dipantau"),
    Idea("Lansia", "kesehatan", "Dinas Kesehatan", "agency",
         "lansia dengan penyakit menahun jarang datang berobat",
         "perawat dan kader berkunjung terjadwal membawa obat dan catatan kesehatan", "lansia dikunjungi"),
    Idea("Antrean", "kesehatan", "RSUD", "hospital",
         "pasien menunggu berjam-jam tanpa tahu gilirannya",
         "nomor antrean dan perkiraan waktu dikirim ke telepon pasien", "pasien dilayani"),
    Idea("Jiwa", "kesehatan", "RSUD", "hospital",
         "pasien gangguan jiwa putus obat setelah pulang",
         "tim pendamping menelepon dan berkunjung sampai keluarga mampu merawat", "pasien didampingi"),
    Idea("Akta", "tata-kelola", "Dinas Kependudukan dan Pencatatan Sipil", "agency",
         "keluarga menunda mengurus akta karena jarak dan biaya jalan",
         "petugas desa membantu berkas dan dokumen diantar sampai rumah", "akta terbit"),
    Idea("Adminduk", "tata-kelola", "Dinas Kependudukan dan Pencatatan Sipil", "agency",
         "penyandang disabilitas kesulitan datang untuk perekaman",
         "perekaman dilakukan di rumah dengan jadwal yang disepakati", "warga direkam"),
    Idea("Izin", "tata-kelola", "Dinas Penanaman Modal", "agency",
         "pelaku usaha kecil bolak-balik melengkapi syarat izin",
         "pendamping memeriksa syarat sekali di awal dan mengawal sampai terbit", "izin terbit"),
    Idea("Aduan", "tata-kelola", "Dinas Komunikasi dan Informatika", "agency",
         "aduan warga tidak jelas siapa yang menjawab",
         "setiap aduan mendapat penanggung jawab, tenggat, dan kabar akhir", "aduan tuntas"),
    Idea("Arsip", "tata-kelola", "Dinas Kearsipan", "agency",
         "arsip desa rusak dan sulit dicari saat ada sengketa",
         "arsip dipindai bersama perangkat desa dan dapat ditemukan lewat indeks", "arsip terselamatkan"),
    Idea("Sekolah", "pendidikan", "Dinas Pendidikan", "agency",
         "anak putus sekolah tidak tercatat di data mana pun",
         "relawan mendata, sekolah memastikan, pendamping menemani sampai anak betah", "anak kembali"),
    Idea("Baca", "pendidikan", "Dinas Perpustakaan", "agency",
         "anak desa tidak punya bahan bacaan di dekat rumah",
         "kotak buku bergilir dititipkan di warung dan pos ronda", "pembaca baru"),
    Idea("Inklusi", "pendidikan", "Dinas Pendidikan", "agency",
         "guru belum siap mengajar anak berkebutuhan khusus",
         "guru kunjung mendampingi kelas dan menyusun rencana belajar bersama orang tua", "anak didampingi"),
    Idea("Panen", "pangan", "Dinas Pertanian", "agency",
         "petani menjual saat harga jatuh karena tidak punya gudang",
         "lumbung bersama menyimpan hasil dan menjual bertahap", "ton tersimpan"),
    Idea("Ternak", "pangan", "Dinas Peternakan", "agency",
         "ternak sakit terlambat ditangani",
         "petugas dan kader ternak berbagi laporan harian dan berkunjung dalam satu hari", "ternak tertolong"),
    Idea("Ikan", "pangan", "Dinas Perikanan", "agency",
         "pembudidaya rugi karena mutu air tidak terpantau",
         "alat ukur sederhana dipakai bergiliran dan hasilnya dibahas tiap pekan", "kolam terpantau"),
    Idea("Kerja", "pekerjaan", "Dinas Tenaga Kerja", "agency",
         "lulusan menganggur sementara industri kekurangan tenaga",
         "pelatihan disusun dari kebutuhan pabrik dan berakhir dengan magang", "orang bekerja"),
    Idea("Lapak", "pekerjaan", "Dinas Koperasi dan UMKM", "agency",
         "usaha kecil dilatih membuat barang tetapi tidak punya pembeli",
         "pembeli dicari lebih dahulu, lalu barang dibuat sesuai pesanan", "usaha mendapat pembeli"),
    Idea("Rumah Layak", "kemiskinan", "Dinas Perumahan", "agency",
         "bantuan rumah tidak sampai kepada yang paling miskin",
         "data diperiksa bersama warga dan perbaikan dikerjakan gotong royong", "rumah diperbaiki"),
    Idea("Sembako", "kemiskinan", "Dinas Sosial", "agency",
         "keluarga miskin baru tidak terdata",
         "RT mengusulkan lewat formulir singkat dan hasilnya dikabarkan kembali", "keluarga terbantu"),
    Idea("Perempuan", "gender", "Dinas Pemberdayaan Perempuan", "agency",
         "korban kekerasan tidak tahu harus ke mana",
         "satu pintu menerima laporan, mendampingi, dan memastikan kasus selesai", "kasus didampingi"),
    Idea("Selapanan", "pemberdayaan", "Dinas Pemberdayaan Masyarakat dan Desa", "agency",
         "suara perempuan jarang sampai ke musyawarah desa",
         "kelompok bertemu tiap 35 hari dan membawa usulan tertulis ke desa", "usulan diterima"),
    Idea("Sampah", "lingkungan", "Dinas Lingkungan Hidup", "agency",
         "sampah rumah tangga berakhir di sungai",
         "bank sampah menjemput terjadwal dan mencatat tabungan warga", "ton terkelola"),
    Idea("Air", "lingkungan", "Perumda Air Minum", "enterprise",
         "kebocoran pipa lama diketahui setelah warga mengeluh",
         "sensor tekanan dan laporan warga dipetakan lalu diperbaiki dalam satu hari", "sambungan lancar"),
    Idea("Hukum", "hukum", "Bagian Hukum Sekretariat Daerah", "agency",
         "warga desa tidak mengerti hak dan jalur bantuan hukum",
         "paralegal desa memberi nasihat awal dan merujuk bila perlu", "perkara dibantu"),
)  # fmt: skip
