"""Recapitulations of the budget: per program, unit and month; absorption per belanja type against the IKPA targets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlkinerja import hitung
from xlkinerja.beku import beku
from xlkinerja.formulir import rumus
from xlkinerja.formulir.templat_anggaran import BULAN
from xlkinerja.hitung import TARGET_IKPA, TakTerhitung
from xlkinerja.tataletak import PERSEN, UANG, Peran
from xlkinerja.templat import halaman, nilai
from xlkinerja.templat.anggaran import BULAN_KOLOM, LetakAnggaran
from xlkinerja.templat.identitas import Identitas
from xlkinerja.templat.isi import IsiBuku
from xlkinerja.templat.kanvas import Acuan, Isi, Kanvas, Rumus
from xlkinerja.templat.rangkai import besar, rangkai, tulis_judul, tulis_keterangan_tabel
from xlkinerja.temuan import alamat_a1, huruf_kolom


@beku(frozen=True, slots=True)
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
    r = _per_unit(k, isi, id_, a, r)
    r = _per_bulan(k, a, r)
    serapan, target, ikpa, r = _per_belanja(k, id_, a, r)
    halaman.atur_halaman(k, kaki=id_.kaki, mendatar=True, area=(1, 1, r, 14), beku=(3, 1))
    return LetakRekap(program, serapan, target, ikpa)


def _kepala(k: Kanvas, r: int, judul: Sequence[str]) -> None:
    for i, teks in enumerate(judul, 1):
        k.tulis(r, i, teks, k.gaya.kepala())
    k.tinggi(r, 30)


def _uang(k: Kanvas, r: int, kolom: int, isi: Isi | Rumus, *, tebal: bool = False) -> None:
    k.tulis(r, kolom, isi, k.gaya.sel(Peran.RUMUS, UANG, rata="right", tebal=tebal))


def _persen(k: Kanvas, r: int, kolom: int, isi: Isi | Rumus, *, tebal: bool = False) -> None:
    k.tulis(r, kolom, isi, k.gaya.sel(Peran.RUMUS, PERSEN, rata="center", tebal=tebal))


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


def _per_unit(k: Kanvas, isi: IsiBuku, id_: Identitas, a: LetakAnggaran, r: int) -> int:
    """Sums over the leaf rows of each unit; what names none stands in a row of its own, so that nothing is lost."""
    jenis = "Bagian" if isi.satker.jenis == "provinsi" else "Sub Bagian"
    r = tulis_keterangan_tabel(k, r, 6, f"Realisasi Anggaran per {jenis}")
    _kepala(k, r, ("No", jenis, "Pagu (Rp.)", "Realisasi (Rp.)", "Sisa Pagu (Rp.)", "%"))
    awal = r + 1
    for n, u in enumerate(isi.unit):
        b = awal + n
        k.tulis(b, 1, Decimal(n + 1), k.gaya.sel(Peran.TETAP, rata="center"))
        k.tulis(b, 2, id_.unit[u.kode], k.gaya.sel(Peran.RUMUS))
        for c, nama in ((3, "pagu"), (4, "realisasi")):
            _uang(k, b, c, Rumus(_sumifs(a, "unit", nama, f"$B{b}"), _menurut(a, isi, "unit", nama, u.nama)))
        _sisa_persen(k, b, 3)
        k.tinggi(b, 30)
    tanpa = awal + len(isi.unit)
    k.tulis(tanpa, 1, Decimal(len(isi.unit) + 1), k.gaya.sel(Peran.TETAP, rata="center"))
    k.tulis(tanpa, 2, "(tanpa unit)", k.gaya.sel(Peran.TETAP))
    for c, nama in ((3, "pagu"), (4, "realisasi")):
        _uang(k, tanpa, c, _sisa_bagian(k, a.sel_total(nama), awal, tanpa - 1, c))
    _sisa_persen(k, tanpa, 3)
    _baris_total(k, tanpa + 1, 3, awal, tanpa)
    return tanpa + 3


def _sisa_bagian(k: Kanvas, total: Acuan, awal: int, akhir: int, kolom: int) -> Rumus:
    """What of a grand total the rows of a column do not account for."""
    bagian = _jumlah_kolom(k, awal, akhir, kolom)
    assert isinstance(bagian.nilai, Decimal)
    semua = total.nilai if isinstance(total.nilai, Decimal) else Decimal(0)
    return Rumus(f"N({total.teks})-{bagian.teks}", semua - bagian.nilai)


def _per_bulan(k: Kanvas, a: LetakAnggaran, r: int) -> int:
    r = tulis_keterangan_tabel(k, r, 6, "Realisasi Anggaran per Bulan")
    _kepala(k, r, ("No", "Bulan", "Realisasi (Rp.)", "Kumulatif (Rp.)"))
    awal = r + 1
    for n, nama in enumerate(BULAN_KOLOM, 1):
        b = r + n
        k.tulis(b, 1, Decimal(n), k.gaya.sel(Peran.TETAP, rata="center"))
        k.tulis(b, 2, BULAN[n - 1], k.gaya.sel(Peran.TETAP))
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
    k.gabung(setahun + 1, 1, setahun + 1, 2, "Belum berjenis belanja", k.gaya.sel(Peran.TETAP))
    _uang(k, setahun + 1, 3, _sisa_bagian(k, a.sel_total("pagu"), awal, total - 1, 3))
    return (
        tuple(k.acuan(total, 8 + t) for t in range(4)),
        sasaran,
        tuple(k.acuan(total, 12 + t) for t in range(4)),
        setahun + 1,
    )


def _baris_belanja(k: Kanvas, id_: Identitas, a: LetakAnggaran, r: int, *, belanja: str) -> None:
    target = id_.ikpa[belanja]
    k.tulis(r, 1, Decimal(tuple(TARGET_IKPA).index(belanja) + 1), k.gaya.sel(Peran.TETAP, rata="center"))
    k.tulis(r, 2, Acuan(target[0].kanvas, target[0].baris, 2).salinan(), k.gaya.sel(Peran.RUMUS))
    kunci = f"LEFT($B{r},2)"
    _uang(k, r, 3, Rumus(_sumifs(a, "belanja", "pagu", kunci), _menurut_belanja(a, belanja, ("pagu",))))
    for t in range(4):
        bulan = BULAN_KOLOM[3 * t : 3 * t + 3]
        teks = "+".join(_sumifs(a, "belanja", b, kunci) for b in bulan)
        lalu = f"{alamat_a1(r, _SD + t - 1)}+" if t else ""
        jumlah = _menurut_belanja(a, belanja, BULAN_KOLOM[: 3 * t + 3])
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
