# ruff: noqa: E501
"""Turns the supporting counts of LKj Sekretariat KPU Provinsi NTT 2020 (seed 001) into three sheets.

Candidates are "Pasangan Calon n" and speakers "(narasumber)": no person is named.
"""

from typing import Final

from openpyxl import Workbook

from workbooks.bangun.tata import Gaya, Kertas, kertas

# l.199-218
STATUS: Final = """
1 | SEKRETARIS | - | - | - | - | - | Lowong
2 | BAGIAN KEUANGAN, UMUM, DAN LOGISTIK | << | << | << | << | << | <<
 | Kepala Bagian | 1 | - | 1 | - | -
 | Sub Bagian Keuangan | 10 | 3 | 2 | 2 | 3
 | Sub Bagian Umum dan Logistik | 14 | 5 | - | 9 | -
3 | BAGIAN HUKUM, TEKNIS DAN HUPMAS | << | << | << | << | << | <<
 | Kepala Bagian | 1 | - | 1 | - | -
 | Sub Bagian Hukum | 5 | 4 | - | 1 | -
 | Sub Bagian Teknis dan Hupmas | 7 | 2 | 2 | - | 3
4 | BAGIAN PROGRAM, DATA, ORGANISASI DAN SDM | << | << | << | << | << | <<
 | Kepala Bagian | 1 | - | 1 | - | -
 | Sub Bagian Program dan Data | 7 | 5 | 1 | - | 1
 | Sub Bagian Organisasi dan SDM | 8 | 5 | 1 | - | 2
! | TOTAL | 54 | 24 | 9 | 12 | 9
"""
# l.222-268
PENDIDIKAN: Final = """
1 | Sekretaris | - | - | - | - | - | - | - | Plt
2 | Bagian Keuangan, Umum dan Logistik
 | Kepala Bagian | 1 | - | 1 | - | - | - | -
 | Sub Bagian Keuangan
 | Kasubag | 1 | - | 1 | - | - | - | -
 | Pelaksana | 4 | - | 3 | 1 | - | - | -
 | Tenaga Honorer | 2 | - | 1 | - | 1 | - | -
 | Tenaga Pendukung | 3 | - | 2 | 1 | - | - | -
 | Sub Bagian Umum dan Logistik
 | Kasubag | 1 | - | 1 | - | - | - | -
 | Pelaksana | 4 | - | 2 | - | - | - | 2
 | Tenaga Honorer | 9 | 1 | 3 | - | 5 | - | -
===
 | Tenaga Pendukung | - | - | - | - | - | - | -
3 | Bagian Hukum, Teknis, dan Hupmas
 | Kepala Bagian | 1 | - | 1 | - | - | - | -
 | Sub Bagian Hukum
 | Kasubag | 1 | 1 | - | - | - | - | -
 | Pelaksana | 3 | 3 | - | - | - | - | -
 | Tenaga Honorer | 1 | - | 1 | - | - | - | -
 | Tenaga Pendukung | - | - | - | - | - | - | -
 | Sub Bagian Teknis dan Hupmas
 | Kasubag | 1 | - | 1 | - | - | - | - | Plt
 | Pelaksana | 3 | 2 | 1 | - | - | - | -
 | Tenaga Honorer | - | - | - | - | - | - | -
 | Tenaga Pendukung | 3 | - | 2 | 1 | - | - | -
4 | BAGIAN PROGRAM, DATA, ORGANISASI DAN SDM
 | Kepala Bagian | 1 | 1 | - | - | - | - | -
 | Sub Bagian Program dan Data
 | Kasubag | 1 | - | 1 | - | - | - | -
 | Pelaksana | 5 | 2 | 2 | - | 1 | - | -
 | Tenaga Honorer | - | - | - | - | - | - | -
 | Tenaga Pendukung | 1 | - | 1 | - | - | - | -
 | Sub Bagian Organisasi dan SDM
 | Kasubag | 1 | 1 | - | - | - | - | -
 | Pelaksana | 5 | - | 3 | 1 | - | 1 | -
 | Tenaga Honorer | - | - | - | - | - | - | -
 | Tenaga Pendukung | 2 | - | 1 | - | 1 | - | -
! | TOTAL | 54 | 11 | 28 | 4 | 8 | 1 | 2
"""
# l.727-737
PEMUTAKHIRAN: Final = """
1 | Timor Tengah Utara | 24 | 193 | 185.620 | 179.732 | 173.429 | 172.385
2 | Belu | 12 | 81 | 157.940 | 157.598 | 118.280 | 118.005
3 | Ngada | 12 | 151 | 121.538 | 123.817 | 110.073 | 111.416
4 | Manggarai | 12 | 171 | 226.326 | 248.741 | 220.594 | 219.120
5 | Sumba Timur | 22 | 156 | 163.833 | 184.858 | 171.901 | 171.685
6 | Sumba Barat | 6 | 74 | 99.094 | 98.259 | 83.437 | 82.649
7 | Manggarai Barat | 12 | 169 | 180.969 | 180.767 | 172.160 | 172.684
8 | Sabu Raijua | 6 | 63 | '64.199 | 65.601 | 54.671 | 54.546
9 | Malaka | 12 | 127 | 142.546 | 152.642 | 115.433 | 115.304
! | TOTAL | 118 | 1.185 | 1.342.065 | 1.392.015 | 1.219.978 | 1.217.794
"""
# l.753-768
BERKELANJUTAN: Final = """
1 | Alor | 136.718 | 137.659 | 137.886 | 140.004 | 142.063
2 | Ende | 168.266 | 170.028 | 170.183 | 170.522 | 170.798
3 | Flores Timur | 158.860 | 163.321 | 163.475 | 163.334 | 164.093
4 | Kupang | 222.020 | 222.509 | 222.271 | 222.214 | 224.915
5 | Kota Kupang | 252.128 | 252.416 | 253.055 | 253.125 | 240.560
6 | Lembata | 82.312 | 82.338 | 82.335 | 82.676 | 84.457
7 | Manggarai Timur | 199.335 | 199.656 | 199.614 | 199.975 | 200.220
8 | Nagekeo | 100.493 | 104.215 | 104.551 | 105.081 | 105.643
9 | Rote Ndao | 88.853 | 88.390 | 88.606 | 91.465 | '94.053
10 | Sikka | 197.823 | 200.408 | 200.475 | 200.489 | 200.544
11 | Sumba Barat Daya | 225.200 | 225.200 | 226.552 | 226.466 | 226.486
12 | Sumba Tengah | 49.249 | 50.183 | 50.222 | 50.334 | 50.405
13 | Timor Tengah Selatan | 299.838 | 300.997 | 300.497 | 312.015 | 317.514
! | TOTAL | 2.181.095 | 2.197.320 | 2.199.722 | 2.217.700 | 2.221.751
"""
# l.615-617
SERTIFIKAT: Final = """
1. | Sertifikat Bendahara | #3 Orang
2. | Sertifikat Pengadaan Barang dan Jasa | 12 Orang
"""
# l.672-679
SARANA: Final = """
Tanah | Tanah Bangunan Pemerintah seluas 1.500m2
Gedung dan Bangunan | Bangunan gedung kantor¶Bangunan gedung garasi
Peralatan dan Mesin | 83 Item berjumlah 602, dengan rincian :¶Kondisi Baik : 549¶Kondisi rusak ringan : 9¶Kondisi rusak berat : 44
"""
# l.800-815
KEPUTUSAN: Final = """
1 | Januari | 5 | 4 | 1 | 2 | 14 | -
2 | Februari | - | - | 1 | 2 | 5 | 1
3 | Maret | - | - | - | - | 2 | 1
4 | April | - | - | - | - | - | -
5 | Mei | - | - | - | - | 3 | 1
6 | Juni | - | - | - | 1 | 4 | -
7 | Juli | - | - | 1 | 1 | 3 | -
8 | Agustus | - | 2 | - | - | 1 | -
9 | September | - | - | - | 1 | 2 | -
10 | Oktober | - | - | - | - | - | -
11 | November | - | 1 | - | - | - | -
12 | Desember | - | - | - | - | - | -
! | TOTAL | 5 | 7 | 3 | 7 | 34 | 3
! | TOTAL | 59 | << | << | << | << | <<
"""
# l.964-975
ADHOC: Final = """
1. | Timor Tengah Utara | 120 | 579 | 518 | 3.626
2. | Belu | 60 | 243 | 426 | 2.982
3. | Ngada | 60 | 453 | 357 | 2.499
4. | Manggarai | 60 | 513 | 696 | '4.872
5. | Sumba Timur | 110 | 468 | 573 | 4.018
6. | Sumba Barat | 30 | 222 | 267 | 1.869
7. | Manggarai Barat | 60 | 507 | 584 | 4.102
8. | Sabu Raijua | 30 | 189 | 180 | 1.260
9. | Malaka | 60 | 381 | 395 | 2.765
! | TOTAL | 590 | 3.555 | 3.996 | 27.993
"""
# l.1001-1004
SURAT: Final = """
KPU RI | 255 | 62
KPU Kabupaten/Kota | 297 | 163
Stakeholder | 333 | 382
"""
# l.1150-1210, 27 pairs in 9 kabupaten
SUARA: Final = """
1. | Belu | Pasangan Calon 1 | 49,8%¶(50.381 Suara)
 |  | Pasangan Calon 2 | 50,2%¶(50.712 Suara)
2. | Malaka | Pasangan Calon 1 | 50,5%¶(50.583 Suara)
 |  | Pasangan Calon 2 | 49,5%¶(49.572 Suara)
3. | Manggarai | Pasangan Calon 1 | 39,3%¶(67.285 Suara)
 |  | Pasangan Calon 2 | 60,7%¶(103.738 Suara)
4. | Manggarai Barat | Pasangan Calon 1 | 21,8%¶(29.593 Suara)
 |  | Pasangan Calon 2 | 30,6%¶(41.459 Suara)
 |  | Pasangan Calon 3 | 33,2%¶45.057 Suara)
 |  | Pasangan Calon 4 | 14,3%¶(19.412 Suara)
5. | Ngada | Pasangan Calon 1 | 16,7%¶(14.374 Suara)
 |  | Pasangan Calon 2 | 27,7%¶(23.804 Suara)
 |  | Pasangan Calon 3 | 17,2%¶(14.778 Suara)
 |  | Pasangan Calon 4 | 19,4%¶(16.636 Suara)
 |  | Pasangan Calon 5 | 19%¶(16.313 Suara)
6. | Sabu Raijua | Pasangan Calon 1 | 30,1%¶(13.292 Suara)
 |  | Pasangan Calon 2 | 48,3%¶(21.359 Suara)
 |  | Pasangan Calon 3 | 21,6%¶(9.569 Suara)
7. | Sumba Barat | Pasangan Calon 1 | 29,9%¶(19.534 Suara)
 |  | Pasangan Calon 2 | 12,8%¶(8374 Suara)
===
 |  | Pasangan Calon 3 | 29,8 %¶(19.473 Suara)
 |  | Pasangan Calon 4 | 27,5%¶(17.932 Suara)
8. | Sumba Timur | Pasangan Calon 1 | 57,2%¶(89.122 Suara)
 |  | Pasangan Calon 2 | 42,8%¶(60.019 Suara)
9. | Timor Tengah Utara | Pasangan Calon 1 | 33,5%¶(43.958 Suara)
 |  | Pasangan Calon 2 | 29,3%¶(38.408 Suara)
 |  | Pasangan Calon 3 | 37,3%¶(48.926 suara)
"""
# l.1232-1248
KAMPUS: Final = """
1. | Rabu, 07 Oktober 2020 | Universitas Timor Fakultas Ilmu Sosial dan Ilmu Politik | (narasumber) | 50 orang
2. | Jumat, 09 Oktober 2020 | Univeristas Timor Program Studi Keperawatan Kampus Atambua | (narasumber) | #50 orang
3. | Sabtu, 10 Oktober 2020 | STISIP Fajar Timur Malaka | (narasumber) | 50 orang
4. | Selasa, 20 Oktober 2020 | Kampus STIMIKOM Stella Maris Cab. Sumba Barat | (narasumber) | 50 orang
5. | Selasa, 27 Oktober 2020 | Sekolah Tinggi Pertanian Bajawa Flores | (narasumber) | #50 orang
6. | Sabtu, 21 November 2020 | Universitas Katolik St. Paulus Ruteng Manggarai | (narasumber) | 50 orang (luring)¶500 orang (daring)
7. | Rabu, 25 November 2020 | SMKN I Loli Sumba Barat | (narasumber) | 50 orang
8. | Kamis, 26 November 2020 | Akademi Perawat Waingapu | (narasumber) | 50 orang
===
9. | Sabtu, 28 November 2020 | SMKN 2 Sabu Barat Sabu Raijua | (narasumber) | #50 orang
10. | Senin, 30 November 2020 | SMAK Ignasius Loyola Manggarai Barat | (narasumber) | 50 orang
"""


