# ruff: noqa: E501
"""Turns the lists of RKT Sekretariat KPU Kabupaten Gianyar 2024 (seed 002) into gianyar-2024.xlsx."""

from typing import Final

from openpyxl import Workbook

from workbooks.bangun.tata import Gaya, buku_baru, kertas

# l.107-123
SASARAN: Final = """
1. | Terwujudnya Tahapan Pemilu/Pemilihan Sesuai Jadwal;
2. | Tersedianya data, informasi, sarana dan prasarana teknologi informasi serta penerapan e-government KPU;
3. | Pengelolaan Calon Peserta Pemilu;
4. | Terlaksananya penetapan Peraturan KPU sesuai dengan ketentuan peraturan perundang-undangan, serta pendokumentasian informasi hukum, dan penyuluhannya;
5. | Terlaksananya pengelolaan dan pelayanan informasi hukum;
6. | Meningkatnya Penyelenggaraan SPIP;
7. | Pendidikan Pemilih Kepada Masyarakat Umum;
8. | Meningkatnya kualitas layanan informasi dan data yang cepat serta akurat;
9. | Terlaksananya Pembayaran Gaji dan Tunjangan yang tepat waktu;
10. | Tersusunnya laporan pertanggungjawaban penggunaan anggaran;
11. | Meningkatnya Kualitas Tata Kelola Administrasi Persuratan dan Pengelolaan Arsip;
12. | Terwujudnya Dukungan Sarana dan Prasarana Guna Meningkatkan Kelancaran Tugas KPU;
13. | Meningkatnya manfaat hasil pengawasan BPK, BPKP dan APIP KPU dalam pencapaian tujuan KPU;
14. | Meningkatnya Akuntabilitas Keuangan dan Kinerja KPU;
15. | Terwujudnya rencana kerja dan anggaran KPU, KPU Provinsi dan KPU/KIP Kabupaten/Kota yang efektif dan efisien;
16. | Tersedianya data dan informasi kepegawaian.
"""
# l.129-152; no target and no link to a sasaran in the document
INDIKATOR: Final = """
1. | Persentase KPU Kabupaten Gianyar yang menyelenggarakan Pemilu/Pemilihan sesuai dengan jadwal;
2. | Fasilitasi sarana dan prasarana pengelolaan Teknologi Informasi untuk Sistem Informasi yang aman, handal dan lancar;
3. | Persentase KPU Kabupaten Gianyar dalam melaksanakan pengelolaan data dan informasi Pemutakhiran Data Pemilih Pemilu.
4. | Persentase Keputusan KPU Kabupaten Gianyar yang disusun dan di harmonisasi dengan tepat waktu sesuai dengan kerangka regulasi KPU.
5. | Persentase informasi produk hukum yang disajikan secara cepat, tepat, dan akurat sesuai dengan SOP.
6. | Penyajian Laporan SPIP KPU Kabupaten Gianyar.
7. | Persentase pelaksanaan "Pendidikan Pemilih Kepemiluan dan Demokrasi" untuk masyarakat umum di KPU Kabupaten Gianyar.
8. | Jumlah pengelolaan dokumentasi informasi Pemilu/ Pemilihan yang ditindaklanjuti melalui PPID sesuai dengan SOP.
9. | Persentase informasi dan publikasi tahapan Pemilu/Pemilihan yang ditampilkan di media publikasi KPU Kabupaten Gianyar paling lambat 1 (satu) hari kerja.
10. | Jumlah Layanan yang menyelesaikan pembayaran uang kehormatan KPU, Gaji dan Tunjangan PNS tepat waktu.
11. | Jumlah Laporan Pertanggungjawaban Penggunaan Anggaran (e-LPPA) berbasis aplikasi Sistem Informasi dan Monitoring Keuangan (SIMONIKA) yang tepat waktu dan valid.
12. | Jumlah Laporan Pertanggungjawaban Keuangan Pemilu/ Pemilihan yang akuntabel dan tepat waktu.
13. | Pengelolaan dokumentasi, kearsipan dan kebutuhan logistik.
14. | Tersedianya Layanan Sarana dan Prasarana untuk memenuhi Kebutuhan Kerja Pegawai yang berfungsi dengan baik.
15. | Penyajian Laporan Audit di Lingkungan Setjen KPU, Sekretariat KPU Provinsi dan Sekretariat KPU Kabupaten/Kota.
16. | Penyajian dokumen kinerja KPU Kabupaten Gianyar yang target kinerjanya tercapai sesuai dengan perjanjian kinerja.
17. | Jumlah Laporan Rancangan Rencana Kerja dan Anggaran Tahunan.
18. | Jumlah laporan revisi yang dilakukan terhadap rencana kerja yang telah ditetapkan .
19. | Jumlah Layanan Data dan Informasi.
20. | Penyajian Laporan Pegawai KPU Kabupaten Gianyar yang tercatat secara akurat dalam database Kepegawaian Berbasis Teknologi Informasi.
"""
TANDA_TANGAN: Final = """Gianyar, 8 Januari 2024
Sekeratrais Komisi Pemilihan
Umum Kabupaten Gianyar



(nama pejabat)"""

_GAYA: Final = Gaya(huruf="Cambria", ukuran=11)


def buat() -> Workbook:
    """One sheet with the sasaran and the indikator, each as a numbered list."""
    buku = buku_baru("Sekretariat KPU Kabupaten Gianyar", "Rencana Kinerja Tahunan Sekretariat Tahun 2024")
    k = kertas(buku, "RKT", (6, 76, 36), _GAYA, kiri=2)
    k.judul("KOMISI PEMILIHAN UMUM\nKABUPATEN GIANYAR", 3)
    k.kosong()
    k.judul("RENCANA KINERJA TAHUNAN\nSEKRETARIAT TAHUN 2024", 3)
    k.kosong(2)
    k.teks("C. Sasaran Program", 3, tebal=True)
    k.tabel("No | Sasaran", SASARAN, "nt")
    k.kosong(2)
    k.teks("D. Indikator Kinerja", 3, tebal=True)
    k.tabel("No | Indikator Kinerja", INDIKATOR, "nt")
    k.kosong(2)
    k.tanda_tangan(TANDA_TANGAN, kolom=3, lebar=2)
    return buku
