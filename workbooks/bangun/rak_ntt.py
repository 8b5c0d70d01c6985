# ruff: noqa: E501
"""Turns the two Rencana Aksi Kinerja of KPU Provinsi NTT 2021 (seed 004) into rak-ntt-2021.xlsx."""

from typing import Final

from openpyxl import Workbook

from workbooks.bangun.tata import Gaya, buku_baru, kertas

# l.9-27
KETUA: Final = """
1. | Terwujudnya Sistem Informasi mengenai Partai Politik yang andal dan berkualitas | Persentase informasi mengenai partai politik yang mutakhir dan dipublikasikan pada publik | 25% | Pelayanan dan fasilitas pemutakhiran data Partai Politik melalui aplikasi SIPOL |  | ✓ | ✓ | ✓ | Sub Bagian Hukum
 | Terwujudnya Sumber Daya Manusia dan Lembaga KPU yang berkualitas | Indeks Reformasi Birokrasi | 77 | Pembentukan dan pelaksanaan Reformasi Birokrasi | ✓ |  |  |  | Sub Bagian Organisasi & SDM
 |  | Nilai Akuntabilitas Kinerja | B | Evaluasi laporan kinerja |  |  |  | ✓ | Sub Bagian Program & Data
 |  | Nilai Keterbukaan Informasi Publik | 100% | Pelayanan data dan informasi publik | ✓ | ✓ | ✓ | ✓ | Sub Bagian Teknis & Hupmas
2. | Terwujudnya Kesadaran Pemilih, Kepemiluan dan Demokrasi yang tinggi untuk seluruh lapisan masyarakat | Persentase Partisipasi Pemilih dalam Pemilu/ Pemilihan | 77,5% | Monitoring partisipasi pemilih dalam Pemilu/Pemilihan |  |  | ✓ |  | Sub Bagian Teknis & Hupmas
 |  | Persentase Partisipasi Pemilih Perempuan dalam Pemilu/ Pemilihan | 77% | Monitoring partisipasi pemilih perempuan dalam Pemilu/ Pemilihan |  |  | ✓ |  | Sub Bagian Teknis & Hupmas
 |  | Persentase Partisipasi Pemilih Disabilitas dalam Pemilu/Pemilihan | 77% | Monitoring partisipasi pemilih disabilitas dalam Pemilu/Pemilihan |  |  | ✓ |  | Sub Bagian Teknis & Hupmas
 | Terwujudnya koordinasi penyelenggaraan kepemiluan yang sesuai dengan Standar Pelayanan Publik, disertai pengelolaan data dan informasi serta dokumentasi pelaksanaan Pemilu berbasis teknologi informasi yang terintegrasi | Persentase Pemilih yang berhak memilih tetapi tidak masuk dalam Daftar Pemilih | 2% | Monitoring persentase pemilih DPK/DPTb dalam pemungutan suara pada Pemilu/ Pemilihan |  |  | ✓ |  | Sub Bagian Program & Data
 |  | Persentase KPU Kabupaten/Kota yang Menyelenggarakan Pemilu/ Pemilihan sesuai dengan jadwal dan ketentuan yang berlaku | 100% | Monitoring pelaksanaan tahapan Pemilu/ Pemilihan di KPU/Kabupaten | ✓ | ✓ | ✓ |  | Sub Bagian Program & Data
===
3. | Terwujudnya Pemilu Serentak yang aman dan damai disertai penyelesaian sengketa hukum yang baik | Persentase KPU Kabupaten/Kota yang melaksanakan Pemilu/Pemilihan yang aman dan damai | 100% | Monitoring pelaksanaan Pemilu/ Pemilihan di KPU/Kabupaten | ✓ | ✓ | ✓ |  | Sub Bagian Hukum
 |  | Persentase Penyelenggara Pemilu/ Pemilihan yang terbukti melakukan Pelanggaran Pemilu/Pemilihan | 3% | Pendampingan hukum kepada penyelenggara Pemilu/Pemilihan pada sidang kode etik DKPP | ✓ | ✓ | ✓ | ✓ | Sub Bagian Hukum
 |  | Persentase Sengketa Hukum yang dimenangkan KPU Provinsi Nusa Tenggara Timur | 90% | Pendampingan/bantuan hukum terhadap KPU Kabupaten/Kota terhadap gugatan sengketa hukum Pemilu/Pemilihan | ✓ | ✓ | ✓ | ✓ | Sub Bagian Hukum
"""
# l.42-56; in the row Evaluasi Reformasi Birokrasi the mark stands in PELAKSANA as well, as printed
SEKRETARIS: Final = """
1. | Terlaksananya fasilitas lembaga riset pemilu dan operasionalisasinya | Persentase fasilitasi Kerjasama KPU Provinsi Nusa Tenggara Timur dengan lembaga riset pemilu | 100% | Pelaksanaan riset dan jurnal pemilu |  |  |  |  | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | Sub Bagian Program & Data
2. | Meningkatnya kapasitas SDM yang berkompeten | Persentase kesesuaian kompetensi pegawai terhadap standar kompetensi penugasannya | 100% | Penataan organisasi, pembinaan dan pengelolaan SDM | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | Sub Bagian Organisasi & SDM
3. | Terwujudnya dukungan sarana dan prasarana guna meningkatkan kelancaran tugas KPU Provinsi Nusa Tenggara Timur | Persentase tersedianya sarana dan prasarana untuk memenuhi kebutuhan kerja pegawai yang berfungsi dengan baik | 100% | Penyelenggaraan operasional dan pemeliharaan perkantoran serta dukungan sarana prasarana | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | Sub Bagian Umum & Logistik
4. | Meningkatnya akuntabilitas keuangan dan kinerja KPU Provinsi Nusa Tenggara Timur | Nilai Evaluasi atas akuntabilitas kinerja KPU Provinsi Nusa Tenggara Timur | B | Evaluasi Lakip |  |  |  |  |  |  |  |  |  |  | ✓ | ✓ | Sub Bagian Program & Data
 |  | Nilai Evaluasi atas pelaksanaan reformasi birokrasi KPU Provinsi Nusa Tenggara Timur | 77 | Evaluasi Reformasi Birokrasi |  |  |  |  |  |  |  |  |  |  |  | ✓ | ✓
5. | Terwujudnya data pemilu secara berkelanjutan | Persentase KPU Kabupaten/Kota yang memutakhirkan data pemilu tepat waktu | 100% | Pemutakhiran Daftar Pemilu Berkelanjutan Tahun 2021 | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | Sub Bagian Program & Data
===
6. | Terlaksananya penetapan Keputusan KPU Provinsi Nusa Tenggara Timur sesuai dengan ketentuan peraturan perundang-undangan, serta pendokumentasian informasi hukum, dan penyuluhannya | Persentase Keputusan KPU Provinsi Nusa Tenggara Timur yang disusun dan diharmonisasi dengan tepat waktu sesuai dengan Kerangka Regulasi KPU | 100% | Rakor produk hukum/legal drafting/penyuluhan rumusan dan rancangan keputusan/peraturan Pemilihan |  |  | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ |  | Sub Bagian Hukum
7. | Terwujudnya tahapan Pemilu/ Pemilihan sesuai jadwal | Persentase KPU Provinsi/KPU Kabupaten/Kota yang menyelenggarakan Pemilu/ Pemilihan sesuai dengan jadwal | 100% | Monitoring pelaksanaan tahapan Pemilu/Pemilihan oleh KPU Kabupaten/Kota | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ |  |  |  |  | Sub Bagian Program & Data
"""
JUDUL: Final = "RENCANA AKSI KINERJA (RAK)\nKPU PROVINSI NUSA TENGGARA TIMUR\nTAHUN 2021"
TTD_KETUA: Final = """KUPANG, 01 MARET 2021
KETUA,



(nama pejabat)"""
TTD_SEKRETARIS: Final = """KUPANG, 01 MARET 2021
Plt. SEKRETARIS



(nama pejabat)"""