def tambah(buku: Workbook, gaya: Gaya) -> None:
    """Add the sheets SDM, Data Pemilih and Data Dukung."""
    _sdm(buku, gaya)
    _pemilih(buku, gaya)
    _dukung(buku, gaya)


def _sdm(buku: Workbook, gaya: Gaya) -> None:
    k = kertas(buku, "SDM", (6, 44, 10, 10, 10, 10, 11, 8, 8, 10), gaya)
    k.judul("SUMBER DAYA MANUSIA\nSEKRETARIAT KPU PROVINSI NUSA TENGGARA TIMUR", 10)
    k.kosong(2)
    k.teks("a. Sumber Daya Manusia berdasarkan Status Kepegawaian", 8)
    kepala = """
No | Uraian | Jumlah | Status | << | << | << | Ket
^^ | ^^ | ^^ | Organik | DPK | Honorer | Pendukung | ^^
"""
    k.tabel(kepala, STATUS, "ntpppppp")
    k.kosong(2)
    k.teks(
        "b. Sumber Daya Manusia berdasarkan Bagian, Sub Bagian dan Jenjang Pendidikan"
        " per bulan Desember 2020 sebagai berikut :",
        10,
    )
    kepala = """
NO | URAIAN | JUMLAH | PENDIDIKAN | << | << | << | << | << | KET
^^ | ^^ | ^^ | S2 | S1 | DIII | SMA | SMP | SD | ^^
1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10
"""
    k.tabel(kepala, PENDIDIKAN, "ntpppppppp")


