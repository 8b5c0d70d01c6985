"""Family K: the realisasi of a quarter that contradicts its own capaian and the year's figure at once.

Changing it (or swapping it with another quarter's, or moving the row by one column) closes every relation of the row,
so it is the cell at fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise

from xlkinerja.angka import Angka, Kosong, bulatkan, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kinerja_satuan import baris_capaian
from xlkinerja.aturan.kinerja_triwulan import ROMAWI, beda_setahun, capaian_tw_cocok
from xlkinerja.beku import beku
from xlkinerja.formulir.indikator import kunci
from xlkinerja.hitung import Agregasi, Polaritas, capaian
from xlkinerja.konteks import Konteks
from xlkinerja.model import CapaianIndikator, Dokumen, Nilai
from xlkinerja.nilai_sama import sama_nilai
from xlkinerja.olah import agregasi_tertulis, polaritas_baris
from xlkinerja.temuan import Tingkat

_F = "capaian_triwulan"
_ANGKA = {10: "satu", 100: "dua", 1000: "tiga"}
_SETAHUN = 0
"""The year's realisasi among the relations of a row; 1 to 4 are the capaian of its quarters."""


@beku(frozen=True, slots=True)
class _Perbaikan:
    """The quarters as they should be, and what went wrong."""

    isi: Mapping[int, Nilai]
    sebab: str | None


def _salah(b: CapaianIndikator, isi: Mapping[int, Nilai], arah: Polaritas) -> frozenset[int]:
    """The relations of a row that do not hold with these quarters."""
    hasil = {n for n in isi if not _capaian_cocok(b, n, isi[n], arah)}
    cara = agregasi_tertulis(b.agregasi)
    nilai = [n for _, n in sorted(isi.items())]
    if cara is not None and b.asal["realisasi"].rumus is None and beda_setahun(b, nilai, cara) is not None:
        hasil.add(_SETAHUN)
    return frozenset(hasil)


def _capaian_cocok(b: CapaianIndikator, n: int, realisasi: Nilai, arah: Polaritas) -> bool:
    tw = b.triwulan[n]
    if not isinstance(tw.capaian, Angka) or not isinstance(tw.target, Angka):
        return True
    if not isinstance(realisasi, Angka):
        return not isinstance(realisasi, Kosong) or tw.capaian.nilai == 0
    nilai = capaian(tw.target.nilai, realisasi.nilai, arah)
    satu = replace(b, target=tw.target, realisasi=realisasi, capaian=tw.capaian)
    return not isinstance(nilai, Decimal) or capaian_tw_cocok(tw.capaian, nilai, satu, arah)


def _menurut_capaian(b: CapaianIndikator, n: int, arah: Polaritas) -> Angka | None:
    """The realisasi of a quarter that its printed capaian means, as exactly as the row's figures are shown."""
    tw = b.triwulan[n]
    contoh = [x.realisasi for x in b.triwulan.values() if isinstance(x.realisasi, Angka)]
    if not contoh or not isinstance(tw.capaian, Angka) or not isinstance(tw.target, Angka):
        return None
    bagian = tw.capaian.nilai / 100
    nilai = tw.target.nilai * (2 - bagian if arah is Polaritas.MINIMAL else bagian)
    return replace(contoh[0], nilai=bulatkan(nilai, max(0, *(x.desimal for x in contoh))))


_Isi = Mapping[int, Nilai]


def _calon(b: CapaianIndikator, isi: _Isi, salah: frozenset[int], arah: Polaritas) -> Iterator[_Perbaikan]:
    """What may have happened to the quarters: one changed, two swapped, all moved by one column."""
    yield from _satu(b, isi, salah, arah)
    if len(salah) < 2:
        return
    for i, j in combinations(sorted(isi), 2):
        if isinstance(isi[i], Angka) and isinstance(isi[j], Angka) and not sama_nilai(isi[i], isi[j]):
            tempat = f"triwulan {ROMAWI[j]} ({b.asal[f'realisasi_t{j}'].alamat})"
            yield _Perbaikan({**isi, i: isi[j], j: isi[i]}, f"tertukar dengan realisasi {tempat}")
    urut = sorted(isi)
    for maju, arti in ((urut, "kanan"), (urut[::-1], "kiri")):
        ujung = _menurut_capaian(b, maju[-1], arah)
        if ujung is not None and len(urut) > 2:
            geser = {**{a: isi[z] for a, z in pairwise(maju)}, maju[-1]: ujung}
            yield _Perbaikan(geser, f"angka triwulan di baris ini bergeser satu kolom ke {arti}")


