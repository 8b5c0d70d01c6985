# ruff: noqa: E501
"""Turns the tables of LKj KPU Kota Kupang 2024 (seed 003) into kota-kupang-2024.xlsx."""

from typing import Final

from openpyxl import Workbook

from workbooks.bangun.tata import Gaya, Kertas, buku_baru, kertas

# Tabel 1 and 10, l.135-150 and 607-622, row by row the same.
CAPAIAN: Final = """
1. Mewujudkan Komisi Pemilihan Umum Yang Mandiri, Professional dan Berintegritas | << | << | << | << | << | <<
 | Terwujudnya Sistem Informasi mengenai Partai Politik yang andal dan berkualitas | 1 | Persentase informasi mengenai partai politik yang mutakhir dan dipublikasikan pada publik | 40% | 40% | 100%
 | Terwujudnya Sumber Daya Manusia dan Lembaga KPU yang berkualitas | 1 | Indeks Reformasi Birokrasi KPU Provinsi/ Kabupaten/ Kota "Baik" | 80 | 93,52 | 116,90%
 |  | 2 | Nilai Akuntabilitas Kinerja | BB | BB | 100%
 |  | 3 | Laporan Keuangan KPU Kota Kupang yang akuntabel dan sesuai dengan Standar Akuntansi Pemerintah | WTP | WTP | 100%
 |  | 4 | Persentase Keterbukaan Informasi Publik | 100% | 100% | 100%
2. Menyelenggarakan Pemilu Serentak Yang Demokratis, Tepat Waktu, Efisien dan Efektif. | << | << | << | << | << | <<
 | Terwujudnya Kesadaran Pemilih, Kepemiluan dan Demokrasi yang tinggi untuk seluruh lapisan masyarakat | 1 | Persentase Partisipasi Pemilih dalam Pemilu/ Pemilihan | 85% | 69,66% * | 81,95%
 |  | 2 | Persentase Partisipasi Pemilih Perempuan dalam Pemilu/Pemilihan | 85% | 53,05%* | 62,41%
 |  | 3 | Persentase Partisipasi Pemilih Disabilitas dalam Pemilu/Pemilihan | 85% | 50,71%* | 59,66%
 | Terwujudnya koordinasi penyelenggaraan kepemiluan yang sesuai dengan standar pelayanan Publik, disertai pengelolaan data dan informasi serta dokumentasi pelaksanaan Pemilu berbasis teknologi | 1 | Persentase Pemilih yang Berhak Memilih Tetapi Tidak Masuk dalam Daftar Pemilih Tetap | 0.16% | 0.00% | 200%
 |  | 2 | Persentase KPU Kota Kupang menyelenggarakan Pemilu/Pemilihan sesuai dengan jadwal dan ketentuan yang berlaku | 100% | 100% | 100%
3. Mewujudkan Pemilu Serentak yang Langsung, Umum, Bebas, Rahasia, Jujur dan Adil | << | << | << | << | << | <<
 | Terwujudnya Pemilu Serentak yang aman dan damai disertai penyelesaian sengketa hukum yang baik | 1 | Persentase KPU Kota Kupang melaksanakan Pemilu/Pemilihan yang Aman dan Damai | 100% | 100% | 100%
 |  | 2 | Persentase Sengketa Hukum yang dimenangkan KPU Kota Kupang | 100% | 100% | 100%
"""
# Tabel 2 and 29, l.157-160 and 1070-1073.
ANGGARAN: Final = """
1 | 076.01.CQ PENYELENGGARAAN PEMILU DALAM PROSES KONSOLIDASI DEMOKRASI | 53.197.525.000 | 53.175.118.657 | 22.406.343 | 99,96
2 | 076.01.WA PROGRAM DUKUNGAN MANAJEMEN | 3.460.574.000 | 3.399.408.465 | 61.165.535 | 98,23
!TOTAL ANGGARAN | << | 56.658.099.000 | 56.574.527.122 | 83.571.878 | 99,85
"""
# Tabel 5, l.444-460.
RENSTRA: Final = """
1. Mewujudkan Komisi Pemilihan Umum Yang Mandiri, Professional dan Berintegritas | << | << | << | << | << | << | <<
 | Terwujudnya Sistem Informasi mengenai Partai Politik yang andal dan berkualitas | Persentase informasi mengenai partai politik yang mutakhir dan dipublikasikan pada publik |  |  | 30% | 35% | 40%
 | Terwujudnya Sumber Daya Manusia dan Lembaga KPU yang berkualitas | Indeks Reformasi Birokrasi KPU Provinsi/ Kabupaten/ Kota "Baik" | - | - | 78 | 79 | 80
 |  | Nilai Akuntabilitas Kinerja | B | B | B | B | BB
 |  | Laporan Keuangan KPU Kota Kupang yang akuntabel dan sesuai dengan Standar Akuntansi | WTP | WTP | WTP | WTP | WTP
 |  | Persentase Keterbukaan Informasi Publik | '100% | '100% | 100% | 100% | 100%
2. Menyelenggarakan Pemilu Serentak Yang Demokratis, Tepat Waktu, Efisien dan Efektif. | << | << | << | << | << | << | <<
 | Terwujudnya Kesadaran Pemilih, Kepemiluan dan Demokrasi yang tinggi untuk seluruh lapisan masyarakat | Persentase Partisipasi Pemilih dalam Pemilu/ Pemilihan | - | - | 85% | 85% | 85%
 |  | Persentase Partisipasi Pemilih Perempuan dalam Pemilu/Pemilihan | - | - | 85% | 85% | 85%
 |  | Persentase Partisipasi Pemilih Disabilitas dalam Pemilu/Pemilihan | - | - | 85% | 85% | 85%
 | Terwujudnya koordinasi penyelenggaraan kepiluan yang sesuai dengan standar pelayanan Publik, disertai pengelolaan data dan informasi serta dokumentasi pelaksanaan Pemilu berbasis teknologi informasi yang terintegrasi | Persentase Pemilih yang Berhak Memilih Tetapi Tidak Masuk dalam Daftar Pemilih Tetap | - | - | 0.17 % | 0.17 % | '0.16%
 |  | Persentase KPU Kota Kupang menyelenggarakan Pemilu/Pemilihan sesuai dengan jadwal dan ketentuan yang berlaku | 100% | 100% | 100% | 100% | 100%
3. Mewujudkan Pemilu Serentak yang Langsung, Umum, Bebas, Rahasia, Jujur dan Adil | << | << | << | << | << | << | <<
 | Terwujudnya Pemilu Serentak yang aman dan damai disertai penyelesaian sengketa hukum yang baik | Persentase KPU Kota Kupang melaksanakan Pemilu/Pemilihan yang Aman dan Damai | - | - | 100% | 100% | 100%
 |  | Persentase Sengketa Hukum yang dimenangkan KPU Kota Kupang | - | - | 100% | 100% | 100%
"""
# Tabel 7, l.485-497.
PK_KETUA: Final = """
1 | Terwujudnya Sistem Informasi mengenai Partai Politik yang andal dan berkualitas | Persentase informasi mengenai partai politik yang mutakhir dan dipublikasikan pada publik | 40%
2 | Terwujudnya Sumber Daya Manusia dan Lembaga KPU yang berkualitas | Indeks Reformasi Birokrasi KPU Provinsi/ Kabupaten/ Kota "Baik" | 80
 |  | Nilai Akuntabilitas Kinerja | BB
 |  | Laporan Keuangan KPU Kota Kupang yang akuntabel dan sesuai dengan Standar Akuntansi Pemerintah | WTP
 |  | Persentase Keterbukaan Informasi Publik | 100%
3 | Terwujudnya Kesadaran Pemilih, Kepemiluan dan Demokrasi yang tinggi untuk seluruh lapisan masyarakat | Persentase Partisipasi Pemilih dalam Pemilu/ Pemilihan | 85%
 |  | Persentase Partisipasi Pemilih Perempuan dalam Pemilu/ Pemilihan | 85%
 |  | Persentase Partisipasi Pemilih Disabilitas dalam Pemilu/ Pemilihan | '85%
4 | Terwujudnya koordinasi penyelenggaraan pemilihan yang sesuai dengan standar pelayanan Publik, disertai pengelolaan data dan informasi serta dokumentasi pelaksanaan Pemilu berbasis teknologi informasi yang terintegrasi | Persentase Pemilih yang Berhak Memilih Tetapi Tidak Masuk dalam Daftar Pemilih Tetap | '0.16%
 |  | Persentase KPU Kota Kupang menyelenggarakan Pemilu/ Pemilihan sesuai dengan jadwal dan ketentuan yang berlaku | 100%
5 | Terwujudnya Pemilu Serentak yang aman dan damai disertai penyelesaian sengketa hukum yang baik | Persentase KPU Kota Kupang melaksanakan Pemilu/ Pemilihan yang Aman dan Damai | 100%
 |  | Persentase Sengketa Hukum yang dimenangkan KPU Kota Kupang | 100%
"""
# Tabel 8, l.508-521.
KEGIATAN: Final = """
!1 | WA Program Dukungan Manajemen | 3.460.574.000 | 3.400.009.655 | 60.564.345
 | WA.3355 Pengelolaan Keuangan dan Barang Milik Negara | 3.366.050.000 | 3.305.485.655 | 60.564.345
 | WA.3360 Operasional Perkantoran dan Dukungan Sarana Prasarana | 94.524.000 | 94.524.000 | -
!2 | CQ Penyelenggaraan Pemilu dalam Proses Konsolidasi | 53.197.525.000 | 53.175.118.657 | 22.406.343
 | CQ.6639 Teknis Penyelenggaraan Pemilu/Pemilihan | 26.247.745.000 | 26.247.720.174 | 24.826
 | CQ.6709 Perencanaan Program dan Anggaran, serta Penyusunan Peraturan | 1.360.620.000 | 1.341.173.843 | 19.446.157
 | CQ.6867 Pembentukan Badan Adhoc | 20.473.777.000 | 20.473.770.435 | 6.565
 | CQ.6870 Masa Kampanye Pemilu | 636.185.000 | 636.091.629 | '93.371
 | CQ.6871 Pengelolaan, Pengadaan, Laporan, dan Dokumentasi | 2.324.706.000 | 2.322.069.201 | 2.636.799
 | CQ.6872 Pemungutan dan Penghitungan Suara | 2.136.655.000 | 2.136.463.465 | 191.535
 | CQ.6981 Pengucapan Sumpah/Janji Presiden dan Wakil Presiden serta Anggota DPR, | 3.000 | - | 3.000
 | CQ.6982 Penetapan Hasil Pemilu | 17.834.000 | 17.829.910 | 4.090
! | TOTAL | 56.658.099.000 | 56.575.128.312 | 82.970.688
"""
# Tabel 9, l.545-557; the LaTeX fractions are written as a / b x 100 %.
IKU: Final = """
1 | Persentase informasi mengenai partai politik yang mutakhir dan dipublikasikan pada publik | Terwujudnya Sistem Informasi mengenai Partai Politik yang andal dan berkualitas | Pengukuran kumulatif dari informasi mengenai partai politik yang disusun secara mutakhir dengan pemanfaatan kemajuan teknologi informasi dan dipublikasikan kepada masyarakat. | Publikasi informasi Partai Politik yang mutakhir / Jumlah Publikasi Informasi x 100 % | Persen (kumulatif)¶Ukuran Keberhasilan: Meningkatnya pengelolaan sistem informasi mengenai partai politik yang mutakhir dan terpublikasi | Sub bagian Teknis Penyelenggaraan Pemilu, Partisipasi dan Hubungan Masyarakat | Laporan Teknis Penyelenggaraan Tahapan Pemilu/Pemilihan
2 | Indeks Reformasi Birokrasi KPU Provinsi/ Kabupaten/ Kota "Baik" | Terwujudnya Sumber Daya Manusia dan Lembaga KPU yang berkualitas | Pengukuran nominal dari Indeks Reformasi Birokrasi di tingkat kementerian/lembaga dalam hal ini KPU Provinsi/Kabupaten/Kota dalam kemampuan mewujudkan reformasi birokrasi dalam institusi/lembaga. | Nilai Indeks Reformasi Birokrasi | Indeks Reformasi (nominal)¶Ukuran Keberhasilan: penilaian dengan kategori "Baik" dari indeks reformasi birokrasi KPU Provinsi/ Kabupaten/ Kota | Sub bagian Perencanaan, Data dan Informasi | Laporan Reformasi Birokrasi KPU Kota Kupang Tahun 2024
3 | Nilai Akuntabilitas Kinerja KPU Provinsi/ Kabupaten/ Kota | Terwujudnya Sumber Daya Manusia dan Lembaga KPU yang berkualitas | Pengukuran nominal yang menggambarkan akuntabilitas kinerja institusi/lembaga dalam hal ini KPU Provinsi/ Kabupaten/ Kota | Nilai Akuntabilitas Kinerja | Nilai Akuntabilitas (nominal)¶Ukuran Keberhasilan: Meningkatnya nilai akuntabilitas kinerja KPU Provinsi/ Kabupaten/ Kota | Sub bagian Perencanaan, Data dan Informasi | Laporan Kinerja KPU dan Sekretariat KPU Kota Kupang Tahun 2024
4 | Opini BPK atas Laporan Keuangan KPU Provinsi/ Kabupaten/ Kota | Terwujudnya Sumber Daya Manusia dan Lembaga KPU yang berkualitas | Pengukuran nominal yang menggambarkan opini BPK atas kinerja laporan keuangan, transparansi laporan keuangan atau wajar tidaknya pengelolaan laporan keuangan KPU Provinsi/ Kabupaten/ Kota | Opini BPK | Opini BPK (nominal)¶Ukuran Keberhasilan: Meningkatnya penilaian BPK atas laporan keuangan KPU Provinsi/ Kabupaten/ Kota | Sub bagian Keuangan, Umum dan Logistik | Laporan Keuangan KPU Kota Kupang Tahun 2024
5 | Nilai Keterbukaan Informasi Publik KPU Provinsi/ Kabupaten/ Kota | Terwujudnya Sumber Daya Manusia dan Lembaga KPU yang berkualitas | Pengukuran nominal yang digunakan untuk mengukur tingkat keterbukaan informasi publik dalam institusi/lembaga dalam hal ini KPU Provinsi/ Kabupaten/ Kota | Jumlah total informasi publik yang terbuka | Nilai keterbukaan (nominal)¶Ukuran Keberhasilan: Meningkatnya nilai keterbukaan informasi publik KPU Provinsi/ Kabupaten/ Kota | Sub bagian Teknis Penyelenggaraan Pemilu, Partisipasi dan Hubungan Masyarakat | Laporan Bako humas KPU Kota Kupang Tahun 2024
6 | Persentase Partisipasi Pemilih dalam Pemilu/ Pemilihan | Terwujudnya Kesadaran Pemilih, Kepemiluan dan Demokrasi yang tinggi untuk seluruh lapisan masyarakat | Pengukuran dalam satuan persen (kumulatif) dari total partisipasi pemilih dalam Pemilu/ Pemilihan | Jumlah pemilih yang berpartisipasi / Jumlah Total Pemilih x 100 % | Persen (kumulatif)¶Ukuran Keberhasilan: Meningkatnya partisipasi pemilih dalam Pemilu/ Pemilihan | Sub bagian Teknis Penyelenggaraan Pemilu, Partisipasi dan Hubungan Masyarakat | Laporan Sosialisasi KPU Kota Kupang Tahun 2024 untuk Pemilu/ Pemilihan
7 | Persentase Partisipasi Pemilih Perempuan dalam Pemilu/ Pemilihan | Terwujudnya Kesadaran Pemilih, Kepemiluan dan Demokrasi yang tinggi untuk seluruh lapisan masyarakat | Pengukuran dalam satuan persen (kumulatif) dari total partisipasi pemilih | Jumlah Pemilih Perempuan yang berpartisipasi dalam Pemilu/ Pemilihan / Jumlah Total Pemilih x 100 % | Persen (kumulatif)¶Ukuran Keberhasilan: Meningkatnya partisipasi Pemilih Perempuan dalam Pemilu/ Pemilihan | Sub bagian Teknis Penyelenggaraan Pemilu, Partisipasi dan Hubungan Masyarakat | Laporan Sosialisasi KPU Kota Kupang Tahun 2024 untuk Pemilu/ Pemilihan
8 | Persentase Partisipasi Pemilih Disabilitas dalam Pemilu/ Pemilihan | Terwujudnya Kesadaran Pemilih, Kepemiluan dan Demokrasi yang tinggi untuk seluruh lapisan masyarakat | Pengukuran dalam satuan persen (kumulatif) dari total partisipasi pemilih disabilitas dalam Pemilu/ Pemilihan | Jumlah pemilih disabilitas yang berpartisipasi dalam Pemilu/ Pemilihan / Jumlah Total Pemilih x 100 % | Persen (kumulatif)¶Ukuran Keberhasilan: Meningkatnya partisipasi pemilih disabilitas dalam Pemilu/ Pemilihan | Sub bagian Teknis Penyelenggaraan Pemilu, Partisipasi dan Hubungan Masyarakat | Laporan Sosialisasi KPU Kota Kupang Tahun 2024 untuk Pemilu/ Pemilihan
9 | Persentase Partisipasi Pemilih yang Berhak Memilih Tetap Tidak Masuk dalam Daftar Pemilih Tetap | Terwujudnya koordinasi penyelenggaraan kepemiluan yang sesuai dengan Standar Pelayanan Publik, disertai pengelolaan data dan informasi serta dokumentasi pelaksanaan Pemilu berbasis teknologi informasi yang terintegrasi | Pengukuran dalam satuan persen (kumulatif) dari total partisipasi pemilih yang berhak memilih tetapi tidak masuk dalam Daftar Pemilih Tetap dalam Pemilu/ Pemilihan | Target DPTb - (Realisasi DPTb - target DPTb) / Jumlah target Pemilih DPTb yang tidak masuk dalam DPT x 100 % | Persen (kumulatif)¶Ukuran Keberhasilan: Rendahnya data pemilih yang berhak memilih tetapi tidak masuk dalam DPT dalam Pemilu/ Pemilihan | Sub bagian Data dan Informasi | Laporan Pemutakhiran Daftar Pemilih Pemilu/ Pemilihan KPU Kota Kupang Tahun 2024
10 | Persentase KPU, KPU Provinsi, dan KPU Kabupaten/ Kota yang menyelenggarakan Pemilu/ Pemilihan sesuai dengan jadwal dan ketentuan yang berlaku | Terwujudnya penyelenggaraan kepemiluan yang sesuai dengan Standar Pelayanan Publik, disertai pengelolaan data dan informasi serta dokumentasi pelaksanaan Pemilu berbasis teknologi informasi yang terintegrasi | Pengukuran dalam satuan persen (kumulatif) yang digunakan untuk melihat kemampuan atau efektifitas KPU Provinsi/ Kabupaten/ Kota dalam menyelenggarakan Pemilu/ Pemilihan sesuai dengan jadwal dan ketentuan yang berlaku. | Jumlah penyelenggaraan sesuai jadwal dan ketentuan / Jumlah Total KPU yang menyelenggarakan Pemilu x 100 % | Persen (kumulatif)¶Ukuran Keberhasilan: Meningkatnya penyelenggaraan Pemilu/ Pemilihan oleh KPU Provinsi/ Kabupaten/ Kota sesuai jadwal serta ketentuan yang berlaku | Sub bagian Teknis Penyelenggaraan Pemilu, Partisipasi dan Hubungan Masyarakat | Laporan Teknis Penyelenggaraan Tahapan Pemilu/ Pemilihan
11 | Persentase KPU, KPU Provinsi, dan KPU Kabupaten/ Kota yang melaksanakan Pemilu/ Pemilihan yang Aman dan Damai | Terwujudnya Pemilu Serentak yang aman dan damai disertai penyelesaian sengketa hukum yang baik | Pengukuran dalam satuan persen (kumulatif) yang digunakan untuk melihat kemampuan atau efektifitas KPU Provinsi/ Kabupaten/ Kota dalam menyelenggarakan Pemilu/ Pemilihan secara aman dan damai. | Jumlah penyelenggaraan yang aman dan damai / Jumlah total KPU yang menyelenggarakan Pemilu x 100 % | Persen (kumulatif)¶Ukuran Keberhasilan: Meningkatnya penyelenggaraan Pemilu/ Pemilihan oleh KPU Provinsi/ Kabupaten/ Kota yang berlangsung secara aman dan damai | Sub Bagian Hukum dan SDM | Laporan Teknis Penyelenggaraan Tahapan Pemilu/ Pemilihan
12 | Persentase Sengketa Hukum yang dimenangkan KPU Provinsi/ Kabupaten/ Kota | Terwujudnya Pemilu Serentak yang aman dan damai disertai penyelesaian sengketa hukum yang baik | Pengukuran dalam satuan persen (kumulatif) yang digunakan untuk melihat keberhasilan KPU Provinsi/ Kabupaten/ Kota dalam menghadapi kasus sengketa hukum | Jumlah sengketa hukum yang dimenangkan / Jumlah Total Sengketa Hukum KPU Provinsi/ Kabupaten/ Kota x 100 % | Persen (kumulatif)¶Ukuran Keberhasilan: Meningkatnya penyelenggaraan Pemilu/ Pemilihan oleh KPU Provinsi/ Kabupaten/ Kota sesuai jadwal serta ketentuan yang berlaku | Sub Bagian Hukum dan SDM | Laporan Teknis Penyelenggaraan Tahapan Pemilu/ Pemilihan
"""
# Tabel 11, 14, 19, 23 and 26: captions, headers and rows (l.645-1032).
TARGET: Final = {
    "Tabel 14. Indikator Kinerja Sasaran Strategis 2": """
Terwujudnya Sumber Daya Manusia dan Lembaga KPU yang berkualitas | Indeks Reformasi Birokrasi KPU Provinsi/ Kabupaten/ Kota "Baik" | 80
 | Nilai Akuntabilitas Kinerja | BB
 | Laporan Keuangan KPU Kota Kupang yang akuntabel dan sesuai dengan Standar Akuntansi Pemerintah | WTP
 | Persentase Keterbukaan Informasi Publik | 100%
""",
    "Tabel 19. Indikator Kinerja Sasaran Strategis 3": """
Terwujudnya Kesadaran Pemilih, Kepemiluan dan Demokrasi yang tinggi untuk seluruh lapisan masyarakat | Persentase Partisipasi Pemilih dalam Pemilu/ Pemilihan | 85%
 | Persentase Partisipasi Pemilih Perempuan dalam Pemilu/Pemilihan | 85%
 | Persentase Partisipasi Pemilih Disabilitas dalam Pemilu/Pemilihan | 85%
""",
    "Tabel 23. Indikator Kinerja Sasaran Strategis 4": """
Terwujudnya koordinasi penyelenggaraan pemilihan yang sesuai dengan standar pelayanan Publik, disertai pengelolaan data dan informasi serta dokumentasi pelaksanaan Pemilu berbasis teknologi informasi yang terintegrasi | Persentase Pemilih yang Berhak Memilih Tetapi Tidak Masuk dalam Daftar Pemilih Tetap | 0.16%
 | Persentase KPU Kota Kupang menyelenggarakan Pemilu/Pemilihan sesuai dengan jadwal dan ketentuan yang berlaku | 100%
""",
    "Tabel 26. Indikator Kinerja Sasaran Strategis 5": """
Terwujudnya Pemilu Serentak yang aman dan damai disertai penyelesaian sengketa hukum yang baik | Persentase KPU Kota Kupang melaksanakan Pemilu/Pemilihan yang Aman dan Damai | 100%
 | Persentase Sengketa Hukum yang dimenangkan KPU Kota Kupang | 100%
""",
}
TABEL_11: Final = """
1 | Persentase informasi mengenai partai politik yang mutakhir dan dipublikasikan pada publik | 40% | 40% | 100%
"""
# Tabel 13, 15-18, 20-22, 24, 25, 27, 28: caption, sasaran, indikator, value row (l.698-1058).
TAHUNAN: Final = """
Tabel 13. Capaian Indikator Pemuktahiran Partai Politik Tahun 2020-2024
Sasaran Kegiatan : Terwujudnya Sistem Informasi mengenai Partai Politik yang andal dan berkualitas
Indikator Kegiatan : Persentase informasi mengenai partai politik yang mutakhir dan dipublikasikan pada publik
Renstra KPU 2020-2024 (PKPU 197/2020)
- | - | 30% | 35% | 40% | 40% | 100% | 40%

Tabel 15. Capaian Indikator Indeks Reformasi Birokrasi Tahun 2020-2024
Sasaran Kegiatan : Terwujudnya Sumber Daya Manusia dan Lembaga KPU yang berkualitas
Indikator Kegiatan : Indeks Reformasi Birokrasi KPU Provinsi/ Kabupaten/ Kota "Baik"
Renstra KPU 2020-2024 (PKPU 197/2020)
- | - | 89,34 | 90,12 | 80 | 93,52 | 116,90% | 80

Tabel 16. Capaian Indikator Nilai Akuntabilitas Kinerja Tahun 2020-2024
Sasaran Kegiatan : Terwujudnya Sumber Daya Manusia dan Lembaga KPU yang berkualitas
Indikator Kegiatan : Nilai Akuntabilitas Kinerja
Renstra KPU 2020–2024 (PKPU 197/2020)
- | B | BB | BB | BB | BB | '100,00% | B

Tabel 17. Capaian Indikator Opini BPK atas Laporan Keuangan 2020-2024
Sasaran Kegiatan : Terwujudnya Sumber Daya Manusia dan Lembaga KPU yang berkualitas
Indikator Kegiatan : Opini BPK atas Laporan Keuangan
Renstra KPU 2020-2024 (PKPU 197/2020)
WTP | WTP | WTP | WTP | WTP | WTP | 100,00% | WTP

Tabel 18. Capaian Indikator Nilai Keterbukaan Informasi Publik 2020-2024
Sasaran Kegiatan : Terwujudnya Sumber Daya Manusia dan Lembaga KPU yang berkualitas
Indikator Kegiatan : Nilai keterbukaan Informasi Publik
Renstra KPU 2020-2024 (PKPU 197/2020)
100% | 100% | 100% | 100% | 100% | 100% | 100,00% | 100%

Tabel 20. Capaian Indikator Persentase Partisipasi Pemilih dalam Pemilu/Pemilihan 2020-2024
Sasaran Kegiatan : Terwujudnya Kesadaran Pemilih, Kepemiluan dan Demokrasi yang tinggi untuk seluruh lapisan masyarakat
Indikator Kegiatan : Persentase Partisipasi Pemilih dalam Pemilu/ Pemilihan
Renstra KPU 2020–2024 (PKPU 197/2020)
- | - | 100% | 100% | 85% | 69,66% * | 81,95% | 77,50%

Tabel 21. Capaian Indikator Persentase Partisipasi Pemilih Perempuan dalam Pemilu/Pemilihan 2020-2024
Sasaran Kegiatan : Terwujudnya Kesadaran Pemilih, Kepemiluan dan Demokrasi yang tinggi untuk seluruh lapisan masyarakat
Indikator Kegiatan : Persentase Partisipasi Pemilih Perempuan dalam Pemilu/Pemilihan
Renstra KPU 2020-2024 (PKPU 197/2020)
- | - | 100% | 100% | 85% | 69,66% * | 53,05%* | 77%

Tabel 22. Capaian Indikator Persentase Partisipasi Pemilih Disabilitas dalam Pemilu/Pemilihan 2020-2024
Sasaran Kegiatan : Terwujudnya Kesadaran Pemilih, Kepemiluan dan Demokrasi yang tinggi untuk seluruh lapisan masyarakat
Indikator Kegiatan : Persentase Partisipasi Pemilih Disabilitas dalam Pemilu/Pemilihan
Renstra KPU 2020-2024 (PKPU 197/2020)
- | - | 100% | 100% | 85% | 50,71%* | 59,66% | '77%

Tabel 24. Capaian Indikator Persentase Pemilih yang Berhak Memilih Tetapi Tidak Masuk dalam Daftar Pemilih Tetap 2020-2024
Sasaran Kegiatan : Terwujudnya koordinasi penyelenggaraan pemilihan yang sesuai dengan standar pelayanan Publik, disertai pengelolaan data dan informasi serta
Indikator Kegiatan : Persentase Pemilih yang Berhak Memilih Tetapi Tidak Masuk dalam Daftar Pemilih Tetap
Renstra KPU 2020–2024 (PKPU 197/2020)
- | - | 100% | 100% | 0.16% | 0.00% | 200,00% | 0,16%

Tabel 25. Capaian Indikator Persentase penyelenggara Pemilu/Pemilihan sesuai dengan jadwal dan ketentuan yang berlaku 2020-2024
Sasaran Kegiatan : Terwujudnya koordinasi penyelenggaraan pemilihan yang sesuai dengan standar pelayanan Publik, disertai pengelolaan data dan informasi serta dokumentasi pelaksanaan Pemilu berbasis teknologi informasi yang terintegrasi
Indikator Kegiatan : Persentase penyelenggara Pemilu/Pemilihan sesuai dengan jadwal dan ketentuan yang berlaku 2020-2024
Renstra KPU 2020-2024 (PKPU 197/2020)
- | - | 100% | 100% | 100% | 100% | 100% | 100%

Tabel 27. Capaian Indikator Melaksanakan Pemilu/Pemilihan Yang Aman Dan Damai 2020-2024
Sasaran Kegiatan : Terwujudnya Pemilu Serentak yang aman dan damai disertai penyelesaian sengketa hukum yang baik
Indikator Kegiatan : Persentase KPU Kota Kupang melaksanakan Pemilu/Pemilihan yang Aman dan Damai
Renstra KPU 2020–2024 (PKPU 197/2020)
- | - | 100% | 100% | 100% | 100% | 100% | 100%

Tabel 28. Capaian Indikator Sengketa Hukum yang dimenangkan KPU Kota Kupang 2020-2024
Sasaran Kegiatan : Terwujudnya Pemilu Serentak yang aman dan damai disertai penyelesaian sengketa hukum yang baik
Indikator Kegiatan : Persentase Sengketa Hukum yang dimenangkan KPU Kota Kupang
Renstra KPU 2020–2024 (PKPU 197/2020)
- | - | 100% | 100% | 100% | 100% | 100% | 100%

"""
# Tabel 30, l.1081-1135.
KOMPONEN: Final = """
! | 3355.EBA.994 - Layanan Perkantoran
1 | 001 Gaji dan Tunjangan | 3,366,050,000 | 3,305,485,655 | 98.20%
! | 3360.EBA.994 - Layanan Perkantoran
2 | 002 Operasional dan Pemeliharaan Kantor | 94,524,000 | 94,524,000 | 100.00%
! | 6639.BDB.001 - Fasilitas Pengelolaan Desain Surat Suara, Dokumentasi, Daerah Pemilihan dan Alokasi Kursi
3 | 051 Fasilitas Pengelolaan Desain Surat Suara, Dokumentasi, Daerah Pemilihan dan Alokasi Kursi | 26,247,747,997 | 26,247,720,174 | 100.00%
! | 6709.QGE.001 - Perencanaan dan Penganggaran Pemilu
4 | 051 Penyusunan Rencana dan Anggaran Pemilu | 668,024,000 | 658,988,687 | 98.65%
5 | 113 Dukungan Operasional Pelaksanaan Lainnya | 364,755,000 | 359,998,086 | 98.70%
! | 6709.QGE.003 - Penyelenggaraan Pelatihan Teknis Kepemiluan
6 | 051 Persiapan Penyelenggaraan Pelatihan Teknis Kepemiluan | 83,980,000 | 83,977,470 | 100.00%
! | 6709.QGE.004 - Sosialisasi/ Penyuluhan/ Bimbingan Teknis Tahapan
7 | 051 Penyusunan Tata Cara Sosialisasi/ Penyuluhan/ Bimbingan Teknis Tahapan | 193,300,000 | 192,604,000 | 99.64%
! | 6709.RAN.001 - Persiapan Kebutuhan Sarana IT Pemilu
8 | 051 Persiapan Kebutuhan Sarana IT Pemilu | '9,861,000 | 4,906,850 | 49.76%
! | 6709.RAN.002 - Pengelolaan Sarana IT Pemilu
9 | 052 Pengelolaan Sarana IT Pemilu | 40,700,000 | 40,698,750 | 100.00%
! | 6867.QGE.001 - Pembentukan/Seleksi Badan Adhoc
10 | 051 Fasilitas Pembentukan/Seleksi Badan Adhoc | 2,325,000 | 2,324,900 | 100.00%
! | 6867.QGE.002 - Honorarium Badan Adhoc
11 | 051 Pelaksanaan Pembayaran Honorarium Badan Adhoc | 12,540,850,000 | 12,540,850,000 | 100.00%
! | 6867.QGE.003 - Dukungan Operasional Badan Adhoc
12 | 051 Dukungan Operasional Badan Adhoc | 7,930,602,000 | 7,930,595,535 | 100.00%
! | 6870.QGE.001 - Persiapan Kampanye Pemilu
13 | 051 Persiapan Kampanye Pemilu | 501,787,000 | 501,698,299 | 99.98%
! | 6870.QGE.002 - Pengelolaan Kampanye Pemilu
14 | 051 Pengelolaan Kampanye Pemilu | 100,189,000 | 100,186,330 | 100.00%
! | 6870.QGE.003 - Evaluasi dan Laporan Kegiatan Kampanye Pemilu
15 | 051 Evaluasi dan Laporan Kegiatan Kampanye Pemilu | 34,209,000 | 34,207,000 | 99.99%
! | 6871.QGE.001 - Penyiapan dan Pengelolaan Logistik Pemilu
16 | 051 Penyiapan dan Pengelolaan Logistik Pemilu | 26,772,000 | 26,771,410 | 100.00%
! | 6871.QGE.002 - Pengelolaan Pengadaan Barang dan Jasa
17 | 051 Pengelolaan Pengadaan Barang dan Jasa | 2,277,615,000 | 2,275,205,914 | 99.89%
! | 6871.QGE.003 - Pengelolaan Dokumentasi Logistik
18 | 051 Pengelolaan Dokumentasi Logistik | 20,319,000 | 20,091,877 | '98.88%
! | 6872.QGE.001 - Fasilitasi Penyiapan Tahapan Pemungutan dan Penghitungan Suara
19 | 051 Fasilitasi penyiapan tahapan pemungutan dan penghitungan suara | 35,216,000 | 35,048,500 | 99.52%
! | 6872.QGE.002 - Pelaksanaan Tahapan Pemungutan dan Penghitungan Suara
20 | 051 Pelaksanaan tahapan pemungutan dan penghitungan suara | 2,093,695,000 | 2,093,671,015 | 100.00%
! | 6872.QGE.003 - Evaluasi Pelaksanaan Pemungutan dan Penghitungan Suara
21 | 051 Evaluasi pelaksanaan pemungutan dan penghitungan suara | 7,744,000 | 7,743,950 | 100.00%
! | 6981.QGE.001 - Fasilitasi Penyiapan Sumpah Janji
22 | 051 Fasilitasi Penyiapan Sumpah Janji | '2.000 | - | 0%
! | 6981.QGE.002 - Pelaksanaan Kegiatan Sumpah Janji
23 | 051 Pelaksanaan Kegiatan Sumpah Janji | '1.000 | - | 0%
! | 6982.QGE.002 - Pelaksanaan Tahapan Penetapan Hasil Pemilu
24 | 051 Pelaksanaan Tahapan Penetapan Hasil Pemilu | 1,942,000 | 1,940,000 | 99.90%
! | 6982.QGE.003 - Penyelesaian Sengketa Penetapan Hasil Pemilu
25 | 051 Penyelesaian Sengketa Penetapan Hasil Pemilu | 15,892,000 | 15,889,910 | 99.99%
"""

