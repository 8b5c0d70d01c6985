"""Each official form of LAYOUT.md, drawn with a few rows, and the literal records that it holds."""

# ruff: noqa: E501 (drawn tables are as wide as they are)

from __future__ import annotations

from pembuat_tabel import Bentuk, gambar

PK_KETUA = Bentuk(
    "1a PK Ketua",
    gambar(
        "Tabel 7. Perjanjian Kinerja KPU Kota Kupang Tahun 2024",
        """
NO | Sasaran Strategis     | Indikator                  | Target
1  | Terwujudnya informasi | Persentase partai mutakhir | 100%
2  | Terwujudnya lembaga   | Nilai reformasi birokrasi  | 76
^^ | ^^                    | Nilai akuntabilitas        | B
^^ | ^^                    | Opini BPK                  | WTP
3  | Terwujudnya pemilih   | Partisipasi pemilih        | 77,5%
""",
    ),
    "target_sasaran",
    (
        ("1", "", "Terwujudnya informasi", "Persentase partai mutakhir", "100%"),
        ("2", "", "Terwujudnya lembaga", "Nilai reformasi birokrasi", "76"),
        ("2", "", "Terwujudnya lembaga", "Nilai akuntabilitas", "B"),
        ("2", "", "Terwujudnya lembaga", "Opini BPK", "WTP"),
        ("3", "", "Terwujudnya pemilih", "Partisipasi pemilih", "77,5%"),
    ),
)
PK_SEKRETARIS = Bentuk(
    "1b PK Sekretaris",
    gambar(
        "Perjanjian Kinerja Tahun 2020 / Sekretariat Komisi Pemilihan Umum Provinsi Nusa Tenggara Timur",
        """
No. | Sasaran Strategis   | Indikator Kinerja     | Target
(1) | (2)                 | (3)                   | (4)
1.  | Meningkatnya SAKIP  | Nilai SAKIP           | B
2.  | Terpenuhinya sarana | Sarana berfungsi baik | 100%
3.  | Meningkatnya SDM    | Pegawai bersertifikat | 22 orang
^^  | ^^                  | Temuan ditindaklanjut | 90%
""",
        bernomor=True,
    ),
    "target_sasaran",
    (
        ("1.", "", "Meningkatnya SAKIP", "Nilai SAKIP", "B"),
        ("2.", "", "Terpenuhinya sarana", "Sarana berfungsi baik", "100%"),
        ("3.", "", "Meningkatnya SDM", "Pegawai bersertifikat", "22 orang"),
        ("3.", "", "Meningkatnya SDM", "Temuan ditindaklanjut", "90%"),
    ),
)
PK_BAGIAN = Bentuk(
    "1c PK Bagian",
    gambar(
        "PERJANJIAN KINERJA TAHUN 2020 / BAGIAN KEUANGAN, UMUM & LOGISTIK",
        """
No. | Program/Kegiatan              | Sasaran Kegiatan     | Indikator Kinerja Kegiatan | Target
A   | Program Dukungan Manajemen    | <<                   | <<                         | <<
1.  | Pengelolaan keuangan          | Tertibnya keuangan   | Laporan sesuai ketentuan   | 100%
^^  | ^^                            | ^^                   | Jumlah laporan akuntansi   | 1 Lap
2.  | Pengelolaan logistik          | Tersedianya logistik | Satker tanpa masalah       | 9 satker
^^  | ^^                            | Terkirimnya logistik | Tepat jenis dan jumlah     | 98%
B   | Program Penguatan Kelembagaan | <<                   | <<                         | <<
1   | Penyuluhan peraturan          | Tersusunnya aturan   | Rancangan diselesaikan     | 8 kali
""",
    ),
    "target_kegiatan",
    (
        ("1.", "Pengelolaan keuangan", "Tertibnya keuangan", "Laporan sesuai ketentuan", "100%"),
        ("1.", "Pengelolaan keuangan", "Tertibnya keuangan", "Jumlah laporan akuntansi", "1 Lap"),
        ("2.", "Pengelolaan logistik", "Tersedianya logistik", "Satker tanpa masalah", "9 satker"),
        ("2.", "Pengelolaan logistik", "Terkirimnya logistik", "Tepat jenis dan jumlah", "98%"),
        ("1", "Penyuluhan peraturan", "Tersusunnya aturan", "Rancangan diselesaikan", "8 kali"),
    ),
)
RKT_SEKRETARIS = Bentuk(
    "2a RKT Sekretaris",
    gambar(
        "Tabel 2. Rencana Kinerja Sekretariat KPU Kabupaten TTU Tahun 2023",
        """
No  | Sasaran Strategis  | Indikator Kinerja          | Target
(1) | (2)                | (3)                        | (4)
1   | Meningkatnya kerja | Persentase kepatuhan       | 85%
2   | Meningkatnya data  | Pemutakhiran tepat waktu   | 100%
^^  | ^^                 | Permohonan informasi       | 2 Lap
""",
        bernomor=True,
    ),
    "target_sasaran",
    (
        ("1", "", "Meningkatnya kerja", "Persentase kepatuhan", "85%"),
        ("2", "", "Meningkatnya data", "Pemutakhiran tepat waktu", "100%"),
        ("2", "", "Meningkatnya data", "Permohonan informasi", "2 Lap"),
    ),
)
RKT_SUB_BAGIAN = Bentuk(
    "2b RKT Sub Bagian, tanpa baris (1)(2)(3), judul Kegiatan",
    gambar(
        "6. Rencana Kinerja Sub Bagian Hukum dan SDM Tahun 2023",
        """
No. | Kegiatan          | Sasaran Kegiatan    | Indikator Kinerja Kegiatan | Target
1   | Penyusunan hukum  | Tersusunnya produk  | Produk hukum disusun       | 100%
^^  | ^^                | Tersedianya JDIH    | Dokumen diunggah           | 12 dokumen
2   | Pembinaan pegawai | Meningkatnya SDM    | Pegawai dilatih            | 80%
""",
    ),
    "target_kegiatan",
    (
        ("1", "Penyusunan hukum", "Tersusunnya produk", "Produk hukum disusun", "100%"),
        ("1", "Penyusunan hukum", "Tersedianya JDIH", "Dokumen diunggah", "12 dokumen"),
        ("2", "Pembinaan pegawai", "Meningkatnya SDM", "Pegawai dilatih", "80%"),
    ),
)
DAFTAR_ANGGARAN = Bentuk(
    "2c Program, Kegiatan dan Anggaran",
    gambar(
        "Program, Kegiatan dan Anggaran Tahun 2023",
        """
Kode | Program / Sub Bagian / Rincian | Anggaran (Rp.)
1.   | Program Penyelenggaraan Pemilu | 1.500.000
1.1. | Sub Bagian Perencanaan         | 900.000
-    | Penganggaran pemilu            | 600.000
-    | Sarana IT                      | 300.000
1.2. | Sub Bagian Keuangan            | 600.000
a.   | Penyiapan logistik             |
-    | Pengadaan barang               | 600.000
2.   | Program Dukungan Manajemen     | 250.000
""",
    ),
    "anggaran_rencana",
    (
        ("1", "Program Penyelenggaraan Pemilu", "1", "1.500.000", "", "", ""),
        ("1.1.1", "Sub Bagian Perencanaan", "2", "900.000", "", "", ""),
        ("1.1.1.-", "Penganggaran pemilu", "9", "600.000", "", "", ""),
        ("1.1.1.-", "Sarana IT", "9", "300.000", "", "", ""),
        ("1.1.2", "Sub Bagian Keuangan", "2", "600.000", "", "", ""),
        ("1.1.2.a", "Penyiapan logistik", "8", "", "", "", ""),
        ("1.1.2.a.-", "Pengadaan barang", "9", "600.000", "", "", ""),
        ("2", "Program Dukungan Manajemen", "1", "250.000", "", "", ""),
    ),
)
RAK_TRIWULAN = Bentuk(
    "3a RAK Ketua",
    gambar(
        "RENCANA AKSI KINERJA (RAK) / KPU PROVINSI NUSA TENGGARA TIMUR / TAHUN 2021",
        """
NO  | SASARAN     | INDIKATOR KINERJA | TARGET | KEGIATAN YANG AKAN DILAKSANAKAN | RENCANA PELAKSANAAN | << | << | << | PELAKSANA
^^  | ^^          | ^^                | ^^     | ^^                              | T1  | T2  | T3  | T4  | ^^
(1) | (2)         | (3)               | (4)    | (5)                             | (6) | (7) | (8) | (9) | (10)
1.  | Berkualitas | Nilai SAKIP       | B      | Menyusun LKj                    | ✓   |     |     | ✓   | Program & Data
^^  | ^^          | Partisipasi       | 77,5%  | Sosialisasi                     |     | ✓   | ✓   |     | Teknis & Hupmas
2.  | Berkeadilan | Sengketa menang   | 70%    | Advokasi                        | ✓   | ✓   | ✓   | ✓   | Hukum
""",
        kepala=2,
        bernomor=True,
    ),
    "rak_triwulan",
    (
        ("1.", "Berkualitas", "Nilai SAKIP", "B", "Menyusun LKj", "t1 t4", "Program & Data"),
        ("1.", "Berkualitas", "Partisipasi", "77,5%", "Sosialisasi", "t2 t3", "Teknis & Hupmas"),
        ("2.", "Berkeadilan", "Sengketa menang", "70%", "Advokasi", "t1 t2 t3 t4", "Hukum"),
    ),
)
RAK_BULAN = Bentuk(
    "3b RAK Sekretaris",
    gambar(
        "RENCANA AKSI KINERJA (RAK) / KPU PROVINSI NUSA TENGGARA TIMUR / TAHUN 2021",
        """
NO | SASARAN | INDIKATOR KINERJA | TARGET | KEGIATAN YANG DILAKSANAKAN | RENCANA PELAKSANAAN |<<|<<|<<|<<|<<|<<|<<|<<|<<|<<|<<| PELAKSANA
^^ | ^^      | ^^                | ^^     | ^^                         | 1|2|3|4|5|6|7|8|9|10|11|12 | ^^
(1)| (2)     | (3)               | (4)    | (5)                        | (6)|(7)|(8)|(9)|(10)|(11)|(12)|(13)|(14)|(15)|(16)|(17) | (18)
1. | Tertib  | Laporan keuangan  | 100%   | Menyusun laporan           | ✓||||||✓|||||✓ | Keuangan
2. | Andal   | Pegawai dilatih   | 22 orang | Pelatihan                | ||x||||||||| | SDM
^^ | ^^      | Arsip tertata     | 88%    | Penataan                   | |v|v||||||||| | Umum
""",
        kepala=2,
        bernomor=True,
    ),
    "rak_bulan",
    (
        ("1.", "Tertib", "Laporan keuangan", "100%", "Menyusun laporan", "b1 b7 b12", "Keuangan"),
        ("2.", "Andal", "Pegawai dilatih", "22 orang", "Pelatihan", "b3", "SDM"),
        ("2.", "Andal", "Arsip tertata", "88%", "Penataan", "b2 b3", "Umum"),
    ),
)
_RENSTRA_HASIL = (
    ("", "", "Informasi partai", "Partai mutakhir", "", "2020=20%", "2021=25%", "2022=30%"),
    ("", "", "Lembaga andal", "Nilai RB", "", "2020=-", "2021=74", "2022=75"),
    ("", "", "Lembaga andal", "Nilai SAKIP", "", "2020=CC", "2021=B", "2022=B"),
    ("", "", "Aturan jelas", "Sengketa menang", "", "2020=60%", "2021=65%", "2022=0,17%"),
)
RENSTRA_NOMOR = Bentuk(
    "4 Renstra, nomor tujuan di kolom 1",
    gambar(
        "Tabel 1. Matriks Renstra KPU Kabupaten TTU",
        """
TUJUAN | SASARAN STRATEGIS                | INDIKATOR KINERJA UTAMA | TARGET KINERJA | << | <<
^^     | ^^                               | ^^                      | 2020 | 2021 | 2022
1      | Mewujudkan KPU yang mandiri      | <<                      | <<   | <<   | <<
       | Informasi partai                 | Partai mutakhir         | 20%  | 25%  | 30%
       | Lembaga andal                    | Nilai RB                | -    | 74   | 75
       | ^^                               | Nilai SAKIP             | CC   | B    | B
2      | Menyelenggarakan pemilu serentak | <<                      | <<   | <<   | <<
       | Aturan jelas                     | Sengketa menang         | 60%  | 65%  | 0,17%
""",
        kepala=2,
    ),
    "renstra",
    _RENSTRA_HASIL,
)
RENSTRA_GABUNG = Bentuk(
    "4 Renstra, '1. Tujuan' digabung",
    gambar(
        "Tabel 5. Rencana Strategis KPU Kota Kupang",
        """
Tujuan                      | Sasaran Strategis | Indikator       | Target Kinerja KPU Kota Kupang | << | <<
^^                          | ^^                | ^^              | 2020 | 2021 | 2022
1. Mewujudkan KPU mandiri   | <<                | <<              | <<   | <<   | <<
                            | Informasi partai  | Partai mutakhir | 20%  | 25%  | 30%
                            | Lembaga andal     | Nilai RB        | -    | 74   | 75
                            | ^^                | Nilai SAKIP     | CC   | B    | B
2. Menyelenggarakan pemilu  | <<                | <<              | <<   | <<   | <<
                            | Aturan jelas      | Sengketa menang | 60%  | 65%  | 0,17%
""",
        kepala=2,
    ),
    "renstra",
    _RENSTRA_HASIL,
)

PERENCANAAN = (
    PK_KETUA,
    PK_SEKRETARIS,
    PK_BAGIAN,
    RKT_SEKRETARIS,
    RKT_SUB_BAGIAN,
    DAFTAR_ANGGARAN,
    RAK_TRIWULAN,
    RAK_BULAN,
    RENSTRA_NOMOR,
    RENSTRA_GABUNG,
)  # fmt: skip
