"""What a sample proposal says. Invented sentences from an invented subject; figures drawn from a seeded lot."""

from random import Random

from tuntas.kipp.presets.sample_ideas import Idea


def answers(idea: Idea, name: str, where: str, lot: Random) -> dict[str, str]:
    """Texts by section key for the form of 2021."""
    before, after = lot.randint(40, 400), lot.randint(500, 3200)
    cost, villages, copies = lot.randint(15, 180), lot.randint(8, 60), lot.randint(0, 4)
    days_before, days_after = lot.randint(10, 30), lot.randint(1, 5)
    copied = (
        f"Sudah ditiru {copies} daerah lain dengan pendampingan." if copies else "Belum ditiru, tetapi panduannya siap."
    )
    return {
        "ringkasan": f"{name} menjawab masalah di {where}: {idea.problem}. Caranya: {idea.way}. "
        f"Dalam setahun {after} {idea.unit}, dari semula {before}.",
        "tujuan": f"Di {where}, {idea.problem}. Yang paling dirugikan adalah warga miskin, perempuan, dan penyandang "
        f"disabilitas di desa yang jauh dari pusat kota. Tujuannya: dalam dua tahun, {after} {idea.unit} dan waktu "
        f"layanan turun dari {days_before} menjadi {days_after} hari.",
        "keselarasan": "Sejalan dengan tujuan pembangunan berkelanjutan dan rencana pembangunan daerah, terutama agar "
        "tidak seorang pun tertinggal.",
        "signifikansi": f"Sebelum ada {name}: {before} {idea.unit} dalam setahun, rata-rata {days_before} hari. "
        f"Sesudahnya: {after} {idea.unit}, rata-rata {days_after} hari, di {villages} desa. Diukur dari catatan "
        "layanan setiap bulan dan dibandingkan dengan tahun sebelum mulai.",
        "inovatif": f"Yang baru: {idea.way}. Sebelumnya warga yang harus datang, melengkapi, dan menunggu tanpa kabar.",
        "transferabilitas": f"Masalah yang sama ada di kabupaten lain. {copied} Syaratnya ringan: satu koordinator, "
        "formulir yang sama, dan pertemuan bulanan.",
        "sumber-daya": f"Anggaran setahun Rp {cost}.000.000 dari APBD, {lot.randint(2, 9)} petugas, dan kader di desa. "
        "Peralatan memakai yang sudah ada.",
        "keberlanjutan": "Diatur dengan keputusan kepala daerah, masuk rencana kerja tahunan, dan kader diganti "
        "bertahap agar pengetahuan tidak hilang.",
        "evaluasi": "Evaluasi dalam dilakukan tiap semester; evaluasi luar oleh inspektorat. Tindak lanjutnya: "
        "formulir dipersingkat dan jam layanan ditambah.",
        "pemangku-kepentingan": f"{idea.office}, pemerintah desa, kader, puskesmas atau sekolah setempat, "
        "dan warga penerima layanan.",
        "faktor-penentu": "Pimpinan hadir dalam rapat bulanan, data dipakai bersama, dan setiap warga dikabari "
        "hasil akhirnya.",
    }


def real_answers(summary: str, problem: str, result: str, sources: list[str]) -> dict[str, str]:
    """For a real innovation: public facts only, with where they come from. Sections nothing is known of stay empty."""
    told = ", ".join(sources[:4])
    said = {
        "ringkasan": f"{summary}\n\n(Disarikan dari laporan publik: {told}.)" if summary else "",
        "tujuan": problem,
        "signifikansi": result,
    }
    return {key: text for key, text in said.items() if text}