KETERANGAN: Final = """
Keterangan :
* : Realisasi menggunakan realisasi Pemilihan Walikota dan Wakil Walikota Kupang Tahun 2024;
"""
HITUNGAN: Final = """
Berdasarkan hasil pengukuran kinerja pada tabel di atas dapat diketahui:
1. Target dengan capaian realisasi diatas 100% sebanyak 2 (dua) target;
2. Target dengan capaian realisasi tepat 100% sebanyak 7 (tujuh) target;
3. Target dengan capaian realisasi dibawah 100% sebanyak 3 (tiga) target.
"""
TANDA_TANGAN: Final = """
Kupang, 14 Februari 2024
KETUA,



(nama pejabat)
"""

_GAYA: Final = Gaya(huruf="Bookman Old Style", ukuran=10, warna_kepala="D9E2F3")
_CAPAIAN: Final = "Tujuan | Sasaran Strategis | No | Indikator | Target | Realisasi | Persentase Capaian"
_ANGGARAN: Final = "NO | PROGRAM /KEGIATAN/KRO/RO | PAGU | REALISASI | SISA PAGU | (%)"


def buat() -> Workbook:
    """The nine sheets, in the order of the report."""
    buku = buku_baru("KPU Kota Kupang", "Laporan Kinerja KPU Kota Kupang Tahun 2024")
    for lembar in (_ringkasan, _renstra, _pk_ketua, _anggaran, _iku, _capaian, _target, _tahunan, _realisasi):
        lembar(buku)
    return buku


