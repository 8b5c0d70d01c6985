# ruff: noqa: E501
"""Turns the performance tables of LKj Sekretariat KPU Provinsi NTT 2020 (seed 001) into sekretariat-ntt-2020.xlsx."""

from typing import Final

from openpyxl import Workbook

from workbooks.bangun import sekretariat_bagian as bagian
from workbooks.bangun import sekretariat_pendukung as pendukung
from workbooks.bangun.tata import Gaya, buku_baru, kertas

# l.402-434 and 1339-1348, 8 indicators
PK: Final = """
1. | Meningkatnya kapasitas SDM yang berkompeten | Persentase kesesuaian kompetensi pegawai terhadap standar kompetensi penugasannya | 100%
2. | Terwujudnya dukungan sarana dan prasarana guna meningkatkan kelancaran tugas KPU Provinsi Nusa Tenggara Timur | Persentase tersedianya sarana dan prasarana untuk memenuhi kebutuhan kerja pegawai yang berfungsi dengan baik | 100%
3. | Meningkatnya akuntabilitas keuangan dan kinerja KPU Provinsi Nusa Tenggara Timur | Nilai Evaluasi atas akuntabilitas kinerja KPU Provinsi Nusa Tenggara Timur | B
 |  | Persentase kualitas laporan keuangan yang tepat waktu dan sesuai dengan SAP | 100%
 |  | Nilai Evaluasi atas pelaksanaan reformasi birokrasi KPU Provinsi Nusa Tenggara Timur | 77
4. | Terwujudnya data pemilih secara berkelanjutan | Persentase KPU Kabupaten/ Kota yang memutakhirkan data pemilih tepat waktu | 100%
5. | Terlaksanaya penetapan Keputusan KPU Provinsi Nusa Tenggara Timur sesuai dengan ketentuan peraturan perundang-undangan, serta pendokumentasian informasi hukum, dan penyuluhannya | Persentase Keputusan KPU Provinsi Nusa Tenggara Timur yang disusun dan diharmonisasi dengan tepat waktu sesuai dengan Kerangka Regulasi KPU | 100%
6. | Terwujudnya tahapan Pemilu/ Pemilihan sesuai jadwal | Persentase KPU Provinsi/KPU Kabupaten/Kota yang menyelenggarakan Pemilu/ Pemilihan sesuai dengan jadwal | 100%
"""
# l.531-559; the header stands again on the second page
CAPAIAN: Final = """
1. | Persentase kesesuaian kompetensi pegawai terhadap standar kompetensi penugasannya | 100% | 73,03% | 73,03%
2. | Persentase tersedianya sarana dan prasarana untuk memenuhi kebutuhan kerja pegawai yang berfungsi dengan baik | 100% | 91,20% | '91,20%
3. | Nilai Evaluasi atas akuntabilitas kinerja KPU Provinsi Nusa Tenggara Timur | B | _ | 0%
 | Persentase kualitas laporan keuangan yang tepat waktu dan sesuai dengan SAP | 100% | 100% | 100%
 | Nilai Evaluasi atas pelaksanaan reformasi birokrasi KPU Provinsi Nusa Tenggara Timur | 77 | 79 | 102,60%
4. | Persentase KPU Kabupaten/ Kota yang memutakhirkan data pemilih tepat waktu | 100% | 100% | 100%
5. | Persentase Keputusan KPU Provinsi Nusa Tenggara Timur yang disusun dan diharmonisasi dengan tepat waktu sesuai dengan Kerangka Regulasi KPU | 100% | 100% | 100%
===
6. | Persentase KPU Provinsi / KPU Kabupaten/Kota yang menyelenggarakan Pemilu / Pemilihan sesuai dengan jadwal | 100% | 100% | 100%
"""
# l.593-827: heading of the sasaran and its rows
PER_SASARAN: Final = {
    "Sasaran Strategis 1 : Meningkatnya kapasitas SDM yang berkompeten": """
1. | Persentase kesesuaian kompetensi pegawai terhadap standar kompetensi penugasannya | 100% | 73,03% | 73,03%
""",
    "Sasaran Strategis 2 : Terwujudnya dukungan sarana dan prasarana guna meningkatkan kelancaran tugas KPU Provinsi Nusa Tenggara Timur": """
1. | Persentase tersedianya sarana dan prasarana untuk memenuhi kebutuhan kerja pegawai yang berfungsi dengan baik | 100% | 91,20% | 91,20%
""",
    "Sasaran Strategis 3 : Meningkatnya akuntabilitas keuangan dan kinerja KPU Provinsi Nusa Tenggara Timur": """
1. | Nilai Evaluasi atas akuntabilitas kinerja KPU Provinsi Nusa Tenggara Timur | B | - | 0%
2. | Persentase kualitas laporan keuangan yang tepat waktu dan sesuai dengan SAP | 100% | 100% | 100%
3. | Nilai Evaluasi atas pelaksanaan reformasi birokrasi KPU Provinsi Nusa Tenggara Timur | 77 | 79 | 102,60%
""",
    "Sasaran Strategis 4 : Terwujudnya data pemilih secara berkelanjutan": """
1. | Persentase KPU Kabupaten/ Kota yang memutakhirkan data pemilih tepat waktu | 100% | 100% | 100%
""",
    "Sasaran Strategis 5 : Terlaksananya penetapan Keputusan KPU Provinsi Nusa Tenggara Timur sesuai dengan ketentuan peraturan perundang-undangan, serta pendokumentasian informasi hukum, dan penyuluhannya": """
1. | Persentase Keputusan KPU Provinsi Nusa Tenggara Timur yang disusun dan diharmonisasi dengan tepat waktu sesuai dengan Kerangka Regulasi KPU | 100% | 100% | 100%
""",
    "Sasaran Strategis 6 : Terwujudnya Tahapan Pemilu/Pemilihan sesuai Jadwal": """
1. | Persentase KPU Provinsi/KPU Kabupaten/Kota yang menyelenggarakan Pemilu/ Pemilihan sesuai dengan jadwal | 100% | 100% | 100%
""",
}
# l.1439-1448
PENGUKURAN: Final = """
1. | Meningkatnya kapasitas SDM yang berkompeten | Persentase kesesuaian kompetensi pegawai terhadap standar kompetensi penugasannya | 100% | 73,03% | 73,03%
2. | Terwujudnya dukungan sarana dan prasarana guna meningkatkan kelancaran tugas KPU Provinsi Nusa Tenggara Timur | Persentase tersedianya sarana dan prasarana untuk memenuhi kebutuhan kerja pegawai yang berfungsi dengan baik | 100% | 91,20% | 91,20%
3. | Meningkatnya akuntabilitas keuangan dan kinerja KPU Provinsi Nusa Tenggara Timur | Nilai Evaluasi atas akuntabilitas kinerja KPU Provinsi Nusa Tenggara Timur | B | - | 0%
 |  | Persentase kualitas laporan keuangan yang tepat waktu dan sesuai dengan SAP | 100% | 100% | 100%
 |  | Nilai Evaluasi atas pelaksanaan reformasi birokrasi KPU Provinsi Nusa Tenggara Timur | 77 | 79 | 102,60%
4. | Terwujudnya data pemilih secara berkelanjutan | Persentase KPU Kabupaten/ Kota yang memutakhirkan data pemilih tepat waktu | 100% | 100% | 100%
5. | Terlaksanaya penetapan Keputusan KPU Provinsi Nusa Tenggara Timur sesuai dengan ketentuan peraturan perundang-undangan, serta pendokumentasian informasi hukum, dan penyuluhannya | Persentase Keputusan KPU Provinsi Nusa Tenggara Timur yang disusun dan diharmonisasi dengan tepat waktu sesuai dengan Kerangka Regulasi KPU | 100% | 100% | 100%
6. | Terwujudnya tahapan Pemilu/ Pemilihan sesuai jadwal | Persentase KPU Provinsi/KPU Kabupaten/Kota yang menyelenggarakan Pemilu/ Pemilihan sesuai dengan jadwal | 100% | 100% | 100%
"""
# III.C, l.839-1083: program, then each kegiatan with its rows; "9." stands twice in kegiatan 5
PROGRAM_A: Final = "Program Dukungan Manajemen dan Pelaksanaan Tugas Teknis Lainnya Kpu"
PROGRAM_B: Final = "Program Penguatan Kelembagaan Demokrasi dan Perbaikan Proses Politik"
KEGIATAN: Final = {
    "1. Pelaksanaan akuntabilitas pengelolaan administrasi keuangan di lingkungan Setjen KPU": """
1. | Persentase Pejabat Perbendaharaan yang menyelesaikan pertanggung jawaban penggunaan anggaran sesuai ketentuan | 100% | 100% | 100%
2. | Jumlah laporan sistem akuntansi dan pelaporan keuangan | #1 Lap | #1 Lap | 100%
3. | Persentase KPU Provinsi dan KPU/KIP Kabupaten/kota yang menyampaikan laporan Pertanggungjawaban Penggunaan Anggaran Berbasis SIMONIKA yang Tepat Waktu dan Valid | 100% | 100% | 100%
4. | Jumlah laporan pengelolaan keuangan, perbendaharaan dan pertanggungjawaban tahapan pemilu yang tepat waktu dan valid | 1 Lap | 1 Lap | 100%
5. | Persentase pembayaran gaji dan tunjangan yang tepat waktu | 100% | 100% | 100%
""",
    "2. Pengelolaan Data, Dokumentasi, Pengadaan, Pendistribusian, Pemeliharaan dan Inventarisasi Logistik Pemilu": """
1. | Persentase Satker yang menyelenggarakan Pemilu/Pemilihan tanpa ada permasalahan anggaran dalam pemenuhan kebutuhan logistik | 100% | 100% | 100%
2. | Persentase satker yang melaksanakan pengadaan logistik keperluan Pemilihan dengan tanpa kasus terhadap proses pengadaan yang mengakibatkan kerugian negara atau pemborosan uang negara | 100% | 100% | 100%
3. | Persentase Satker yang mendistribusikan logistik Pemilu/Pemilihan tepat jenis, jumlah dan waktu | 100% | 100% | 100%
4. | Persentase satker yang menginventarisasi dan memelihara logistik Pemilu/Pemilihan sebelum pelaksanaan pemungutan suara dalam Pemilu/Pemilihan | 100% | 100% | 100%
""",
    "3. Pelaksanaan Manajemen Perencanaan dan Data": """
1. | Jumlah revisi yang dilakukan terhadap rencana kerja yang telah ditetapkan | #8 kali | #13 kali | 37,50%
2. | Persentase laporan monitoring dan evaluasi yang akuntabel dan tepat waktu | 75% | 100% | 133,33%
3. | Persentase target kinerja KPU Provinsi tercapai sesuai dengan perjanjian kinerja | 90% | 73,68% | 81,87%
4. | Persentase KPU Kabupaten/Kota yang melaksanakan Pemilu/Pemilihan yang memutakhirkan data pemilih melalui Coklit dan Sistem Informasi | 100% | 100% | 100%
5. | Persentase sarana dan prasarana teknologi informasi untuk sistem informasi KPU yang berfungsi dengan baik | 100% | 100% | 100%
6. | Persentase Aplikasi KPU yang diterapkan secara terintegrasi | 100% | 100% | 100%
""",
    "4. Pembinaan SDM, Pelayanan dan Administrasi Kepegawaian": """
1. | Persentase pegawai yang mendapat layanan administrasi kepegawaian tepat waktu | 100% | 100% | 100%
2. | Persentase pengenaan disiplin atas pelanggaran disiplin pegawai | 90% | 0% | 0%
3. | Persentase pegawai yang telah mengikuti Pendidikan dan pelatihan dalam rangka peningkatan kompetensi SDM | 100% | '45,45% | 45,45%
4. | Jumlah PNS KPU yang lulus seleksi S2 Tata Kelola Kepemiluan | 2 orang | 0 | 0%
5. | Persentase pegawai yang terseleksi secara transparan dan akuntabel | 100% | 100% | 100%
6. | Persentase Anggota KPU Provinsi, Anggota KPU Kabupaten/Kota yang pelaksanaan penggantian antar waktunya sesuai Peraturan Perundang-undangan yang berlaku | 100% | 100% | 100%
7. | Persentase pegawai yang tercatat dalam database kepegawaian secara akurat | 100% | 100% | 100%
8. | Jumlah badan adhok yang dipersiapkan dan dibentuk | #9 satker | #9 satker | 100%
""",
    "5. Penyelenggaraan Operasional dan Pemeliharaan Perkantoran (KPU)": """
1. | Persentase KPU Kabupaten/Kota yang patuh dan tertib dalam pengelolaan Barang Milik Negara yang material | 98% | '100% | 102%
2. | Jumlah Laporan Barang Milik Negara Berdasarkan SIMAK BMN yang Datanya Sesuai dengan Data SAK | 2 Lap | 2 Lap | 100%
3. | Persentase KPU Provinsi yang melakukan tata kelola persuratan sesuai kaidah persuratan yang berlaku | 100% | 100% | 100%
4. | Persentase KPU Provinsi yang Mengelola Arsip Inaktif Sesuai Aturan Kearsipan | 88% | 100% | 113,64%
===
5. | Persentase sarana transportasi untuk mendukung kinerja pegawai yang berfungsi dengan baik | 100% | 100% | 100%
6. | Persentase fasilitas perkantoran untuk mendukung kinerja pegawai yang berfungsi dengan baik | 100% | 91,20% | 91,20%
7. | Persentase Gedung dan Gudang KPU Provinsi dan KPU Kabupaten/Kota yang berfungsi dengan baik | 100% | 100% | 100%
8. | Persentase ruangan rapat yang digunakan tidak ada yang bersamaan dalam waktu dan tempat | 100% | 100% | 100%
9. | Persentase Hasil Rapat Pleno yang ditindaklanjuti paling lambat 4 (empat) hari kerja | 100% | 100% | 100%
9. | Persentase ganguan keamanan dalam lingkungan KPU Provinsi yang dapat ditanggulangi | 100% | 100% | 100%
""",
    "6. Pemeriksaan di lingkungan Setjen KPU, Sekretariat KPU Provinsi, dan Sekretariat KPU Kabupaten/Kota": """
1. | Persentase penurunan nilai temuan hasil pemeriksaan internal dan eksternal terhadap realisasi anggaran | 30% | 30% | 100%
2. | Persentase penyelesaian rekomendasi BPK, BPKP dan APIP yang ditindaklanjuti | 70% | 62,82% | 89,74%
3. | Persentase KPU Provinsi dan KPU Kabupaten/ Kota yang mendapatkan nilai akuntabilitas kinerja minimal B | 60% | - | 0%
4. | Opini BPK atas laporan keuangan KPU | WTP | WDP | 75%
5. | Nilai maturitas SPIP dan kapabilitas APIP | 3 | 3 | 100%
""",
    "1. Penyiapan penyusunan Rancangan Peraturan KPU, Advokasi, Penyelesaian Sengketa dan Penyuluhan Peraturan Perundang-undangan yang berkaitan dengan penyelenggaraan Pemilu": """
1. | Persentase rancangan Keputusan KPU Provinsi yang disusun dan diharmonisasi tepat waktu sesuai dengan kerangka regulasi KPU | 100% | 100% | 100%
2. | Persentase sengketa hukum yang dimenangkan KPU | 88% | 0% | 0%
3. | Persentase pemangku kepentingan yang menerima bimbingan/pelayanan penyusunan laporan dana kampanye, audit dana kampanye, pendaftaran Partai Politik dan Anggota DPD sesuai dengan Tahapan Pemilu/Pemilihan | 100% | 100% | 100%
4. | Persentase produk hukum yang dikelola dan didokumentasikan sesuai peraturan perundang-undangan | 95% | 100% | 105,26%
5. | Persentase informasi produk hukum yang disajikan secara cepat, tepat, dan akurat sesuai dengan SOP | 92% | 100% | 108,70%
""",
    "2. Fasilitasi Pelaksanaan Tahapan Pemilu Legislatif, Pemilu Presiden dan Wakil Presiden, Pemilukada, Publikasi dan Sosialisasi serta Partisipasi Masyarakat dan PAW": """
1. | Persentase proses PAW anggota DPRD Provinsi dapat diselesaikan dalam waktu 5 hari kerja | 100% | 100% | 100%
2. | Persentase KPU Kabupaten/Kota yang menyelenggarakan tahapan pecalonan, kampanye, dan pemungutan suara sesuai jadwal | 100% | 100% | 100%
3. | Persentase permohonan informasi yang ditindaklanjuti melalui PPID sesuai dengan SOP | 100% | 100% | 100%
4. | Persentase informasi dan publikasi tahapan Pemilu/Pemilihan yang dimuat di 10 media massa lokal | 100% | 100% | 100%
5. | Persentase informasi dan publikasi tahapan Pemilu/Pemilihan yang ditampilkan di media publikasi KPU paling lambat 1 hari kerja | 100% | 100% | 100%
6. | Jumlah KPU Provinsi/Kabupaten/Kota yang telah membentuk Pusat Pendidikan Pemilih | 22 Kab/ Kota | 22 Kab/Kota | 100%
7. | Terlaksananya Pendidikan pemilih kepada Pemilih Pemula, | 9 Keg | 10 Keg | 111,11%
""",
}
# l.1254-1294, 36 rows in four levels
ANGGARAN: Final = """
!076.01 .01 | PROGRAM DUKUNGAN MANAJEMEN DAN PELAKSANAAN TUGAS TEKNIS LAINNYA KPU | 6.971.690.000 | 6.869.954.007 | 101.735.993 | 98,54%
!3355 | Pelaksanaan Akuntabilitas Pengelolaan Administrasi Keuangan di Lingkungan Setjen KPU | 4.839.734.000 | 4.806.110.477 | 33.623.523 | 99,31%
002 | Layanan Pembinaan Perbendaharaan KPU | 26.935.000 | 25.829.300 | 1.105.700 | 95,89%
003 | Laporan Sistem Akuntansi dan Pelaporan Keuangan Pemilu | 96.328.000 | 95.235.400 | '1.092.600 | 98,87%
007 | Laporan Pertanggungjawaban Penggunaan Anggaran (LPPA) | 45.824.000 | 45.207.400 | 616.600 | 98,65%
800 | Pengelolaan Hibah Pemilihan | 59.347.000 | 56.262.030 | 3.084.970 | 94,80%
994 | Layanan Perkantoran | 4.611.300.000 | 4.583.576.347 | 27.723.653 | 99,40%
!3356 | Pengelolaan Data, Dokumentasi, Pengadaan, Pendistribusian, dan Inventarisasi Sarana dan Prasarana Pemilu | 128.582.000 | 81.082.550 | 47.499.450 | 63,06%
800 | Data Kebutuhan dan anggaran logistik pemilu/pemilihan | 50.718.000 | 48.622.750 | 2.095.250 | 95,87%
009 | Layanan pengadaan logistik Pemilu | 77.864.000 | 32.459.800 | '45.404.200 | 41,69%
!3357 | Pelaksanaan Manajemen Perencanaan dan Data | 968.504.000 | 962.276.350 | 6.227.650 | 99,36%
001 | Dokumen Perencanaan Anggaran | 390.464.000 | 385.465.150 | 4.998.850 | 98,72%
004 | Laporan pelaksanaan kegiatan dan Analisis Capaian Kinerja | 448.460.000 | 447.266.000 | 1.194.000 | 99,73%
010 | Dokumen Pemutakhiran Data Pemilih | 129.580.000 | 129.545.200 | 34.800 | 99,97%
!3358 | Pembinaan Sumber Daya Manusia, Pelayanan dan Administrasi Kepegawaian | 156.117.000 | 152.508.362 | 3.608.638 | 97,69%
===
001 | Penataan organisasi, pembinaan, dan pengelolaan SDM | 81.225.000 | 78.980.362 | 2.244.638 | 97,24%
004 | Layanan pengadaan pegawai baru | 68.543.000 | 67.308.000 | 1.235.000 | 98,20%
006 | Dokumen kepegawaian | 6.349.000 | 6.220.000 | 129.000 | '97,97%
!3360 | Penyelenggaraan Operasional dan Pemeliharaan Perkantoran (KPU) | 828.259.000 | 822.837.168 | 5.421.832 | 99,35%
010 | Pengelolaan Barang Milik Negara | 8.200.000 | 7.929.600 | '270.400 | 96,70%
994 | Layanan Perkantoran | 820.059.000 | 814.907.568 | 5.151.432 | 99,37%
!3361 | Pemeriksaan di Lingkungan Setjen KPU, Sekretariat KPU Provinsi, dan Sekretariat KPU Kabupaten/Kota | 50.494.000 | 45.139.100 | 5.354.900 | 89,39%
005 | Laporan Hasil Reviu Laporan Keuangan | 50.494.000 | 45.139.100 | 5.354.900 | 89,39%
!076.01. 06 | PROGRAM PENGUATAN KELEMBAGAAN DEMOKRASI DAN PERBAIKAN PROSES POLITIK | 1.135.446.000 | 1.107.443.598 | 28.002.402 | 97,53%
!3363 | Penyiapan Penyusunan Rancangan Peraturan Kpu, Advokasi, Penyelesaian Sengketa dan Penyuluhan Peraturan Perundang-Undangan yang Berkaitan Dengan Penyelenggaraan Pemilu | 233.313.000 | 230.322.361 | 2.990.639 | 98,72%
002 | Rancangan peraturan perundang-undangan | 14.442.000 | 14.330.000 | 112.000 | 99,22%
011 | Layanan Administrasi kepemiluan | 69.829.000 | 68.746.900 | 1.082.100 | 98,45%
012 | Dokumentasi dan Informasi Produk Hukum | 149.042.000 | 147.245.461 | 1.796.539 | 98,79%
!3364 | Fasilitasi Pelaksanaan Tahapan Pemilu Legislatif, Pemilu Presiden dan Wakil Presiden, Pemilukada, Publikasi dan Sosialisasi serta partisipasi Masyarakat dan PAW | 902.133.000 | 877.121.237 | 25.011.763 | 97,23%
002 | Sosialisasi Pilkada Serentak 2020 | 68.166.000 | 66.680.250 | 1.485.750 | 97,82%
004 | Pengelolaan PAW Anggota DPR, DPD, DPRD Provinsi, dan DPRD Kabupaten/Kota | 93.779.000 | 92.842.000 | 937.000 | 99,00%
005 | Publikasi Informasi | 18.712.000 | '14.431.250 | 4.280.750 | 77,12%
007 | Pendidikan Pemilih Kepada Daerah Partisipasi Rendah, Daerah Potensi Pelanggaran Pemilu Tinggi, dan Daerah Rawan Konflik/bencana | 108.000.000 | 103.212.500 | 4.787.500 | 95,57%
031 | Supervisi dan Monitoring Pemilu dan Pemilukada | 191.800.000 | 189.627.350 | 2.172.650 | 98,87%
034 | Tahapan Pemilihan | 421.676.000 | 410.327.887 | 11.348.113 | 97,31%
! | TOTAL | 8.107.136.000 | 7.977.397.605 | 129.738.395 | 98,40%
"""
TANDA_TANGAN: Final = """Kupang, 01 Maret 2021
Plt. SEKRETARIS.



(nama pejabat)"""