def _satu(b: CapaianIndikator, isi: _Isi, salah: frozenset[int], arah: Polaritas) -> Iterator[_Perbaikan]:
    """One changed quarter, if both its capaian and the year say so; or a shifted comma in one that falls out of a
    series that otherwise leads to the year's position."""
    tw = sorted(salah - {_SETAHUN})
    if len(tw) != 1:
        return
    n, ini = tw[0], isi[tw[0]]
    benar = _menurut_capaian(b, n, arah)
    if benar is None or not isinstance(ini, Angka) or not ini.nilai or benar.satuan != ini.satuan:
        return
    if _SETAHUN in salah:
        yield _Perbaikan({**isi, n: benar}, None)
        return
    sekitar = [x.nilai for k in (n - 1, n + 1) if isinstance(x := isi.get(k), Angka)]
    kali = max(benar.nilai / ini.nilai, ini.nilai / benar.nilai) if benar.nilai else Decimal(0)
    posisi = agregasi_tertulis(b.agregasi) is Agregasi.POSISI_AKHIR and len(sekitar) == 2
    if posisi and kali in _ANGKA and min(sekitar) <= benar.nilai <= max(sekitar):
        ke = "kiri" if ini.nilai < benar.nilai else "kanan"
        yield _Perbaikan({**isi, n: benar}, f"koma bergeser {_ANGKA[int(kali)]} angka ke {ke}")


def _isi_salah(konteks: Konteks) -> Iterator[Hasil]:
    for d, b in baris_capaian(konteks):
        isi = {n: tw.realisasi for n, tw in sorted(b.triwulan.items()) if f"realisasi_t{n}" in b.asal}
        if len(isi) < 2 or len(isi) != len(b.triwulan):
            continue
        arah = polaritas_baris(b, konteks.polaritas) or Polaritas.MAKSIMAL
        salah = _salah(b, isi, arah)
        cocok = [p for p in _calon(b, isi, salah, arah) if not _salah(b, p.isi, arah)] if salah else []
        if len(cocok) == 1:
            yield from _hasil(d, b, salah, isi, cocok[0])


def _hasil(
    d: Dokumen, b: CapaianIndikator, salah: frozenset[int], isi: Mapping[int, Nilai], p: _Perbaikan
) -> Iterator[Hasil]:
    beda = [n for n in isi if sama_nilai(isi[n], p.isi[n]) is not True]
    sel = [b.asal[f"realisasi_t{n}"] for n in beda]
    n, benar = beda[0], p.isi[beda[0]]
    if not isinstance(benar, Angka) or any(s.rumus is not None for s in sel):
        return
    ini = isi[n]
    relasi = [b.asal["realisasi" if x == _SETAHUN else f"capaian_t{x}"] for x in sorted(salah)]
    teks = {
        "bidang": f"realisasi_t{n}",
        "triwulan": ROMAWI[n],
        "tertulis": sel[0].tampil.strip() or "kosong",
        "seharusnya": tulis_angka(benar.nilai, max(benar.desimal, 0), benar.satuan),
        "menurut": "capaian triwulannya dan angka setahun" if _SETAHUN in salah else "capaian triwulannya",
    }
    ikut = [b.asal[n] for x in isi for n in (f"realisasi_t{x}", f"target_t{x}") if n in b.asal]
    yield Hasil(
        sel[0], d, kunci(b.indikator), seharusnya=benar.nilai, sebab=p.sebab, isi=teks,
        selisih=ini.nilai - benar.nilai if isinstance(ini, Angka) else None,
        terkait=tuple(Rujukan(s) for s in (*sel[1:], *relasi)),
        menutup=tuple(Rujukan(s) for s in (*ikut, *relasi)),
    )  # fmt: skip


K218 = Aturan(
    "K218",
    "Realisasi triwulan tidak sesuai dengan capaiannya dan angka setahun",
    Tingkat.GALAT,
    ("capaian",),
    "Bila capaian satu triwulan dan realisasi setahun sama-sama tidak cocok, dan keduanya menjadi cocok dengan satu "
    "realisasi triwulan yang lain (atau dua triwulan yang dipertukarkan, atau angka yang digeser satu kolom), maka "
    "realisasi triwulan itulah yang keliru.",
    "PermenPANRB 53/2014 (pengukuran kinerja berkala); kolom Agregasi pada templat",
    "Realisasi triwulan {triwulan} tertulis {tertulis}, seharusnya {seharusnya} menurut {menurut}",
    "Cocokkan realisasi triwulan itu dengan laporannya, lalu betulkan; angka lain di barisnya sudah cocok.",
    Contoh((Ubah(_F, 0, "realisasi_t3", Decimal(4), '0" laporan"'),), (_F, 0, "realisasi_t3")),
    Contoh((Ubah(_F, 0, "realisasi_t3", Decimal(4), '0" laporan"'), Ubah(_F, 0, "capaian_t3", "133,33%"),
            Ubah(_F, 0, "realisasi", Decimal(12), '0" laporan"'), Ubah(_F, 0, "capaian", "100,00%")),
           uraian="realisasi, capaian dan angka setahun sama-sama dibetulkan"),
    _isi_salah,
)  # fmt: skip