def _ringkasan(buku: Workbook) -> None:
    k = kertas(buku, "Ringkasan", (14, 34, 18, 46, 19, 19, 15), _GAYA)
    k.judul("RINGKASAN EKSEKUTIF\nLAPORAN KINERJA KPU KOTA KUPANG TAHUN 2024", 7)
    k.kosong(2)
    k.teks("Tabel 1. Capaian Kinerja untuk Indikator Kinerja Utama KPU Kota Kupang Tahun 2024", 7, tebal=True)
    k.kosong()
    lama = CAPAIAN.replace("| 0.16%", "| '0.16%").replace("62,41%", "'62,41%")
    k.tabel(_CAPAIAN, lama, "ttntppp", gabung=(0, 1))
    k.kosong(2)
    k.teks("Tabel 2. Anggaran dan Realisasi", 7, tebal=True)
    k.kosong()
    k.tabel(_ANGGARAN, ANGGARAN, "ntrrrp")


def _renstra(buku: Workbook) -> None:
    k = kertas(buku, "Renstra", (12, 40, 46, 10, 10, 10, 10, 10), _GAYA)
    k.judul("RENCANA STRATEGIS\nKPU KOTA KUPANG", 8)
    k.kosong()
    k.teks("Tabel 5. Matriks Perencanaan Kinerja KPU Kota Kupang Periode 2020- 2024", 8, tebal=True)
    kepala = """
Tujuan | Sasaran Strategis | Indikator | Target Kinerja KPU Kota Kupang | << | << | << | <<
^^ | ^^ | ^^ | 2020 | 2021 | 2022 | 2023 | 2024
"""
    k.tabel(kepala, RENSTRA, "tttppppp", gabung=(0, 1))


