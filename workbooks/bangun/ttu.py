# ruff: noqa: E501
"""Turns RKT KPU Kabupaten Timor Tengah Utara 2023, revised (seed 000), into ttu-2023.xlsx."""

from typing import Final

from openpyxl import Workbook

from workbooks.bangun.tata import Gaya, buku_baru, kertas

# l.143-160
RENSTRA: Final = """
!1 | Mewujudkan Komisi Pemilihan Umum Yang Mandiri, Profesional dan Berintegritas | << | << | << | << | << | <<
 | Terwujudnya Sistem Informasi mengenai Partai Politik yang andal dan berkualitas di KPU Kabupaten Timor Tengah Utara | Persentase informasi mengenai partai politik yang mutakhir dan dipublikasikan pada publik | 20% | 25% | 30% | 35% | 40%
 | Terwujudnya Sumber Daya Manusia dan Satuan Kerja KPU Kabupaten Timor Tengah Utara yang berkualitas | Nilai Evaluasi atas Pelaksanaan Reformasi Birokrasi KPU Kabupaten Timor Tengah Utara | 76 | 77 | 78 | 79 | 80
 |  | Nilai Keterbukaan Informasi Publik KPU Kabupaten Timor Tengah Utara | 100% | 100% | 100% | 100% | 100%
!2 | Menyelenggarakan Pemilu Serentak Yang Demokratis , Tepat Waktu, Efisien dan Efektif. | << | << | << | << | << | <<
 | Terwujudnya Kesadaran Pemilih, Kepemiluan dan Demokrasi yang tinggi untuk seluruh lapisan masyarakat di Timor Tengah Utara | Persentase Partisipasi Pemilih Kabupaten Timor Tengah Utara dalam Pemilu/Pemilihan | 77% | 77% | 77% | 77% | 77%
 |  | Persentase Partisipasi Pemilih Perempuan di Kabupaten Timor Tengah Utara dalam Pemilu/Pemilihan | 75% | 75% | 75% | 75% | 75%
 |  | Persentase partisipasi pemilih Disabilitas di Kabupaten Timor Tengah Utara dalam Pemilu/Pemilihan | 75% | 75% | 75% | 75% | 75%
 | Terwujudnya koordinasi penyelenggaraan kepemiluan yang sesuai dengan standar pelayanan publik, disertai pengelolaan data dan informasi serta dokumentasi pelaksanaan pemilu berbasis teknologi informasi yang terintegrasi | Persentase KPU Kabupaten Timor Tengah Utara yang menyelenggarakan Pemilu/Pemilihan sesuai dengan jadwal dan ketentuan yang berlaku | 100% | 100% | 100% | 100% | 100%
!3 | Mewujudkan Pemilu Serentak yang Langsung, Umum , Bebas, Rahasia, Jujur dan Adil | << | << | << | << | << | <<
 | Terwujudnya Pemilu Serentak yang aman dan damai disertai penyelesaian sengketa hukum yang baik | Persentase terlaksananya Pemilu/ Pemilihan di Kabupaten Timor Tengah Utara yang Aman dan Damai | 100% | 100% | 100% | 100% | 100%
 |  | Persentase Sengketa Hukum yang dimenangkan KPU Kabupaten Timor Tengah Utara | 95% | 95% | 95% | 95% | '95%
"""
# l.237-243
KETUA: Final = """
1. | Terwujudnya Sistem Informasi mengenai Partai Politik yang andal dan berkualitas | Persentase informasi mengenai partai politik yang mutakhir dan dipublikasikan pada publik | 25%
2. | Terwujudnya Sumber Daya Manusia dan Lembaga KPU yang berkualitas | Indeks Reformasi Birokrasi | 78
 |  | Nilai Akuntabilitas Kinerja | B
 |  | Nilai Keterbukaan Informasi Publik | 100%
3. | Terwujudnya koordinasi koordinasi penyelenggaraan pemilihan yang sesuai dengan Standar Pelayanan Publik, disertai pengelolaan data dan informasi serta dokumentasi pelaksanaan Pemilu berbasis teknologi informasi yang terintegrasi | Persentase KPU Kabupaten/Kota yang Menyenggarakan Pemilu/ Pemilihan sesuai dengan jadwal dan ketentuan yang berlaku | 100%
"""
# l.247-258
SEKRETARIS: Final = """
1. | Meningkatnya kapasitas SDM yang berkompeten | Persentase kesesuaian kompetensi pegawai terhadap standar kompetensi penugasannya | 100%
2. | Terwujudnya dukungan sarana dan prasarana guna meningkatkan kelancaran tugas KPU Kabupaten Timor Tengah Utara | Persentase tersedianya sarana dan prasarana untuk memenuhi kebutuhan kerja pegawai yang berfungsi dengan baik | 100%
3. | Meningkatnya akuntabilitas keuangan dan kinerja KPU Kabupaten Timor Tengah Utara | Nilai Evaluasi atas akuntabilitas kinerja KPU Kabupaten Timor Tengah Utara | B
 |  | Nilai Evaluasi atas pelaksanaan reformasi birokrasi KPU Kabupaten Timor Tengah Utara | 78
4. | Terwujudnya data pemilih secara berkelanjutan | Persentase KPU Kabupaten/ Kota yang memutakhirkan data pemilih tepat waktu | 100%
5 | Terlaksananya Perencanaan Program dan Anggaran | Persentase pelaksanaan , program dan anggaran yang tepat waktu | 95%
 |  | Persentase kesesuaian rencana program dan anggaran dengan output dan penyerapan anggaran yang dicapai | 95%
6 | Terlaksananya penetapan Keputusan KPU Kabupaten Timor Tengah Utara sesuai dengan ketentuan peraturan perundang-undangan, serta pendokumentasian informasi hukum, dan penyuluhannya | Persentase Keputusan KPU Kabupaten Timor Tengah Utara yang disusun dan diharmonisasi dengan tepat waktu sesuai dengan Kerangka Regulasi KPU | 100%
7. | Terwujudnya tahapan Pemilu/ Pemilihan sesuai jadwal | Persentase KPU Provinsi/KPU Kabupaten/Kota yang menyelenggarakan Pemilu/ Pemilihan sesuai dengan jadwal | 100%
"""
# l.262-271
PERENCANAAN: Final = """
1 | Pelaksanaan Manajemen Perencanaan dan Data | Terwujudnya rencana kerja dan anggaran KPU Kabupaten yang efektif dan efisien | Jumlah revisi yang dilakukan terhadap rencana kerja yang telah ditetapkan | #12 kali
 |  | Terwujudnya sistem administrasi penyelenggaraan pemilu yang tertib, efektif dan efisien | Persentase laporan monitoring dan evaluasi yang akuntabel dan tepat waktu | 75%
 |  |  | Persentase target kinerja KPU Kabupaten tercapai sesuai dengan perjanjian kinerja | 90%
 |  | Tersedianya data, informasi dan sarana serta prasarana teknologi informasi | Persentase KPU Kabupaten/Kota yang melaksanakan Pemilu/ Pemilihan yang memutakhirkan data pemilih melalui Sistem Informasi | 100%
 |  | Terwujudnya penerapan e-government di lingkungan KPU Kabupaten Timor Tengah Utara | Persentase Aplikasi KPU yang diterapkan secara terintegrasi | 100%
 |  | Terlaksananya Program Perencanaan dan Anggaran | Persentase pelaksanaan , program dan anggaran yang tepat waktu | 95%
 |  |  | Persentase kesesuaian rencana program dan anggaran dengan output dan penyerapan anggaran yang dicapai | 95%
2 | Pemeriksaan di lingkungan Setjen KPU, Sekretariat KPU Provinsi, dan Sekretariat KPU Kabupaten/Kota | Meningkatkan akuntabilitas kinerja di lingkungan KPU | Persentase KPU Kabupaten /Kota yang mendapatkan nilai akuntabilitas kinerja minimal B | 60%
"""
# l.275-295
KEUANGAN: Final = """
1 | Pelaksanaan akuntabilitas pengelolaan administrasi keuangan di lingkungan Setjen KPU | Meningkatnya pembinaan perbendaharaan | Persentase Pejabat Perbendaharaan yang menyelesaikan pertanggung jawaban penggunaan anggaran sesuai ketentuan | 90%
 |  | Terlaksananya sistem akuntansi dan pelaporan keuangan | Jumlah laporan sistem akuntansi dan pelaporan keuangan | 2 Lap
 |  | Tersusunnya laporan pertanggung jawaban penggunaan anggaran (LPPA) | Persentase KPU Kabupaten yang menyampaikan Laporan Pertanggung Jawaban Penggunaan Anggaran berbasis SIMONIKA yang tepat waktu dan valid | 95%
 |  | Terlaksananya Pembayaran Gaji dan Tunjangan yang tepat waktu | Persentase ketepatan waktu dalam pembayaran honorarium, uang kehormatan, gaji dan tunjangan PNS KPU | 100%
2 | Penyelenggaraan Operasional dan Pemeliharaan dan Perkantoran (KPU) | Terwujudnya pengelolaan Barang Milik Negara berdasarkan SAP | Persentase KPU Kabupaten yang patuh dan tertib dalam pengelolaan Barang Milik Negara yang material | '98%
 |  |  | Jumlah Laporan Barang Milik Negara Berdasarkan SIMAK BMN yang Datanya Sesuai dengan Data SAK | 2 Lap
 |  | Meningkatnya Kualitas Tata Kelola Administrasi Persuratan dan Pengelolaan Arsip | Persentase KPU Kabupaten yang Mengelola Arsip Inaktif Sesuai Aturan Kearsipan | 88%
 |  | Terwujudnya dukungan sarana dan prasarana guna meningkatkan kelancaran tugas KPU | Persentase sarana transportasi untuk mendukung kinerja pegawai yang berfungsi dengan baik | 100%
 |  |  | Persentase fasilitas perkantoran untuk mendukung kinerja pegawai yang berfungsi dengan baik | 100%
 |  |  | Persentase Gedung dan Gudang KPU Kabupaten yang berfungsi dengan baik | 100%
 |  | Meningkatnya Kualitas Layanan Persidangan dan Protokol | Persentase ruangan rapat yang digunakan tidak ada yang bersamaan dalam waktu dan tempat | 100%
 |  |  | Persentase Hasil Rapat Pleno yang ditindaklanjuti paling lambat 4 (empat) hari kerja | 100%
 |  | Terwujudnya keamanan dan ketertiban di lingkungan KPU Kabupaten | Persentase gangguan keamanan dalam lingkungan KPU Kabupaten yang dapat ditanggulangi | 100%
3 | Pemeriksaan di lingkungan Setjen KPU, Sekretariat KPU Provinsi, dan Sekretariat KPU Kabupaten/Kota | Meningkatnya efektivitas pengawasan internal dan eksternal di lingkungan KPU | Persentase penurunan nilai temuan hasil pemeriksaan internal dan eksternal terhadap realisasi anggaran | 30%
 |  | Meningkatnya manfaat hasil pengawasan BPK, BPKP dan APIP KPU dalam pencapaian tujuan KPU | Persentase penyelesaian rekomendasi BPK, BPKP dan APIP yang ditindaklanjuti | 70%
 |  | Meningkatnya akuntabilitas keuangan KPU | Opini BPK atas laporan keuangan KPU | WTP
4 | Pengelolaan Data, Dokumentasi, Pengadaan, Pendistribusian, dan Inventarisasi Sarana dan Pra Sarana Pemilu | Terlaksananya fasilitasi pengelolaan data dan dokumentasi kebutuhan, pengadaan, pendistribusian, serta pemeliharaan dan inventarisasi logistik Pemilu/ Pemilihan | Persentase satker yang menginventarisasi dan memelihara logistik Pemilu/Pemilihan sebelum pelaksanaan pemungutan suara dalam Pemilu/Pemilihan | 100%
"""
# l.299-304
TEKNIS: Final = """
1 | Fasilitasi Pelaksanaan Tahapan Pemilu Legislatif, Pemilu Presiden dan Wakil Presiden, Pemilukada, Publikasi dan Sosialisasi serta Partisipasi Masyarakat dan PAW | Terlaksananya layanan administrasi PAW tepat waktu dan sesuai aturan | Persentase proses PAW anggota DPRD Kabupaten dapat diselesaikan dalam waktu 5 hari kerja | 100%
 |  | Meningkatnya kualitas layanan informasi dan data yang cepat dan akurat | Persentase permohonan informasi yang ditindaklanjuti melalui PPID sesuai SOP | 100%
 |  |  | Persentase informasi dan publikasi data ditampilkan di media publikasi KPU paling lambat 1 hari kerja | 100%
 |  | Terlaksananya fasilitasi Pendidikan pemilih | Terbentuknya Pusat Pendidikan Pemilih di Kabupaten | 1 Kab
 |  |  | Terlaksananya pendidikan pemilih di daerah partisipasi rendah, daerah potensi pelanggaran Pemilu tinggi, dan daerah rawan konflik/bencana | 2 Keg
"""
# l.308-312
HUKUM: Final = """
1 | Penyiapan penyusunan Rancangan Peraturan KPU, Advokasi, Penyelesaian Sengketa dan Penyuluhan Peraturan Perundang-undangan yang berkaitan dengan penyelenggaraan Pemilu | Terlaksananya penyusunan Keputusan KPU Kabupaten sesuai dengan ketentuan perundang-undangan | Persentase rancangan Keputusan KPU Kabupaten yang disusun dan diharmonisasi tepat waktu sesuai dengan kerangka regulasi KPU | 100%
 |  | Terlaksananya pengelolaan dan pelayanan informasi hukum | Persentase produk hukum yang dikelola dan didokumentasikan sesuai peraturan perundang-undangan | '97%
 |  |  | Persentase informasi produk hukum yang disajikan secara cepat, tepat, dan akurat sesuai dengan SOP | 93%
2 | Pemeriksaan di lingkungan Setjen KPU, Sekretariat KPU Provinsi, dan Sekretariat KPU Kabupaten/Kota | Meningkatnya kompetensi aparat pengawasan dan efektivitas sistem pengendalian internal | Nilai maturitas SPIP dan kapabilitas APIP | 3
"""
# l.318-366; amounts written with Rp. are text, as pasted
ANGGARAN: Final = """
!1. | Program Penyelenggaraan Pemilu Dalam Proses Demokrasi | 32.024.021.000
!1.1. | Bagian Perencanaan, Data dan Informasi | 1.532.465.000
- | Perencanaan dan Penganggaran pemilu | 1,144,509,000
- | Sarana IT Pemilu | 5,938,000
- | Pemutakhiran Data Pemilih dan Penyusunan Daftar Pemilih | 'Rp. 154.735.000
!1.2. | Sub Bagian keuangan, Umum dan Logistik | 1.646.546.043
- | Penyiapan dan Pengelolaan Logistik Pemilu | 880,321,000
- | Pengelolaan Pengadaan Barang dan Jasa | 'Rp. 617,730.000
- | Pengelolaan Dokumentasi Logistik | 'Rp. 120,596,000
- | Pelaksanaan Pembayaran Honor Adhoc | 22,432,250
- | Dukungan Operasional Badan Adhoc | 5,377,043
!1.3. | Sub Bagian Teknis Penyelenggara Pemilu dan Partisipasi Masyarakat | 889,858,000
- | Pelaksanaan sosialisasi/Penyuluhan/bimbingan Teknis Tahapan | 353,400,000
- | Pendaftaran dan Verifikasi Partai Politik Peserta Pemilu | 'Rp. 11.000
- | Pelaksanaan Pendaftaran dan Verifikasi Partai Politik Peserta Pemilu | 'Rp. 14.500.000
- | Evaluasi dan Pelaporan Pendaftaran dan Verifikasi Partai Politik Peserta Pemilu | 12,144,000
- | Persiapan Kampanye Pemilu | 20,789,000
- | Pengelolaan Kampanye Pemilu | 27,836,000
- | Evaluasi dan Laporan Kegiatan Kampanye Pemilu | 'Rp. 1,095,000
- | Fasilitasi Penyiapan Tahapan Pemungutan dan Penghitungan Suara | 'Rp. 26,910,000
- | Pelaksanaan Tahapan Pemungutan dan Penghitungan Suara | 4,191,000
- | Evaluasi Pelaksanaan Pemungutan dan Penghitungan Suara | 1,095,000
- | Fasilitasi Kesiapan Penyusunan Jumlah Kursi dan daerah pemilihan | 31,540,000
- | Pelaksanaan Proses Penyusunan Jumlah Kursi dan daerah pemilihan | 'Rp.46,418,000
- | Evaluasi Penetapan Jumlah Kursi dan daerah pemilihan | 54,405,000
- | Fasilitasi Kesiapan Kegiatan Pencalonan | 'Rp, 240,710,000
- | Pelaksanaan Proses Pencalonan | 19,500,000
- | Evaluasi Pencalonan | 35,314,000
!1.4. | Sub Bagian Hukum dan Sumber Daya Manusia | 400,641,000
- | Pelaksanaan Pelatihan Teknis Kepemiluan | 30,500,000
- | Koordinasi Penyusunan Peraturan Pemilu | 5,738,000
- | Fasilitas Pembentukan Seleksi Badan Adhoc | 'Rp, 346,317,000
- | Penyelesaian Sengketa Penetapan partai Politik Peserta Pemilu | 18,086,000
!2. | Program Dukungan Manajemen | 2,280,423,000
!2.1 | Sub Bagian Perencanaan, Data dan Informasi | 7,620,000
a. | Layanan Data dan Informasi |
- | Layanan Data dan Informasi | 'Rp.7,620,000
!2.2 | Bagian keuangan, umum dan logistik | 2,272,803,000
a. | Sub Bagian Keuangan, Umum dan Logistik |
- | Layanan Perkantoran | 2,163,796,000
- | Layanan Manajemen Keuangan | 'Rp.32.836.000
- | Layanan Dukungan Manajemen Internal | 76,171,000
"""
PENGANTAR: Final = (
    "Pelaksanaan anggaran Komisi Pemilihan Umum Kabupaten Timor Tengah Utara tahun 2023 terdiri dari 2 program dan"
    " 21 Rincian Output dengan Total anggaran sebesar Rp. Rp. 34.304.444.000,- dengan rincian sebagai berikut:"
)
TANDA_TANGAN: Final = """Kefamenanu, 27 Desember 2023
KOMISI PEMILIHAN UMUM KABUPATEN
TIMOR TENGAH UTARA



(nama pejabat)"""

