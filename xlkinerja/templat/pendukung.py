"""Data Dukung: numerator and denominator behind each realisasi, compared with it, with a link to the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlkinerja.beku import beku
from xlkinerja.formulir.templat_anggaran import DATA_DUKUNG
from xlkinerja.tataletak import Peran
from xlkinerja.templat import halaman
from xlkinerja.templat.identitas import Identitas
from xlkinerja.templat.isi import BarisIndikator
from xlkinerja.templat.kanvas import Isi, Kanvas, Rumus
from xlkinerja.templat.rangkai import besar, rangkai, tulis_judul
from xlkinerja.templat.tabel import BarisTabel, Letak, periksa_kolom, tulis_tabel
from xlkinerja.temuan import alamat_a1

_ANGKA = {
    "validate": "decimal",
    "criteria": "between",
    "minimum": -1e15,
    "maximum": 1e15,
    "error_title": "Bukan angka",
    "error_message": "Isi dengan angka hasil cacahan; predikat (WTP, BB) tidak perlu data dukung angka.",
}


@beku(frozen=True, slots=True)
class Kelompok:
    """The indicators of one capaian sheet; `nama`: "Ketua", "Sekretaris", or a unit's name by formula."""

    nama: Isi | Rumus
    letak: Letak
    baris: Sequence[BarisIndikator]


def tulis_pendukung(k: Kanvas, id_: Identitas, semua: Sequence[Kelompok]) -> None:
    """One row per indicator, grouped as the capaian sheets are."""
    lt = DATA_DUKUNG
    r = tulis_judul(k, 1, len(lt.kolom), (
        rangkai("DATA DUKUNG REALISASI KINERJA TAHUN ", id_.tahun), besar(id_.satker),
    ))  # fmt: skip
    baris: list[BarisTabel] = []
    for kelompok in semua:
        for i, b in enumerate(kelompok.baris):
            baris.append(_baris(kelompok, i, b, len(baris) + 1))
    letak = tulis_tabel(k, lt, r, baris)
    for i in range(len(baris)):
        _rumus(letak, i)
    periksa_kolom(letak, ["jumlah_pembilang", "jumlah_penyebut"], _ANGKA)
    gaya = k.naskah.buku.add_format({"bold": True, "bg_color": "#F8D7C0"})
    c = letak.kolom["kesesuaian"]
    k.ws.conditional_format(
        letak.data - 1, c - 1, letak.akhir - 1, c - 1,
        {"type": "cell", "criteria": "==", "value": '"berbeda"', "format": gaya},
    )  # fmt: skip
    halaman.atur_halaman(
        k, kaki=id_.kaki, mendatar=True, kertas=halaman.F4, area=(1, 1, letak.akhir, len(lt.kolom)),
        ulang=(letak.kepala, letak.data - 1), beku=(letak.data, 3),
    )  # fmt: skip


def _baris(kelompok: Kelompok, i: int, b: BarisIndikator, nomor: int) -> BarisTabel:
    isi: dict[str, Isi | Rumus] = {
        "nomor": Decimal(nomor),
        "indikator": kelompok.letak.acuan(i, "indikator").salinan(),
        "pembilang": b.baku.pembilang,
        "jumlah_pembilang": b.pembilang,
        "penyebut": b.baku.penyebut,
        "jumlah_penyebut": b.penyebut,
        "realisasi": kelompok.letak.acuan(i, "realisasi").salinan(),
        "tautan": b.tautan or None,
    }
    atas = kelompok.nama if not i else None
    return BarisTabel(isi, b.baku.satuan, atas, peran={"atas": Peran.TETAP})


def _rumus(letak: Letak, i: int) -> None:
    """Result of the counts, and whether the realisasi agrees with it as far as two decimals of a percent show."""
    k, r, c = letak.kanvas, letak.baris[i], letak.kolom
    p, q = (alamat_a1(r, c[n]) for n in ("jumlah_pembilang", "jumlah_penyebut"))
    atas, bawah = (letak.acuan(i, n).nilai for n in ("jumlah_pembilang", "jumlah_penyebut"))
    hasil: Isi = atas if isinstance(atas, Decimal) else None
    if isinstance(atas, Decimal) and bawah is not None:
        hasil = atas / bawah if isinstance(bawah, Decimal) and bawah else None
    teks = f'IF(ISNUMBER({p}),IF({q}="",{p},IF(N({q})=0,"",{p}/{q})),"")'
    gaya = k.gaya.sel(Peran.RUMUS, _format(letak, i), rata="center")
    k.tulis(r, c["hasil"], Rumus(teks, hasil), gaya)
    h, n = (alamat_a1(r, c[x]) for x in ("hasil", "realisasi"))
    realisasi = letak.acuan(i, "realisasi").nilai
    dekat = f'IF(ABS({h}-{n})<0.00005*MAX(1,ABS({h})),"sesuai","berbeda")'
    sama = f'IF(AND(ISNUMBER({h}),ISNUMBER({n})),{dekat},"")'
    kata = None
    if isinstance(hasil, Decimal) and isinstance(realisasi, Decimal):
        serupa = abs(hasil - realisasi) < Decimal("0.00005") * max(Decimal(1), abs(hasil))
        kata = "sesuai" if serupa else "berbeda"
    k.tulis(r, c["kesesuaian"], Rumus(sama, kata), k.gaya.sel(Peran.RUMUS, rata="center"))


def _format(letak: Letak, i: int) -> str:
    return "0.00%" if isinstance(letak.acuan(i, "penyebut").nilai, str) else "General"