def _pk_ketua(buku: Workbook) -> None:
    k = kertas(buku, "PK Ketua", (6, 48, 56, 13), _GAYA)
    k.judul("PERJANJIAN KINERJA TAHUN 2024\nKOMISI PEMILIHAN UMUM KOTA KUPANG", 4)
    k.kosong()
    k.teks("Tabel 7. Perjanjian Kinerja KPU Kota Kupang Tahun 2024", 4, tebal=True)
    k.kosong()
    k.tabel("NO | Sasaran Strategis | Indikator | Target", PK_KETUA, "nttp", gabung=(0, 1))
    k.kosong(2)
    k.tanda_tangan(TANDA_TANGAN.strip("\n"), kolom=3)


def _anggaran(buku: Workbook) -> None:
    k = kertas(buku, "Anggaran", (6, 62, 20, 20, 20), _GAYA)
    k.judul("PROGRAM, RENCANA KERJA DAN ANGGARAN TAHUN 2024", 5)
    k.kosong(2)
    k.teks("Tabel 8. Kegiatan dan Anggaran Tahun Anggaran 2024", 5, tebal=True)
    kepala = "NO | PROGRAM/KEGIATAN | ANGGARAN (Rp.) | REALISASI (Rp.) | SISA ANGGARAN (Rp.)"
    k.tabel(kepala, KEGIATAN, "ntrrr")


