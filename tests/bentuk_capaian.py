"""The forms of capaian, IKU and realisasi anggaran (LAYOUT.md 5 and 6), with the literal records that they hold."""

# ruff: noqa: E501 (drawn tables are as wide as they are)

from __future__ import annotations

from pembuat_tabel import Bentuk, gambar

CAPAIAN_KETUA = Bentuk(
    "5a capaian Ketua",
    gambar(
        "Tabel 10. Capaian Kinerja KPU Kota Kupang Tahun 2024",
        """
Tujuan            | Sasaran Strategis | No | Indikator       | Target | Realisasi | Persentase Capaian
1. Tujuan mandiri | <<                | << | <<              | <<     | <<        | <<
                  | Informasi partai  | 1  | Partai mutakhir | 40%    | 40%       | 100%
                  | Lembaga andal     | 1  | Nilai RB        | 76     | 88,84     | 116,90%
                  | ^^                | 2  | Nilai SAKIP     | B      | BB        | 125%
                  | ^^                | 3  | Opini BPK       | WTP    | -         | 0%
2. Tujuan pemilu  | <<                | << | <<              | <<     | <<        | <<
                  | Pemilih ikut      | 1  | Tidak masuk DPT | 0,16%  | 0,00%     | 200%
                  | ^^                | 2  | Partisipasi     | 77,5%  | 69,66% *  | 89,88%
""",
    ),
    "capaian_sasaran",
    (
        ("1", "", "Informasi partai", "Partai mutakhir", "40%", "40%", "100%", ""),
        ("1", "", "Lembaga andal", "Nilai RB", "76", "88,84", "116,90%", ""),
        ("2", "", "Lembaga andal", "Nilai SAKIP", "B", "BB", "125%", ""),
        ("3", "", "Lembaga andal", "Opini BPK", "WTP", "-", "0%", ""),
        ("1", "", "Pemilih ikut", "Tidak masuk DPT", "0,16%", "0,00%", "200%", ""),
        ("2", "", "Pemilih ikut", "Partisipasi", "77,5%", "69,66%*", "89,88%", ""),
    ),
)
CAPAIAN_SEKRETARIS = Bentuk(
    "5b capaian Sekretaris",
    gambar(
        "Capaian Kinerja Sekretariat KPU Provinsi NTT Tahun 2020",
        """
No. | Indikator Kinerja     | Target   | Realisasi | Capaian
(1) | (2)                   | (3)      | (4)       | (5)
1.  | Nilai SAKIP           | B        | B         | 100%
2.  | Sarana berfungsi baik | 100%     | 91,20%    | 91,20%
3.  | Pegawai bersertifikat | 22 orang | 20 orang  | 90,91%
    | Temuan ditindaklanjut | 90%      | 102,60%   | 114%
""",
        bernomor=True,
    ),
    "capaian_sasaran",
    (
        ("1.", "", "", "Nilai SAKIP", "B", "B", "100%", ""),
        ("2.", "", "", "Sarana berfungsi baik", "100%", "91,20%", "91,20%", ""),
        ("3.", "", "", "Pegawai bersertifikat", "22 orang", "20 orang", "90,91%", ""),
        ("", "", "", "Temuan ditindaklanjut", "90%", "102,60%", "114%", ""),
    ),
)
PENGUKURAN_SEKRETARIS = Bentuk(
    "5b pengukuran Sekretaris, (1)-(4) saja",
    gambar(
        "PENGUKURAN KINERJA SEKRETARIAT TAHUN 2020",
        """
No. | Sasaran Strategis | Indikator Kinerja | Target | Realisasi | % Capaian
(1) | (2)               | (3)               | (4)    |           |
1.  | Meningkatnya SDM  | Pegawai dilatih   | 80%    | 60%       | 75%
2.  | Tertibnya arsip   | Arsip tertata     | 88%    | 88%       | 100%
    | ^^                | Surat tepat waktu | 12 surat | 13 surat | 108,33%
""",
        bernomor=True,
    ),
    "capaian_sasaran",
    (
        ("1.", "", "Meningkatnya SDM", "Pegawai dilatih", "80%", "60%", "75%", ""),
        ("2.", "", "Tertibnya arsip", "Arsip tertata", "88%", "88%", "100%", ""),
        ("", "", "Tertibnya arsip", "Surat tepat waktu", "12 surat", "13 surat", "108,33%", ""),
    ),
)
CAPAIAN_SASARAN = Bentuk(
    "5c capaian per sasaran, kepala bertingkat",
    gambar(
        "Sasaran 3 : Terpenuhinya sarana Tahun 2020",
        """
No | Indikator Kinerja     | Kinerja | <<        | <<
^^ | ^^                    | Target  | Realisasi | % Capaian
1  | Sarana berfungsi baik | 100%    | 91,20%    | 91,20%
2  | Gedung berfungsi baik | 90%     | 90%       | 100%
3  | Ruang rapat tersedia  | 4 ruang | 5 ruang   | 125%
""",
        kepala=2,
    ),
    "capaian_sasaran",
    (
        ("1", "", "", "Sarana berfungsi baik", "100%", "91,20%", "91,20%", ""),
        ("2", "", "", "Gedung berfungsi baik", "90%", "90%", "100%", ""),
        ("3", "", "", "Ruang rapat tersedia", "4 ruang", "5 ruang", "125%", ""),
    ),
)
TARGET_2024 = Bentuk(
    "5c Target 2024 saja",
    gambar(
        "Tabel 14. Sasaran Strategis 2",
        """
Sasaran Strategis | Indikator       | Target 2024
Lembaga andal     | Nilai RB        | 76
^^                | Nilai SAKIP     | B
^^                | Opini BPK       | WTP
""",
    ),
    "target_sasaran",
    (
        ("", "", "Lembaga andal", "Nilai RB", "76"),
        ("", "", "Lembaga andal", "Nilai SAKIP", "B"),
        ("", "", "Lembaga andal", "Opini BPK", "WTP"),
    ),
)
CAPAIAN_KEGIATAN = Bentuk(
    "5d capaian per kegiatan",
    gambar(
        "1. Pelaksanaan Akuntabilitas Keuangan Tahun 2020",
        """
No | Indikator Kinerja Kegiatan | Target | Realisasi | Capaian
1. | Pejabat menyelesaikan      | 100%   | 100%      | 100%
2. | Jumlah laporan             | 1 Lap  | 1 Lap     | 100%
3. | Jumlah revisi              | 8 kali | 13 kali   | 37,50%
""",
    ),
    "capaian_sasaran",
    (
        ("1.", "", "", "Pejabat menyelesaikan", "100%", "100%", "100%", ""),
        ("2.", "", "", "Jumlah laporan", "1 Lap", "1 Lap", "100%", ""),
        ("3.", "", "", "Jumlah revisi", "8 kali", "13 kali", "37,50%", ""),
    ),
)
CAPAIAN_BAGIAN = Bentuk(
    "5e pengukuran Bagian",
    gambar(
        "PENGUKURAN KINERJA TAHUN 2020 / BAGIAN HUKUM, TEKNIS DAN HUPMAS",
        """
No. | Program/Kegiatan              | Sasaran Kegiatan   | Indikator Kinerja Kegiatan | Target | Realisasi | % Capaian
A   | Program Penguatan Kelembagaan | <<                 | <<                         | <<     | <<        | <<
1.  | Penyuluhan peraturan          | Tersusunnya aturan | Rancangan diselesaikan     | 8 kali | 8 kali    | 100%
^^  | ^^                            | Tersedianya JDIH   | Dokumen diunggah           | 100%   | 85%       | 85%
2.  | Fasilitasi teknis             | Terlaksananya      | Sosialisasi                | 2 Lap  | 1 Lap     | 50%
^^  | ^^                            | ^^                 | Publikasi                  | 90%    | 0         | 0%
""",
    ),
    "capaian_kegiatan",
    (
        ("1.", "Penyuluhan peraturan", "Tersusunnya aturan", "Rancangan diselesaikan", "8 kali", "8 kali", "100%", ""),
        ("1.", "Penyuluhan peraturan", "Tersedianya JDIH", "Dokumen diunggah", "100%", "85%", "85%", ""),
        ("2.", "Fasilitasi teknis", "Terlaksananya", "Sosialisasi", "2 Lap", "1 Lap", "50%", ""),
        ("2.", "Fasilitasi teknis", "Terlaksananya", "Publikasi", "90%", "0", "0%", ""),
    ),
)  # fmt: skip
CAPAIAN_TAHUNAN = Bentuk(
    "5f capaian beberapa tahun",
    gambar(
        "Tabel 13. Perbandingan Realisasi / Sasaran Kegiatan : Informasi partai / Indikator Kegiatan : Partai mutakhir",
        """
Realisasi 2020-2023 | <<   | <<   | <<   | 2024   | <<        | <<      | Renstra KPU 2020-2024 (PKPU 197/2020)
2020                | 2021 | 2022 | 2023 | Target | Realisasi | Capaian | Target
-                   | -    | 30%  | 35%  | 40%    | 40%       | 100%    | 40%
""",
        kepala=2,
    ),
    "capaian_tahunan",
    (
        ("", "", "Informasi partai", "Partai mutakhir", "40%", "40%", "100%", "40%",
         "2020=-", "2021=-", "2022=30%", "2023=35%"),
    ),
)  # fmt: skip
IKU = Bentuk(
    "5g IKU",
    gambar(
        "Tabel 9. Indikator Kinerja Utama KPU Kota Kupang Tahun 2024",
        """
NO | INDIKATOR       | Sasaran Strategis | Definisi       | Cara Perhitungan | Satuan dan Ukuran Keberhasilan | Penanggung Jawab | Sumber Data
1  | Partai mutakhir | Informasi partai  | Informasi baru | A / B x 100 %    | Persen (kumulatif)             | Subbag Teknis    | SIPOL
2  | Nilai RB        | Lembaga andal     | Nilai evaluasi | Hasil penilaian  | (nominal)                      | Subbag Keuangan  | Kemenpan
3  | Opini BPK       | ^^                | Opini atas LK  | Hasil audit      | Opini                          | Sekretaris       | LHP BPK
""",
    ),
    "iku",
    (
        ("1", "Partai mutakhir", "Persen (kumulatif)", "Subbag Teknis", ""),
        ("2", "Nilai RB", "(nominal)", "Subbag Keuangan", ""),
        ("3", "Opini BPK", "Opini", "Sekretaris", ""),
    ),
)
ANGGARAN_NTT = Bentuk(
    "6a anggaran NTT, kode panjang lalu pendek",
    gambar(
        "REALISASI ANGGARAN TAHUN 2020",
        """
Kode       | Program/Kegiatan/Sub Kegiatan | Pagu Anggaran (Rp.) | Realisasi Anggaran (Rp.) | Sisa Anggaran (Rp.) | % Capaian
076.01 .01 | PROGRAM DUKUNGAN              | 6.000.000           | 5.900.000                | 100.000             | 98,33%
3355       | Pengelolaan keuangan          | 4.000.000           | 3.950.000                | 50.000              | 98,75%
002        | Layanan perbendaharaan        | 1.500.000           | 1.500.000                | -                   | 100%
994        | Layanan perkantoran           | 2.500.000           | 2.450.000                | 50.000              | 98,00%
3357       | Perencanaan dan data          | 2.000.000           | 1.950.000                | 50.000              | 97,50%
002        | Dokumen perencanaan           | 2.000.000           | 1.950.000                | 50.000              | 97,50%
076.01.06  | PROGRAM PENGUATAN             | 1.000.000           | 900.000                  | 100.000             | 90%
3363       | Penyuluhan                    | 1.000.000           | 900.000                  | 100.000             | 90%
           | TOTAL                         | 7.000.000           | 6.800.000                | 200.000             | 97,14%
""",
    ),
    "anggaran_realisasi",
    (
        ("01", "PROGRAM DUKUNGAN", "1", "6.000.000", "5.900.000", "100.000", "98,33"),
        ("01.3355", "Pengelolaan keuangan", "2", "4.000.000", "3.950.000", "50.000", "98,75"),
        ("01.3355.002", "Layanan perbendaharaan", "3", "1.500.000", "1.500.000", "0", "100"),
        ("01.3355.994", "Layanan perkantoran", "3", "2.500.000", "2.450.000", "50.000", "98"),
        ("01.3357", "Perencanaan dan data", "2", "2.000.000", "1.950.000", "50.000", "97,5"),
        ("01.3357.002", "Dokumen perencanaan", "3", "2.000.000", "1.950.000", "50.000", "97,5"),
        ("06", "PROGRAM PENGUATAN", "1", "1.000.000", "900.000", "100.000", "90"),
        ("06.3363", "Penyuluhan", "2", "1.000.000", "900.000", "100.000", "90"),
        ("", "TOTAL", "0", "7.000.000", "6.800.000", "200.000", "97,14"),
    ),
)
ANGGARAN_RINGKAS = Bentuk(
    "6b anggaran ringkas, % tanpa tanda",
    gambar(
        "Tabel 29. Realisasi Anggaran Tahun 2024",
        """
NO | PROGRAM /KEGIATAN/KRO/RO              | PAGU      | REALISASI | SISA PAGU | (%)
1  | 076.01.CQ PENYELENGGARAAN PEMILU      | 5.000.000 | 4.998.000 | 2.000     | 99,96
2  | 076.01.WA PROGRAM DUKUNGAN MANAJEMEN  | 3.000.000 | 2.900.000 | 100.000   | 96,67
TOTAL ANGGARAN | <<                        | 8.000.000 | 7.898.000 | 102.000   | 98,73
""",
    ),
    "anggaran_realisasi",
    (
        ("CQ", "PENYELENGGARAAN PEMILU", "1", "5.000.000", "4.998.000", "2.000", "99,96"),
        ("WA", "PROGRAM DUKUNGAN MANAJEMEN", "1", "3.000.000", "2.900.000", "100.000", "96,67"),
        ("", "TOTAL ANGGARAN", "0", "8.000.000", "7.898.000", "102.000", "98,73"),
    ),
)
ANGGARAN_KEGIATAN = Bentuk(
    "6c anggaran per kegiatan, kode dan nama satu sel",
    gambar(
        "Tabel 8. Kegiatan dan Anggaran Tahun Anggaran 2024",
        """
NO | PROGRAM/KEGIATAN                 | ANGGARAN (Rp.) | REALISASI (Rp.) | SISA ANGGARAN (Rp.)
1  | WA Program Dukungan Manajemen    | 3.000.000      | 2.900.000       | 100.000
   | WA.3355 Pengelolaan Keuangan     | 2.500.000      | 2.450.000       | 50.000
   | WA.3360 Operasional Perkantoran  | 500.000        | 450.000         | 50.000
2  | CQ Penyelenggaraan Pemilu        | 3.000          | 0               | 3.000
   | CQ.6981 Pengucapan Sumpah        | 3.000          | -               | 3.000
   | TOTAL                            | 3.003.000      | 2.900.000       | 103.000
""",
    ),
    "anggaran_realisasi",
    (
        ("WA", "Program Dukungan Manajemen", "1", "3.000.000", "2.900.000", "100.000", ""),
        ("WA.3355", "Pengelolaan Keuangan", "2", "2.500.000", "2.450.000", "50.000", ""),
        ("WA.3360", "Operasional Perkantoran", "2", "500.000", "450.000", "50.000", ""),
        ("CQ", "Penyelenggaraan Pemilu", "1", "3.000", "0", "3.000", ""),
        ("CQ.6981", "Pengucapan Sumpah", "2", "3.000", "0", "3.000", ""),
        ("", "TOTAL", "0", "3.003.000", "2.900.000", "103.000", ""),
    ),
)
ANGGARAN_KOMPONEN = Bentuk(
    "6d anggaran per komponen, RO tanpa angka",
    gambar(
        "Tabel 30. Capaian Kinerja Pelaksanaan Anggaran",
        """
NO | NOMENKLATUR KOMPONEN                 | ANGGARAN      | <<            | <<
^^ | ^^                                   | ALOKASI       | REALISASI     | %
   | 3355.EBA.994 - Layanan Perkantoran   |               |               |
1  | 001 Gaji dan Tunjangan               | 3.366.050.000 | 3.305.485.655 | 98,20%
2  | 002 Operasional Kantor               | 94.524.000    | 94.524.000    | 100%
   | 6709.QGE.001 - Perencanaan Pemilu    |               |               |
3  | 051 Penyusunan Rencana               | 668.024.000   | 658.988.687   | 98,65%
""",
        kepala=2,
    ),
    "anggaran_realisasi",
    (
        ("3355.EBA.994", "Layanan Perkantoran", "4", "", "", "", ""),
        ("3355.EBA.994.001", "Gaji dan Tunjangan", "5", "3.366.050.000", "3.305.485.655", "", "98,2"),
        ("3355.EBA.994.002", "Operasional Kantor", "5", "94.524.000", "94.524.000", "", "100"),
        ("6709.QGE.001", "Perencanaan Pemilu", "4", "", "", "", ""),
        ("6709.QGE.001.051", "Penyusunan Rencana", "5", "668.024.000", "658.988.687", "", "98,65"),
    ),
)
ANGGARAN_KODE_PENUH = Bentuk(
    "6 anggaran, kode penuh bertitik",
    gambar(
        "Realisasi Anggaran Tahun 2024",
        """
Kode                      | Uraian                | Pagu      | Realisasi | Sisa    | %
076.01.WA                 | Dukungan Manajemen    | 2.500.000 | 2.450.000 | 50.000  | 98,00%
076.01.WA.3355            | Pengelolaan Keuangan  | 2.500.000 | 2.450.000 | 50.000  | 98,00%
076.01.WA.3355.EBA        | Layanan Internal      | 2.500.000 | 2.450.000 | 50.000  | 98,00%
076.01.WA.3355.EBA.994    | Layanan Perkantoran   | 2.500.000 | 2.450.000 | 50.000  | 98,00%
076.01.WA.3355.EBA.994.001 | Gaji                 | 2.000.000 | 1.960.000 | 40.000  | 98,00%
076.01.WA.3355.EBA.994.002 | Operasional          | 500.000   | 490.000   | 10.000  | 98,00%
Jumlah                    | <<                    | 2.500.000 | 2.450.000 | 50.000  | 98,00%
""",
    ),
    "anggaran_realisasi",
    (
        ("WA", "Dukungan Manajemen", "1", "2.500.000", "2.450.000", "50.000", "98"),
        ("WA.3355", "Pengelolaan Keuangan", "2", "2.500.000", "2.450.000", "50.000", "98"),
        ("WA.3355.EBA", "Layanan Internal", "3", "2.500.000", "2.450.000", "50.000", "98"),
        ("WA.3355.EBA.994", "Layanan Perkantoran", "4", "2.500.000", "2.450.000", "50.000", "98"),
        ("WA.3355.EBA.994.001", "Gaji", "5", "2.000.000", "1.960.000", "40.000", "98"),
        ("WA.3355.EBA.994.002", "Operasional", "5", "500.000", "490.000", "10.000", "98"),
        ("", "Jumlah", "0", "2.500.000", "2.450.000", "50.000", "98"),
    ),
)

CAPAIAN = (
    CAPAIAN_KETUA,
    CAPAIAN_SEKRETARIS,
    PENGUKURAN_SEKRETARIS,
    CAPAIAN_SASARAN,
    TARGET_2024,
    CAPAIAN_KEGIATAN,
    CAPAIAN_BAGIAN,
    CAPAIAN_TAHUNAN,
    IKU,
)
ANGGARAN = (
    ANGGARAN_NTT,
    ANGGARAN_RINGKAS,
    ANGGARAN_KEGIATAN,
    ANGGARAN_KOMPONEN,
    ANGGARAN_KODE_PENUH,
)
