"""Anggaran: the tree of codes with pagu and monthly realisasi."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlkinerja.beku import beku
from xlkinerja.formulir import rumus
from xlkinerja.formulir.templat_anggaran import ANGGARAN
from xlkinerja.tataletak import PERSEN, UANG, Peran
from xlkinerja.templat import halaman, nilai
from xlkinerja.templat.identitas import Identitas
from xlkinerja.templat.isi import BarisPagu, IsiBuku
from xlkinerja.templat.kanvas import Acuan, Isi, Kanvas, Rumus
from xlkinerja.templat.rangkai import (
    besar,
    rangkai,
    tulis_judul,
    tulis_tanda_tangan,
)
from xlkinerja.templat.tabel import BarisTabel, Letak, periksa_kolom, tandai_kosong, tulis_tabel
from xlkinerja.temuan import alamat_a1, huruf_kolom

BULAN_KOLOM = tuple(f"b{i}" for i in range(1, 13))
_JUMLAH = ("pagu_awal", "pagu", "blokir", *BULAN_KOLOM)
"""Columns of which a parent is the sum of its children."""


@beku(frozen=True, slots=True)
class LetakAnggaran:
    """The budget table with its total row, and which of its rows have rows below."""

    letak: Letak
    total: int
    induk: frozenset[int]

    def sel_total(self, nama: str) -> Acuan:
        """A column's grand total."""
        return self.letak.kanvas.acuan(self.total, self.letak.kolom[nama])


def tulis_anggaran(k: Kanvas, isi: IsiBuku, id_: Identitas) -> LetakAnggaran:
    """The sheet; parents are summed by code, so that rows may be inserted, deleted and moved."""
    lt = ANGGARAN
    kolom = sum(x.cetak for x in lt.kolom)
    r = tulis_judul(k, 1, kolom, (
        rangkai("ANGGARAN DAN REALISASI TAHUN ", id_.tahun), besar(id_.satker),
    ))  # fmt: skip
    induk = frozenset(i for i, b in enumerate(isi.anggaran) if _anak(isi.anggaran, i))
    letak = tulis_tabel(k, lt, r, [_baris(b, i in induk) for i, b in enumerate(isi.anggaran)])
    batas = letak.akhir + 1  # a thin row inside the sums, so that a row appended at the end is counted
    total = batas + 1
    for i in reversed(range(len(isi.anggaran))):
        if i in induk:
            _jumlah_anak(letak, i, isi.anggaran, batas)
        _hitung_baris(letak, letak.baris[i], tebal=i in induk, realisasi=True)
    _batas(letak, batas, kolom)
    _total(letak, total, batas, isi.anggaran)
    hasil = LetakAnggaran(letak, total, induk)
    _aturan(hasil, isi)
    akhir = tulis_tanda_tangan(
        k, total + 2, letak.kolom["realisasi"], letak.kolom_cetak,
        tempat=id_.tempat["lkj"], jabatan=id_.kepala["sekretaris"][0], nama=id_.kepala["sekretaris"][1],
    )  # fmt: skip
    halaman.atur_halaman(
        k, kaki=id_.kaki, mendatar=True, area=(1, 1, akhir, letak.kolom_cetak),
        ulang=(letak.kepala, letak.data - 1), beku=(letak.data, 3), penutup=total,
    )  # fmt: skip
    return hasil


def _anak(semua: Sequence[BarisPagu], i: int) -> list[int]:
    """Direct children of a row: one code part more, anywhere below."""
    awal = semua[i].kode + "."
    return [
        j for j in range(i + 1, len(semua)) if semua[j].kode.startswith(awal) and "." not in semua[j].kode[len(awal) :]
    ]


def _baris(b: BarisPagu, berinduk: bool) -> BarisTabel:
    isi: dict[str, Isi | Rumus] = {
        "kode": b.kode, "nama": b.uraian, "belanja": b.belanja or None, "unit": b.unit or None,
        "pagu_awal": b.pagu_awal, "pagu": b.pagu, "blokir": b.blokir,
        **{f"b{i}": b.bulan.get(i) for i in range(1, 13)},
    }  # fmt: skip
    if not berinduk:
        return BarisTabel(isi)
    return BarisTabel(isi, peran=dict.fromkeys((*_JUMLAH, "belanja", "unit"), Peran.RUMUS))


def _jumlah_anak(letak: Letak, i: int, semua: Sequence[BarisPagu], batas: int) -> None:
    """A parent's cells: sum of its direct children."""
    k, r, c = letak.kanvas, letak.baris[i], letak.kolom
    kode = f"$A${batas}".replace("A", huruf_kolom(c["kode"]))
    rentang_kode = f"${huruf_kolom(c['kode'])}{r + 1}:{kode}"
    for nama in _JUMLAH:
        h = huruf_kolom(c[nama])
        anak = [letak.acuan(j, nama).nilai for j in _anak(semua, i)]
        teks = rumus.anak_langsung(f"${huruf_kolom(c['kode'])}{r}", rentang_kode, f"{h}{r + 1}:{h}${batas}")
        k.tulis(r, c[nama], Rumus(teks, nilai.jumlah(anak)), k.gaya.sel(Peran.RUMUS, UANG, rata="right", tebal=True))
    k.tulis(r, c["kode"], semua[i].kode, k.gaya.sel(Peran.ISIAN, "@", tebal=True))
    k.tulis(r, c["nama"], semua[i].uraian, k.gaya.sel(Peran.ISIAN, tebal=True))