def _iku(buku: Workbook) -> None:
    k = kertas(buku, "IKU", (5, 27, 30, 33, 30, 30, 23, 24), _GAYA)
    k.teks("Tabel 9. Indikator Kinerja Utama KPU Kota Kupang Tahun 2024.", 8, tebal=True)
    k.kosong()
    kepala = (
        "NO | INDIKATOR | Sasaran Strategis | Definisi | Cara Perhitungan"
        " | Satuan dan Ukuran Keberhasilan | Penanggung Jawab | Sumber Data"
    )
    k.tabel(kepala, IKU, "nttttttt")


def _capaian(buku: Workbook) -> None:
    k = kertas(buku, "Capaian", (14, 38, 5, 48, 11, 12, 13), _GAYA)
    k.judul("CAPAIAN KINERJA ORGANISASI\nKPU KOTA KUPANG TAHUN 2024", 7)
    k.kosong()
    k.teks("Tabel 10. Capaian Kinerja KPU Kota Kupang Tahun 2024", 7, tebal=True)
    k.kosong()
    k.tabel(_CAPAIAN, CAPAIAN, "ttntppp", gabung=(0, 1))
    k.kosong()
    k.teks(KETERANGAN.strip("\n"), 7)
    k.kosong()
    k.teks(HITUNGAN.strip("\n"), 7)