_GAYA: Final = Gaya(huruf="Times New Roman", ukuran=10)
_KEPALA_KETUA: Final = """
NO | SASARAN | INDIKATOR KINERJA | TARGET | KEGIATAN YANG AKAN DILAKSANAKAN | RENCANA PELAKSANAAN | << | << | << | PELAKSANA
^^ | ^^ | ^^ | ^^ | ^^ | T1 | T2 | T3 | T4 | ^^
(1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) | (9) | (10)
"""
_KEPALA_SEKRETARIS: Final = f"""
NO | SASARAN | INDIKATOR KINERJA | TARGET | KEGIATAN YANG DILAKSANAKAN | RENCANA PELAKSANAAN{" | <<" * 11} | PELAKSANA
^^ | ^^ | ^^ | ^^ | ^^ | {" | ".join(str(b) for b in range(1, 13))} | ^^
{" | ".join(f"({n})" for n in range(1, 19))}
"""


def buat() -> Workbook:
    """The RAK of the Ketua by quarter and that of the Sekretaris by month."""
    buku = buku_baru("KPU Provinsi Nusa Tenggara Timur", "Rencana Aksi Kinerja Tahun 2021")
    _ketua(buku)
    _sekretaris(buku)
    return buku


def _ketua(buku: Workbook) -> None:
    k = kertas(buku, "RAK Ketua", (5, 36, 36, 10, 36, 5, 5, 5, 5, 20), _GAYA)
    k.judul(JUDUL, 10)
    k.kosong()
    k.tabel(_KEPALA_KETUA, KETUA, "nttptcccct", gabung=(0, 1), ulang=JUDUL)
    k.kosong()
    k.tanda_tangan(TTD_KETUA, kolom=6, lebar=5)


def _sekretaris(buku: Workbook) -> None:
    k = kertas(buku, "RAK Sekretaris", (5, 32, 34, 9, 32, *[4.5] * 12, 19), _GAYA)
    k.judul(JUDUL, 18)
    k.kosong()
    k.tabel(_KEPALA_SEKRETARIS, SEKRETARIS, f"nttpt{'c' * 12}t", gabung=(0, 1), ulang=JUDUL)
    k.kosong()
    k.tanda_tangan(TTD_SEKRETARIS, kolom=12, lebar=7)