_GAYA: Final = Gaya(huruf="Arial", ukuran=10)
_BAGIAN: Final = "No. | Program/Kegiatan | Sasaran Kegiatan | Indikator Kinerja Kegiatan | Target"
_SEKRETARIAT: Final = "Sekretariat Komisi Pemilihan Umum Provinsi Nusa Tenggara Timur"


def buat() -> Workbook:
    """The eleven sheets: PK, capaian on every level, anggaran, then the supporting counts."""
    buku = buku_baru(
        "Sekretariat KPU Provinsi NTT", "Laporan Kinerja Sekretariat KPU Provinsi NTT Tahun 2020"
    )
    for lembar in (_pk_sekretaris, _pk_bagian, _capaian, _per_sasaran, _pengukuran, _capaian_bagian):
        lembar(buku)
    _kegiatan(buku)
    _anggaran(buku)
    pendukung.tambah(buku, _GAYA)
    return buku


def _pk_sekretaris(buku: Workbook) -> None:
    k = kertas(buku, "PK Sekretaris", (6, 48, 56, 12), _GAYA)
    k.judul(f"Perjanjian Kinerja Tahun 2020\n{_SEKRETARIAT}", 4)
    k.kosong()
    kepala = "No. | Sasaran Strategis | Indikator Kinerja | Target\n(1) | (2) | (3) | (4)"
    k.tabel(kepala, PK, "nttp", gabung=(0, 1))
    k.kosong()
    k.tanda_tangan(TANDA_TANGAN, kolom=3)


