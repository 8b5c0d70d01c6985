"""The template sheets of money and evidence: Anggaran by code and month, Data Dukung."""

from __future__ import annotations

from xlkinerja.formulir import keuangan, kinerja, pendukung
from xlkinerja.tataletak import IKUTI, PERSEN, UANG, KolomTemplat, LembarTemplat, Peran

_I, _R, _N = Peran.ISIAN, Peran.RUMUS, Peran.NOMOR

BULAN = tuple(kinerja.nama_bulan(i) for i in range(1, 13))
_DARI_RINCIAN = "Baris induk dijumlahkan dari rincian langsungnya menurut kode; isi hanya baris terdalam."
ANGGARAN = LembarTemplat(
    "anggaran",
    keuangan.ANGGARAN_BULANAN,
    (
        KolomTemplat(
            "kode",
            "Kode",
            27,
            _I,
            catatan="Kode lengkap bertitik: program.kegiatan.KRO.RO.komponen (WA.3355.EBA.994.001), selalu teks. Baris "
            "dijumlahkan ke induknya menurut kode ini. Bila satu komponen memuat dua jenis belanja, tambahkan baris "
            "akun enam angka di bawahnya.",
        ),
        KolomTemplat("nama", "Program/Kegiatan/KRO/RO/Komponen", 52, _I),
        KolomTemplat("pagu_awal", "Pagu Awal (Rp.)", 18, _I, format=UANG, catatan="Pagu DIPA awal. " + _DARI_RINCIAN),
        KolomTemplat(
            "pagu", "Pagu Revisi (Rp.)", 18, _I, format=UANG, catatan="Pagu revisi terakhir. " + _DARI_RINCIAN
        ),
        KolomTemplat(
            "blokir", "Blokir (Rp.)", 16, _I, format=UANG, catatan="Bagian pagu yang diblokir; tidak mengurangi pagu."
        ),
        KolomTemplat(
            "realisasi", "Realisasi (Rp.)", 18, _R, format=UANG, catatan="Jumlah realisasi per bulan di sebelah kanan."
        ),
        KolomTemplat("sisa", "Sisa Pagu (Rp.)", 18, _R, format=UANG, catatan="Pagu revisi dikurangi realisasi."),
        KolomTemplat(
            "persen",
            "%",
            9,
            _R,
            format=PERSEN,
            catatan="Realisasi dibagi pagu revisi; induk dari jumlahnya, bukan rata-rata.",
        ),
        KolomTemplat(
            "belanja",
            "Jenis Belanja",
            9,
            _I,
            cetak=False,
            catatan="51 pegawai, 52 barang, 53 modal, 57 bantuan sosial; hanya di baris terdalam. Menentukan target "
            "penyerapan IKPA (PER-5/PB/2024).",
        ),
        KolomTemplat("unit", "Unit Pelaksana", 30, _I, cetak=False, catatan="Hanya di baris terdalam."),
        *(
            KolomTemplat(
                f"b{i}",
                nama,
                15,
                _I,
                induk="Realisasi per Bulan (Rp.)",
                cetak=False,
                format=UANG,
                catatan="Realisasi (SP2D) bulan itu saja, bukan kumulatif, sampai rupiah terakhir." if i == 1 else "",
            )
            for i, nama in enumerate(BULAN, 1)
        ),
    ),
)
DATA_DUKUNG = LembarTemplat(
    "data_dukung",
    pendukung.DATA_DUKUNG,
    (
        KolomTemplat("nomor", "No", 5, _N),
        KolomTemplat("indikator", "Indikator Kinerja", 42, _R),
        KolomTemplat("pembilang", "Pembilang", 28, _I, catatan="Apa yang dihitung, mis. jumlah pemilih yang hadir."),
        KolomTemplat("jumlah_pembilang", "Jumlah Pembilang", 15, _I, format=UANG),
        KolomTemplat("penyebut", "Penyebut", 28, _I, catatan="Pembandingnya; kosong bila realisasi bukan persentase."),
        KolomTemplat("jumlah_penyebut", "Jumlah Penyebut", 15, _I, format=UANG),
        KolomTemplat("hasil", "Hasil Data Dukung", 12, _R, catatan="Pembilang dibagi penyebut."),
        KolomTemplat("realisasi", "Realisasi Dilaporkan", 12, _R, format=IKUTI, catatan="Disalin dari lembar Capaian."),
        KolomTemplat("kesesuaian", "Kesesuaian", 11, _R),
        KolomTemplat(
            "tautan", "Tautan Bukti", 30, _I, catatan="Alamat berkas atau folder bukti; tidak dibuka oleh program."
        ),
    ),
)