def _target(buku: Workbook) -> None:
    k = kertas(buku, "Target sasaran", (44, 56, 14, 14, 14), _GAYA)
    k.judul("INDIKATOR KINERJA PER SASARAN STRATEGIS", 5)
    k.kosong(2)
    k.teks("Tabel 11. Indikator Kinerja Sasaran Strategis 1", 5, tebal=True)
    k.tabel("No | Indikator | Target | Realisasi | Persentase Capaian", TABEL_11, "ntppp")
    for judul, isi in TARGET.items():
        k.kosong(2)
        k.teks(judul, 3, tebal=True)
        k.tabel("Sasaran Strategis | Indikator | Target 2024", isi, "ttp", gabung=(0,))


def _tahunan(buku: Workbook) -> None:
    k = kertas(buku, "Capaian multi-tahun", (12, 12, 12, 12, 13, 14, 14, 26), _GAYA)
    k.judul("PERBANDINGAN CAPAIAN KINERJA TAHUN 2020-2024", 8)
    for ke, blok in enumerate(TAHUNAN.strip("\n").split("\n\n")):
        k.kosong(1 if ke % 3 else 2)
        _satu_tahunan(k, blok)


def _satu_tahunan(k: Kertas, blok: str) -> None:
    judul, sasaran, indikator, renstra, nilai = blok.splitlines()
    kepala = f"""
{sasaran}{" | <<" * 7}
{indikator}{" | <<" * 7}
Realisasi 2020-2023 | << | << | << | 2024 | << | << | {renstra}
2020 | 2021 | 2022 | 2023 | Target | Realisasi | Capaian | Target
"""
    k.teks(judul, 8, tebal=True)
    k.tabel(kepala, nilai, "pppppppp")


def _realisasi(buku: Workbook) -> None:
    k = kertas(buku, "Realisasi", (6, 66, 21, 21, 19, 10), _GAYA)
    k.judul("REALISASI ANGGARAN\nKPU KOTA KUPANG TAHUN 2024", 6)
    k.kosong()
    k.teks("Tabel 29. Realisasi Anggaran Tahun 2024", 6, tebal=True)
    k.tabel(_ANGGARAN, ANGGARAN, "ntrrrp")
    k.kosong(2)
    k.teks("Tabel 30. Capaian Kinerja Pelaksanaan Anggaran", 5, tebal=True)
    kepala = "NO | NOMENKLATUR KOMPONEN | ANGGARAN | << | <<\n^^ | ^^ | ALOKASI | REALISASI | %"
    k.tabel(kepala, KOMPONEN, "ntrrp")