def _pk_bagian(buku: Workbook) -> None:
    k = kertas(buku, "PK Bagian", (6, 34, 40, 56, 12), _GAYA)
    k.judul("PERJANJIAN KINERJA TAHUN 2020\nSEKRETARIAT KPU PROVINSI NUSA TENGGARA TIMUR", 5)
    k.kosong()
    isi = {
        "BAGIAN KEUANGAN, UMUM & LOGISTIK": bagian.PK_KEUANGAN,
        "BAGIAN PROGRAM, DATA, ORGANISASI & SDM": bagian.PK_PROGRAM,
        "BAGIAN HUKUM, TEKNIS DAN HUPMAS": bagian.PK_HUKUM,
    }
    for judul, baris in isi.items():
        k.kosong()
        k.teks(judul, 5, tebal=True)
        k.tabel(_BAGIAN, baris, "ntttp", gabung=(0, 1, 2))
        k.kosong()


def _capaian(buku: Workbook) -> None:
    k = kertas(buku, "Capaian Sekretaris", (6, 66, 13, 13, 13), _GAYA)
    k.judul("CAPAIAN KINERJA TAHUN 2020", 5)
    k.kosong(2)
    kepala = "No. | Indikator Kinerja | Target | Realisasi | Capaian\n(1) | (2) | (3) | (4) | (5)"
    k.tabel(kepala, CAPAIAN, "ntppp", gabung=(0,))
    k.kosong(2)
    k.tanda_tangan(TANDA_TANGAN, kolom=3, lebar=3)