def _pemilih(buku: Workbook, gaya: Gaya) -> None:
    k = kertas(buku, "Data Pemilih", (6, 28, 14, 14, 14, 14, 14, 14), gaya)
    k.judul("DATA PEMILIH TAHUN 2020", 8)
    k.kosong()
    k.teks("Data pemutakhiran data pemilih Pemilihan Serentak Tahun 2020", 8)
    kepala = (
        "No | Kabupaten | Jumlah Kec | Jumlah Desa/Kel | DP4 | Model A- KWK | Model A.1-KWK | Model A.3-KWK"
    )
    k.tabel(kepala, PEMUTAKHIRAN, "ntrrrrrr")
    k.kosong(2)
    k.teks("Rekapitulasi daftar pemilih berkelanjutan yang dihasilkan dalam tahun 2020", 7)
    k.kosong()
    kepala = """
No | Kabupaten/Kota | Jumlah DPTHP3 | Jumlah Daftar Pemilih Berkelanjutan 2020 | << | << | <<
^^ | ^^ | ^^ | Tri I | Tri II | Tri III | Tri IV
"""
    k.tabel(kepala, BERKELANJUTAN, "ntrrrrr")


def _dukung(buku: Workbook, gaya: Gaya) -> None:
    k = kertas(buku, "Data Dukung", (18, 44, 30, 22, 18, 11, 11, 11), gaya)
    k.judul("DATA DUKUNG CAPAIAN KINERJA TAHUN 2020", 8)
    k.kosong()
    k.teks("Sertifikat Pendidikan dan Pelatihan", 3, tebal=True)
    k.tabel("No | Uraian | Jumlah (orang)", SERTIFIKAT, "ntp")
    k.kosong(2)
    k.teks("Daftar sarana-prasarana perkantoran", 2, tebal=True)
    k.tabel("Sarana | Keterangan", SARANA, "tt")
    k.kosong(2)
    k.teks("Surat Keputusan per Bulan", 8, tebal=True)
    kepala = """
No | Bulan | Sub Bagian | << | << | << | << | <<
^^ | ^^ | Umum | Keuangan | Teknis | Hukum | SDM | Proda
"""
    k.tabel(kepala, KEPUTUSAN, "ntpppppp")
    _pemilihan(k)


def _pemilihan(k: Kertas) -> None:
    k.kosong(2)
    k.teks("Jumlah badan adhoc yang terbentuk", 6, tebal=True)
    kepala = "No | Kabupaten | Adhoc | << | << | <<\n^^ | ^^ | PPK | PPS | PPDP | KPPS"
    k.tabel(kepala, ADHOC, "ntrrrr")
    k.kosong(2)
    k.teks("Surat masuk dan surat keluar", 3, tebal=True)
    k.tabel("Asal/Tujuan Surat | Surat Masuk | Surat Keluar", SURAT, "tpp")
    k.kosong(2)
    k.teks("Hasil perolehan untuk masing-masing pasangan calon setiap kabupaten", 4, tebal=True)
    k.tabel("No | Kabupaten | Pasangan Calon | Perolehan suara", SUARA, "nttc", gabung=(0, 1))
    k.kosong(2)
    k.teks("10 titik pelaksanaan kegiatan Goes To Campus yakni :", 5, tebal=True)
    k.tabel("No | Tanggal | Lokasi | Narasumber | Jumlah peserta", KAMPUS, "ntttp")
