"""Anggaran: the tree of codes with pagu and monthly realisasi; its recapitulations; absorption against IKPA."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlkinerja import hitung
from xlkinerja.formulir import rumus
from xlkinerja.formulir import templat as tata
from xlkinerja.hitung import TARGET_IKPA, TakTerhitung
from xlkinerja.tataletak import Peran
from xlkinerja.templat import halaman, nilai
from xlkinerja.templat.identitas import Identitas
from xlkinerja.templat.isi import BarisPagu, IsiBuku
from xlkinerja.templat.kanvas import Acuan, Isi, Kanvas, Rumus
from xlkinerja.templat.rangkai import (
    besar,
    rangkai,
    tulis_judul,
    tulis_keterangan_tabel,
    tulis_tanda_tangan,
)
from xlkinerja.templat.tabel import BarisTabel, Letak, periksa_kolom, tandai_kosong, tulis_tabel
from xlkinerja.temuan import alamat_a1, huruf_kolom

_BULAN = tuple(f"b{i}" for i in range(1, 13))
_JUMLAH = ("pagu_awal", "pagu", "blokir", *_BULAN)
"""Columns of which a parent is the sum of its children."""


@dataclass(frozen=True, slots=True)
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
    lt = tata.ANGGARAN
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
        k.tulis(
            r, c[nama], Rumus(teks, nilai.jumlah(anak)), k.gaya.sel(Peran.RUMUS, tata.UANG, rata="right", tebal=True)
        )
    k.tulis(r, c["kode"], semua[i].kode, k.gaya.sel(Peran.ISIAN, "@", tebal=True))
    k.tulis(r, c["nama"], semua[i].uraian, k.gaya.sel(Peran.ISIAN, tebal=True))


def _hitung_baris(letak: Letak, r: int, *, tebal: bool, realisasi: bool) -> None:
    """Realisasi of the year, sisa and % of a row."""
    k, c = letak.kanvas, letak.kolom
    uang = k.gaya.sel(Peran.RUMUS, tata.UANG, rata="right", tebal=tebal)
    if realisasi:
        bulan = [k.nilai.get((r, c[n])) for n in _BULAN]
        awal, akhir = alamat_a1(r, c["b1"]), alamat_a1(r, c["b12"])
        ada = k.nilai.get((r, c["pagu"])) is not None or any(isinstance(n, Decimal) for n in bulan)
        teks = rumus.setahun(alamat_a1(r, c["pagu"]), f"{awal}:{akhir}")
        k.tulis(r, c["realisasi"], Rumus(teks, nilai.jumlah(bulan) if ada else None), uang)
    pagu, dipakai = (k.nilai.get((r, c[n])) for n in ("pagu", "realisasi"))
    p, d = alamat_a1(r, c["pagu"]), alamat_a1(r, c["realisasi"])
    k.tulis(r, c["sisa"], Rumus(rumus.sisa(p, d), nilai.sisa(pagu, dipakai)), uang)
    persen = k.gaya.sel(Peran.RUMUS, tata.PERSEN, rata="center", tebal=tebal)
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
        k.tulis(
            r, c[nama], Rumus(teks, nilai.jumlah(dalam)), k.gaya.sel(Peran.RUMUS, tata.UANG, rata="right", tebal=True)
        )
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


# Recapitulations


@dataclass(frozen=True, slots=True)
class LetakRekap:
    """What the summary takes from the recapitulation: rows of programs (name, pagu, realisasi), and per quarter the
    absorption, its target and the IKPA value."""

    program: tuple[tuple[Acuan, Acuan, Acuan], ...]
    serapan: tuple[Acuan, ...]
    target: tuple[Acuan, ...]
    ikpa: tuple[Acuan, ...]


def tulis_rekap(k: Kanvas, isi: IsiBuku, id_: Identitas, a: LetakAnggaran) -> LetakRekap:
    """Per program, per unit, per month, and absorption per belanja type against the IKPA targets."""
    k.lebarkan((12, 44, 19, 19, 19, 12, 12, 12, 12, 12, 12, 12, 12, 12))
    r = tulis_judul(k, 1, 6, (
        rangkai("REKAPITULASI ANGGARAN TAHUN ", id_.tahun), besar(id_.satker),
    ))  # fmt: skip
    program, r = _per_program(k, isi, id_, a, r)
    r = _per_unit(k, isi, a, r)
    r = _per_bulan(k, a, r)
    serapan, target, ikpa, r = _per_belanja(k, id_, a, r)
    halaman.atur_halaman(k, kaki=id_.kaki, mendatar=True, area=(1, 1, r, 14), beku=(3, 1))
    return LetakRekap(program, serapan, target, ikpa)


def _kepala(k: Kanvas, r: int, judul: Sequence[str]) -> None:
    for i, teks in enumerate(judul, 1):
        k.tulis(r, i, teks, k.gaya.kepala())
    k.tinggi(r, 30)


def _uang(k: Kanvas, r: int, kolom: int, isi: Isi | Rumus, *, tebal: bool = False) -> None:
    k.tulis(r, kolom, isi, k.gaya.sel(Peran.RUMUS, tata.UANG, rata="right", tebal=tebal))


def _persen(k: Kanvas, r: int, kolom: int, isi: Isi | Rumus, *, tebal: bool = False) -> None:
    k.tulis(r, kolom, isi, k.gaya.sel(Peran.RUMUS, tata.PERSEN, rata="center", tebal=tebal))


def _sisa_persen(k: Kanvas, r: int, kolom: int, *, tebal: bool = False) -> None:
    """sisa and % right of pagu (`kolom`) and realisasi."""
    pagu, dipakai = (k.nilai.get((r, kolom + i)) for i in (0, 1))
    p, d = alamat_a1(r, kolom), alamat_a1(r, kolom + 1)
    _uang(k, r, kolom + 2, Rumus(rumus.sisa(p, d), nilai.sisa(pagu, dipakai)), tebal=tebal)
    _persen(k, r, kolom + 3, Rumus(rumus.serapan(p, d), nilai.serapan(pagu, dipakai)), tebal=tebal)


def _jumlah_kolom(k: Kanvas, awal: int, akhir: int, kolom: int) -> Rumus:
    h = huruf_kolom(kolom)
    return Rumus(f"SUM({h}{awal}:{h}{akhir})", nilai.jumlah([k.nilai.get((r, kolom)) for r in range(awal, akhir + 1)]))


def _per_program(
    k: Kanvas, isi: IsiBuku, id_: Identitas, a: LetakAnggaran, r: int
) -> tuple[tuple[tuple[Acuan, Acuan, Acuan], ...], int]:
    r = tulis_keterangan_tabel(k, r, 6, rangkai("Realisasi Anggaran per Program Tahun ", id_.tahun))
    _kepala(k, r, ("Kode", "Program", "Pagu (Rp.)", "Realisasi (Rp.)", "Sisa Pagu (Rp.)", "%"))
    dasar = min((b.kode.count(".") for b in isi.anggaran), default=0)
    atas = [i for i, b in enumerate(isi.anggaran) if b.kode.count(".") == dasar]
    awal = r + 1
    for n, i in enumerate(atas):
        b = awal + n
        k.tulis(b, 1, a.letak.acuan(i, "kode").salinan(), k.gaya.sel(Peran.RUMUS, "@"))
        k.tulis(b, 2, a.letak.acuan(i, "nama").salinan(), k.gaya.sel(Peran.RUMUS))
        _uang(k, b, 3, a.letak.acuan(i, "pagu").salinan())
        _uang(k, b, 4, a.letak.acuan(i, "realisasi").salinan())
        _sisa_persen(k, b, 3)
        k.tinggi(b, 30)
    total = awal + len(atas)
    _baris_total(k, total, 3, awal, total - 1)
    k.naskah.namai("xlk_rekap_program_pagu", k, awal, 3, total - 1, 3)
    k.naskah.namai("xlk_rekap_program_realisasi", k, awal, 4, total - 1, 4)
    return tuple((k.acuan(b, 2), k.acuan(b, 3), k.acuan(b, 4)) for b in range(awal, total)), total + 2


def _baris_total(k: Kanvas, r: int, kolom: int, awal: int, akhir: int) -> None:
    k.gabung(r, 1, r, kolom - 1, "TOTAL", k.gaya.sel(Peran.TETAP, tebal=True, rata="center"))
    for c in (kolom, kolom + 1):
        _uang(k, r, c, _jumlah_kolom(k, awal, akhir, c), tebal=True)
    _sisa_persen(k, r, kolom, tebal=True)


def _menurut(a: LetakAnggaran, isi: IsiBuku, kunci: str, nama: str, sama: str) -> Decimal:
    """Sum of a column over the leaf rows whose `kunci` holds a word."""
    semua = range(len(isi.anggaran))
    return nilai.jumlah([a.letak.acuan(i, nama).nilai for i in semua if a.letak.acuan(i, kunci).nilai == sama])


def _sumifs(a: LetakAnggaran, kunci: str, nama: str, kriteria: str) -> str:
    letak = a.letak
    nilai_, kunci_ = (
        letak.kanvas.rentang(letak.data, letak.kolom[n], a.total - 1, letak.kolom[n]) for n in (nama, kunci)
    )
    return f"SUMIFS({nilai_},{kunci_},{kriteria})"


def _per_unit(k: Kanvas, isi: IsiBuku, a: LetakAnggaran, r: int) -> int:
    jenis = "Bagian" if isi.satker.jenis == "provinsi" else "Sub Bagian"
    r = tulis_keterangan_tabel(k, r, 6, f"Realisasi Anggaran per {jenis}")
    _kepala(k, r, ("No", jenis, "Pagu (Rp.)", "Realisasi (Rp.)", "Sisa Pagu (Rp.)", "%"))
    awal = r + 1
    for n, u in enumerate(isi.unit):
        b = awal + n
        k.tulis(b, 1, Decimal(n + 1), k.gaya.sel(Peran.TETAP, rata="center"))
        k.tulis(b, 2, Rumus(f"INDEX(xlk_identitas_unit,{n + 1})", u.nama), k.gaya.sel(Peran.RUMUS))
        for c, nama in ((3, "pagu"), (4, "realisasi")):
            _uang(k, b, c, Rumus(_sumifs(a, "unit", nama, f"$B{b}"), _menurut(a, isi, "unit", nama, u.nama)))
        _sisa_persen(k, b, 3)
        k.tinggi(b, 30)
    total = awal + len(isi.unit)
    _baris_total(k, total, 3, awal, total - 1)
    return total + 2


def _per_bulan(k: Kanvas, a: LetakAnggaran, r: int) -> int:
    r = tulis_keterangan_tabel(k, r, 6, "Realisasi Anggaran per Bulan")
    _kepala(k, r, ("No", "Bulan", "Realisasi (Rp.)", "Kumulatif (Rp.)"))
    awal = r + 1
    for n, nama in enumerate(_BULAN, 1):
        b = r + n
        k.tulis(b, 1, Decimal(n), k.gaya.sel(Peran.TETAP, rata="center"))
        k.tulis(b, 2, tata.BULAN[n - 1], k.gaya.sel(Peran.TETAP))
        _uang(k, b, 3, a.sel_total(nama).salinan())
        kumulatif = nilai.jumlah([k.nilai.get((x, 3)) for x in range(awal, b + 1)])
        _uang(k, b, 4, Rumus(f"SUM(C${awal}:C{b})", kumulatif))
    return r + 14


_SD, _PERSEN_SD, _NILAI = 4, 8, 12
"""First columns of cumulative realisasi, its percentage and the IKPA value, a quarter each."""
_KEPALA_IKPA = (
    "No", "Jenis Belanja", "Pagu (Rp.)",
    *(f"{apa} TW {x}" for apa in ("s.d.", "% s.d.", "Nilai") for x in ("I", "II", "III", "IV")),
)  # fmt: skip


def _per_belanja(
    k: Kanvas, id_: Identitas, a: LetakAnggaran, r: int
) -> tuple[tuple[Acuan, ...], tuple[Acuan, ...], tuple[Acuan, ...], int]:
    """Per belanja type: cumulative realisasi, its percentage, and the IKPA value; the total weighted by pagu."""
    r = tulis_keterangan_tabel(k, r, 6, "Penyerapan per Jenis Belanja terhadap Target IKPA (PER-5/PB/2024)")
    k.lebarkan((17, 17, 17, 17), 4)
    k.lebarkan((11,) * 8, 8)
    for i, teks in enumerate(_KEPALA_IKPA, 1):
        k.tulis(r, i, teks, k.gaya.kepala())
    k.tinggi(r, 30)
    awal, jenis = r + 1, tuple(TARGET_IKPA)
    for n, belanja in enumerate(jenis):
        _baris_belanja(k, id_, a, awal + n, belanja=belanja)
    total = awal + len(jenis)
    k.gabung(total, 1, total, 2, "TOTAL", k.gaya.sel(Peran.TETAP, tebal=True, rata="center"))
    _uang(k, total, 3, _jumlah_kolom(k, awal, total - 1, 3), tebal=True)
    for t in range(4):
        _uang(k, total, 4 + t, _jumlah_kolom(k, awal, total - 1, 4 + t), tebal=True)
        p, d = alamat_a1(total, 3), alamat_a1(total, 4 + t)
        pagu, dipakai = k.nilai.get((total, 3)), k.nilai.get((total, 4 + t))
        _persen(k, total, 8 + t, _serapan_triwulan(id_, t, (p, d), (pagu, dipakai)), tebal=True)
        _persen(k, total, 12 + t, _tertimbang(k, id_, awal, total - 1, t), tebal=True)
    sasaran = _baris_target(k, id_, awal, total)
    setahun = total + 2
    k.gabung(setahun, 1, setahun, 11, "Nilai penyerapan IKPA setahun (rata-rata triwulan yang sudah ada nilainya)",
             k.gaya.sel(Peran.TETAP, tebal=True))  # fmt: skip
    rentang = f"L{total}:O{total}"
    ada = [x for t in range(4) if isinstance(x := k.nilai.get((total, _NILAI + t)), Decimal)]
    rata = hitung.penyerapan_ikpa_tahun(ada)
    isi = Rumus(f'IF(COUNT({rentang})=0,"",AVERAGE({rentang}))', None if isinstance(rata, TakTerhitung) else rata)
    _persen(k, setahun, 12, isi, tebal=True)
    k.naskah.namai("xlk_rekap_ikpa_nilai", k, total, 12, total, 15)
    return (
        tuple(k.acuan(total, 8 + t) for t in range(4)),
        sasaran,
        tuple(k.acuan(total, 12 + t) for t in range(4)),
        setahun,
    )


def _baris_belanja(k: Kanvas, id_: Identitas, a: LetakAnggaran, r: int, *, belanja: str) -> None:
    target = id_.ikpa[belanja]
    k.tulis(r, 1, Decimal(tuple(TARGET_IKPA).index(belanja) + 1), k.gaya.sel(Peran.TETAP, rata="center"))
    k.tulis(r, 2, Acuan(target[0].kanvas, target[0].baris, 2).salinan(), k.gaya.sel(Peran.RUMUS))
    kunci = f"LEFT($B{r},2)"
    _uang(k, r, 3, Rumus(_sumifs(a, "belanja", "pagu", kunci), _menurut_belanja(a, belanja, ("pagu",))))
    for t in range(4):
        bulan = _BULAN[3 * t : 3 * t + 3]
        teks = "+".join(_sumifs(a, "belanja", b, kunci) for b in bulan)
        lalu = f"{alamat_a1(r, _SD + t - 1)}+" if t else ""
        jumlah = _menurut_belanja(a, belanja, _BULAN[: 3 * t + 3])
        _uang(k, r, _SD + t, Rumus(lalu + teks, jumlah))
        p, d = alamat_a1(r, 3), alamat_a1(r, _SD + t)
        pagu = k.nilai.get((r, 3))
        _persen(k, r, _PERSEN_SD + t, _serapan_triwulan(id_, t, (p, d), (pagu, jumlah)))
        _persen(k, r, _NILAI + t, _nilai_ikpa(k, id_, r, jumlah, target=target[t], t=t))


def _serapan_triwulan(id_: Identitas, t: int, sel: tuple[str, str], isi: tuple[Isi, Isi]) -> Rumus:
    """Cumulative absorption of a reported quarter. `sel`, `isi`: pagu and realisasi as addresses and as figures."""
    syarat, dilaporkan = _dilaporkan(id_, t)
    teks = f'IF({syarat},{rumus.serapan(*sel)},"")'
    return Rumus(teks, nilai.serapan(*isi) if dilaporkan else None)


def _menurut_belanja(a: LetakAnggaran, belanja: str, nama: Sequence[str]) -> Decimal:
    letak = a.letak
    return nilai.jumlah([
        letak.acuan(i, n).nilai
        for i in range(len(letak.baris))
        if letak.acuan(i, "belanja").nilai == belanja
        for n in nama
    ])  # fmt: skip


def _dilaporkan(id_: Identitas, t: int) -> tuple[str, bool]:
    """Whether quarter `t` (from 0) is within the reported period: as a formula and as its value."""
    akhir = id_.triwulan.nilai
    return f"N({id_.triwulan.teks})>{t}", isinstance(akhir, Decimal) and akhir > t


def _nilai_ikpa(k: Kanvas, id_: Identitas, r: int, jumlah: Decimal, *, target: Acuan, t: int) -> Rumus:
    """IKPA value of a belanja type in quarter `t`; nothing for a quarter that is not reported yet."""
    pagu, (syarat, dilaporkan) = k.nilai.get((r, 3)), _dilaporkan(id_, t)
    teks = f'IF({syarat},{rumus.penyerapan(f"$C{r}", alamat_a1(r, _SD + t), target.teks)},"")'
    hasil: Isi = None
    if dilaporkan and isinstance(pagu, Decimal) and isinstance(target.nilai, Decimal) and pagu:
        belanja = _jenis_belanja(k, r)
        x = hitung.penyerapan_ikpa(t + 1, pagu={belanja: pagu}, realisasi={belanja: jumlah})
        hasil = None if isinstance(x, TakTerhitung) else x / 100
    return Rumus(teks, hasil)


def _jenis_belanja(k: Kanvas, r: int) -> str:
    """The two digits that a row of belanja types begins with."""
    return str(k.nilai[r, 2])[:2]


def _tertimbang(k: Kanvas, id_: Identitas, awal: int, akhir: int, t: int) -> Rumus:
    """Mean of the types' IKPA values weighted by pagu; a type that spent nothing counts as 0."""
    syarat, dilaporkan = _dilaporkan(id_, t)
    h = huruf_kolom(12 + t)
    teks = (
        f"IF(AND({syarat},SUM(C{awal}:C{akhir})<>0),"
        f'SUMPRODUCT(C{awal}:C{akhir},{h}{awal}:{h}{akhir})/SUM(C{awal}:C{akhir}),"")'
    )
    pagu = {_jenis_belanja(k, r): n for r in range(awal, akhir + 1) if isinstance(n := k.nilai[r, 3], Decimal) and n}
    dipakai = {_jenis_belanja(k, r): n for r in range(awal, akhir + 1) if isinstance(n := k.nilai[r, 4 + t], Decimal)}
    if not pagu or not dilaporkan:
        return Rumus(teks, None)
    return Rumus(teks, nilai.pecahan(hitung.penyerapan_ikpa(t + 1, pagu=pagu, realisasi=dipakai)))


def _baris_target(k: Kanvas, id_: Identitas, awal: int, total: int) -> tuple[Acuan, ...]:
    """The absorption that the IKPA targets ask for in all, weighted by pagu."""
    r = total + 1
    k.gabung(r, 1, r, 7, "Target penyerapan kumulatif (tertimbang pagu)", k.gaya.sel(Peran.TETAP))
    jenis = tuple(TARGET_IKPA)
    for t in range(4):
        kali = "+".join(f"C{awal + n}*{id_.ikpa[b][t].teks}" for n, b in enumerate(jenis))
        teks = f'IF(C{total}=0,"",({kali})/C{total})'
        pagu = [k.nilai[awal + n, 3] for n in range(len(jenis))]
        semua = nilai.jumlah(pagu)
        sasaran = [id_.ikpa[b][t].nilai for b in jenis]
        kali_nilai = [
            p * s for p, s in zip(pagu, sasaran, strict=True) if isinstance(p, Decimal) and isinstance(s, Decimal)
        ]
        atas = sum(kali_nilai, Decimal(0))
        _persen(k, r, 8 + t, Rumus(teks, atas / semua if semua else None))
    return tuple(k.acuan(r, 8 + t) for t in range(4))