def _per_sasaran(buku: Workbook) -> None:
    k = kertas(buku, "Capaian per sasaran", (6, 66, 13, 13, 13), _GAYA)
    k.judul("ANALISIS CAPAIAN KINERJA", 5)
    kepala = "No | Indikator Kinerja | Kinerja | << | <<\n^^ | ^^ | Target | Realisasi | % Capaian"
    for judul, baris in PER_SASARAN.items():
        k.kosong(2)
        k.teks(judul, 5, tebal=True)
        k.tabel(kepala, baris, "ntppp")


def _pengukuran(buku: Workbook) -> None:
    k = kertas(buku, "Pengukuran Sekretaris", (6, 44, 52, 11, 11, 11), _GAYA)
    k.judul(f"PENGUKURAN KINERJA TAHUN 2020\n{_SEKRETARIAT}", 6)
    k.kosong()
    kepala = (
        "No. | Sasaran Strategis | Indikator Kinerja | Target | Realiasi | % Capaian\n(1) | (2) | (3) | (4)"
    )
    k.tabel(kepala, PENGUKURAN, "nttppp", gabung=(0, 1))


def _capaian_bagian(buku: Workbook) -> None:
    k = kertas(buku, "Capaian Bagian", (6, 30, 36, 50, 11, 12, 12), _GAYA)
    k.judul("PENGUKURAN KINERJA TAHUN 2020", 7)
    isi = {
        "BAGIAN KEUANGAN, UMUM & LOGISTIK": bagian.CAPAIAN_KEUANGAN,
        "BAGIAN PROGRAM, DATA & ORGANISASI": bagian.CAPAIAN_PROGRAM,
        "BAGIAN HUKUM, TEKNIS & HUPMAS": bagian.CAPAIAN_HUKUM,
    }
    for judul, baris in isi.items():
        k.kosong(2)
        k.teks(judul, 7, tebal=True)
        k.tabel(f"{_BAGIAN} | Realisasi | % Capaian", baris, "ntttppp", gabung=(0, 1, 2))