_GAYA: Final = Gaya(huruf="Calibri", ukuran=11, warna_kepala="F2F2F2")
_RKT: Final = "No | Sasaran Strategis | Indikator Kinerja | Target\n(1) | (2) | (3) | (4)"
_RKT_SEKRETARIS: Final = _RKT.replace("No |", "No. |")
_SUB: Final = "No. | Program/Kegiatan | Sasaran Kegiatan | Indikator Kinerja Kegiatan | Target"
_SUB_NOMOR: Final = f"{_SUB}\n(1) | (2) | (3) | (4) | (5)"


def buat() -> Workbook:
    """Renstra, the RKT of Ketua, Sekretaris and four sub bagian, and the budget list as a table."""
    buku = buku_baru("KPU Kabupaten Timor Tengah Utara", "Rencana Kinerja Tahunan 2023 (Revisi)")
    for lembar in (_renstra, _ketua, _sekretaris, _sub_bagian, _anggaran):
        lembar(buku)
    return buku


def _renstra(buku: Workbook) -> None:
    k = kertas(buku, "Renstra", (9, 42, 46, 9, 9, 9, 9, 9), _GAYA)
    k.judul(
        "Tabel 1. Rencana Kinerja Jangka Menengah\nKPU Kabupaten Timor Tengah Utara 2022-2024", 8, ukuran=1
    )
    k.kosong()
    kepala = """
TUJUAN | SASARAN STRATEGIS | INDIKATOR KINERJA UTAMA | TARGET KINERJA | << | << | << | <<
^^ | ^^ | ^^ | 2020 | 2021 | 2022 | 2023 | 2024
"""
    k.tabel(kepala, RENSTRA, "nttppppp", gabung=(0, 1))


