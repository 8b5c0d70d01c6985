"""Layout of the evidence table: the counts that each realisasi is computed from."""

from __future__ import annotations

from xlkinerja.formulir.kinerja import INDIKATOR, NO
from xlkinerja.tataletak import Formulir, Jenis, Kolom

DATA_DUKUNG = Formulir(
    "data_dukung",
    "data_dukung",
    "Data dukung realisasi",
    (
        NO,
        INDIKATOR,
        Kolom("pembilang", ("Pembilang", "Uraian Pembilang")),
        Kolom("jumlah_pembilang", ("Jumlah Pembilang",), Jenis.CACAH),
        Kolom("penyebut", ("Penyebut", "Uraian Penyebut"), wajib=False),
        Kolom("jumlah_penyebut", ("Jumlah Penyebut",), Jenis.CACAH, wajib=False),
        Kolom("hasil", ("Hasil Data Dukung",), Jenis.PERSEN, wajib=False, dihitung=True),
        Kolom("realisasi", ("Realisasi Dilaporkan",), Jenis.KINERJA, wajib=False),
        Kolom("kesesuaian", ("Kesesuaian",), wajib=False, dihitung=True),
        Kolom("tautan", ("Tautan Bukti", "Tautan"), wajib=False),
    ),
    "seed 001 l.672 (549 dari 602 item = 91,20%); seed 003 l.545-557 (cara perhitungan)",
)