def _kegiatan(buku: Workbook) -> None:
    k = kertas(buku, "Capaian Kegiatan", (6, 70, 13, 13, 12), _GAYA)
    k.judul("REALISASI KINERJA PROGRAM", 5)
    k.kosong()
    k.teks(PROGRAM_A, 5, tebal=True)
    for ke, (judul, baris) in enumerate(KEGIATAN.items()):
        k.kosong()
        if ke == 6:
            k.teks(PROGRAM_B, 5, tebal=True)
            k.kosong()
        k.teks(judul, 5)
        k.tabel("No | Indikator Kinerja Kegiatan | Target | Realisasi | Capaian", baris, "ntppp")


def _anggaran(buku: Workbook) -> None:
    k = kertas(buku, "Realisasi Anggaran", (11, 60, 18, 18, 18, 11), _GAYA)
    k.judul("REALISASI ANGGARAN TAHUN 2020\nSEKRETARIAT KPU PROVINSI NUSA TENGGARA TIMUR", 6)
    k.kosong(2)
    kepala = (
        "Kode | Program/Kegiatan/Sub Kegiatan | Pagu Anggaran (Rp.) | Realisasi Anggaran (Rp.)"
        " | Sisa Anggaran (Rp.) | % Capaian"
    )
    k.tabel(kepala, ANGGARAN, "ktrrrp")
    k.kosong(2)
    k.tanda_tangan(TANDA_TANGAN, kolom=4, lebar=3)