def _hitung_baris(letak: Letak, r: int, *, tebal: bool, realisasi: bool) -> None:
    """Realisasi of the year, sisa and % of a row."""
    k, c = letak.kanvas, letak.kolom
    uang = k.gaya.sel(Peran.RUMUS, UANG, rata="right", tebal=tebal)
    if realisasi:
        bulan = [k.nilai.get((r, c[n])) for n in BULAN_KOLOM]
        awal, akhir = alamat_a1(r, c["b1"]), alamat_a1(r, c["b12"])
        ada = k.nilai.get((r, c["pagu"])) is not None or any(isinstance(n, Decimal) for n in bulan)
        teks = rumus.setahun(alamat_a1(r, c["pagu"]), f"{awal}:{akhir}")
        k.tulis(r, c["realisasi"], Rumus(teks, nilai.jumlah(bulan) if ada else None), uang)
    pagu, dipakai = (k.nilai.get((r, c[n])) for n in ("pagu", "realisasi"))
    p, d = alamat_a1(r, c["pagu"]), alamat_a1(r, c["realisasi"])
    k.tulis(r, c["sisa"], Rumus(rumus.sisa(p, d), nilai.sisa(pagu, dipakai)), uang)
    persen = k.gaya.sel(Peran.RUMUS, PERSEN, rata="center", tebal=tebal)
    k.tulis(r, c["persen"], Rumus(rumus.serapan(p, d), nilai.serapan(pagu, dipakai)), persen)


def _batas(letak: Letak, r: int, kolom: int) -> None:
    """The thin row above the total."""
    letak.kanvas.gabung(
        r, letak.kolom["kode"], r, kolom, "Sisipkan baris baru di atas garis ini.",
        letak.kanvas.gaya.buat(italic=True, font_size=7, font_color="#808080", border=1),
    )  # fmt: skip
    letak.kanvas.tinggi(r, 10)


def _total(letak: Letak, r: int, batas: int, semua: Sequence[BarisPagu]) -> None:
    """Grand total: what has a code less what has a dotted one, i.e. the programs."""
    k, c = letak.kanvas, letak.kolom
    tebal = k.gaya.sel(Peran.TETAP, tebal=True)
    k.gabung(r, c["kode"], r, c["nama"], "TOTAL", k.gaya.sel(Peran.TETAP, tebal=True, rata="center"))
    kode = f"{huruf_kolom(c['kode'])}{letak.data}:{huruf_kolom(c['kode'])}{batas}"
    kode = f"${kode.replace(':', ':$')}"
    atas = [i for i, b in enumerate(semua) if not any(b.kode.startswith(x.kode + ".") for x in semua[:i])]
    induk_kode = _kode_atas(semua)
    for nama in _JUMLAH:
        h = huruf_kolom(c[nama])
        rentang = f"{h}{letak.data}:{h}{batas}"
        dalam = [letak.acuan(i, nama).nilai for i in atas]
        teks = f'SUMIFS({rentang},{kode},"?*")-SUMIFS({rentang},{kode},"{induk_kode}")'
        k.tulis(r, c[nama], Rumus(teks, nilai.jumlah(dalam)), k.gaya.sel(Peran.RUMUS, UANG, rata="right", tebal=True))
    _hitung_baris(letak, r, tebal=True, realisasi=True)
    for nama in ("belanja", "unit"):
        k.tulis(r, c[nama], None, tebal)


def _kode_atas(semua: Sequence[BarisPagu]) -> str:
    """Wildcard of every code below a program: "*.*", or with the dots that program codes have ("076.01.01")."""
    titik = min((b.kode.count(".") for b in semua), default=0)
    return "*.*" + ".*" * titik


def _aturan(a: LetakAnggaran, isi: IsiBuku) -> None:
    letak = a.letak
    daun = [letak.baris[i] for i in range(len(isi.anggaran)) if i not in a.induk]
    periksa_kolom(letak, _JUMLAH, halaman.RUPIAH, daun)
    periksa_kolom(letak, ["belanja"], halaman.BELANJA, daun)
    periksa_kolom(letak, ["unit"], halaman.PELAKSANA, daun)
    tandai_kosong(letak, ["kode"], kunci="nama")
    gaya = letak.kanvas.naskah.buku.add_format({"font_color": "#C00000", "bold": True})
    letak.kanvas.ws.conditional_format(
        letak.data - 1, letak.kolom["sisa"] - 1, a.total - 1, letak.kolom["sisa"] - 1,
        {"type": "cell", "criteria": "<", "value": 0, "format": gaya},
    )  # fmt: skip


def pagu_rkt(a: LetakAnggaran, semua: Sequence[BarisPagu]) -> list[tuple[Acuan, Acuan, Acuan]]:
    """(code, name, pagu awal) of the programs and kegiatan, for the RKT."""
    dasar = min((b.kode.count(".") for b in semua), default=0)
    return [
        (a.letak.acuan(i, "kode"), a.letak.acuan(i, "nama"), a.letak.acuan(i, "pagu_awal"))
        for i, b in enumerate(semua)
        if b.kode.count(".") <= dasar + 1
    ]