def _ketua(buku: Workbook) -> None:
    k = kertas(buku, "RKT Ketua", (6, 52, 56, 12), _GAYA)
    k.judul("RENCANA KINERJA TAHUNAN TAHUN 2023\nRevisi Tahun 2023", 4)
    k.kosong()
    k.teks("Tabel 1. Revisi Rencana Kinerja KPU Kabupaten TTU", 4, tebal=True)
    k.kosong()
    k.tabel(_RKT, KETUA, "nttp", gabung=(0, 1))
    k.kosong(2)
    k.tanda_tangan(TANDA_TANGAN, kolom=3)


def _sekretaris(buku: Workbook) -> None:
    k = kertas(buku, "RKT Sekretaris", (6, 52, 56, 12), _GAYA)
    k.teks("Tabel 2. Rencana Kinerja Sekretariat KPU Kabupaten TTU", 4, tebal=True)
    k.kosong()
    k.tabel(_RKT_SEKRETARIS, SEKRETARIS, "nttp", gabung=(0, 1))


def _sub_bagian(buku: Workbook) -> None:
    k = kertas(buku, "RKT Sub Bagian", (6, 36, 40, 50, 11), _GAYA)
    tabel = (
        ("Tabel 3. Rencana Kinerja sub bagian Perencanaan, Data dan Informasi", _SUB_NOMOR, PERENCANAAN),
        ("Tabel 4. Rencana Kinerja Sub Bagian Keuangan, Umum dan Logistik", _SUB_NOMOR, KEUANGAN),
        ("Tabel 5. Rencana Kinerja Sub Bagian Teknis dan Hupmas", _SUB.replace("No. |", "No |"), TEKNIS),
        ("6. Rencana Kinerja Sub Bagian Hukum dan SDM", _SUB.replace("Program/Kegiatan", "Kegiatan"), HUKUM),
    )
    for judul, kepala, isi in tabel:
        k.teks(judul, 5, tebal=True)
        k.kosong()
        k.tabel(kepala, isi, "ntttp", gabung=(0, 1, 2))
        k.kosong(2)


def _anggaran(buku: Workbook) -> None:
    k = kertas(buku, "Anggaran", (9, 84, 26), _GAYA, kiri=2)
    k.teks("2.2.2. Program, Kegiatan dan Anggaran 2023", 3, tebal=True)
    k.kosong()
    k.teks(PENGANTAR, 3)
    k.kosong()
    k.tabel("Kode | Program / Sub Bagian / Rincian | Anggaran (Rp.)", ANGGARAN, "ktr")
