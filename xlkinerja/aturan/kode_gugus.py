"""What the rules on the codes of a budget table share: where a code is written, whether it is malformed, and rows at
fault together with the sums that close without them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from xlkinerja.anggaran_baris import BULAN
from xlkinerja.aturan.deklarasi import Rujukan
from xlkinerja.aturan.kesalahan_uang import sel_petak
from xlkinerja.beku import beku
from xlkinerja.kendala import Kendala, Petak, Tabel
from xlkinerja.kode_anggaran import KodeRusak, kode_rusak, teks_kode
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, Dokumen, baris_anggaran
from xlkinerja.tataletak import rapat
from xlkinerja.temuan import Sel

_SEMUA = ("pagu_awal", "pagu", "blokir", "realisasi", "sisa", *BULAN)


def sel_kode(b: BarisAnggaran) -> Sel:
    """The cell in which a row's code is written."""
    kode = b.asal.get("kode")
    return kode if kode is not None and (kode.tampil.strip() or "nama" not in b.asal) else b.asal["nama"]


def _teks(b: BarisAnggaran) -> tuple[str, str]:
    nama = b.asal.get("nama")
    return teks_kode(b.asal.get("kode")), rapat(nama.tampil) if nama is not None else ""


def kode_rusak_di(konteks: Konteks, d: Dokumen) -> dict[int, KodeRusak]:
    """Row -> what is wrong with its code; found once for all rules."""
    kunci = f"kode_rusak {id(d)}"
    if kunci not in konteks.memo:
        konteks.memo[kunci] = kode_rusak(semua_teks(konteks, d))
    return cast("dict[int, KodeRusak]", konteks.memo[kunci])


def semua_teks(konteks: Konteks, d: Dokumen) -> list[tuple[str, str]]:
    """The code and the name of each row as they are written; found once for all rules."""
    kunci = f"kode_teks {id(d)}"
    if kunci not in konteks.memo:
        konteks.memo[kunci] = [_teks(b) for b in baris_anggaran(d)]
    return cast("list[tuple[str, str]]", konteks.memo[kunci])


@beku(frozen=True, slots=True)
class Gugus:
    """Rows at fault together: the first of them and the rest, and the sums that close without them."""

    utama: int
    lain: tuple[int, ...]
    jumlah: tuple[Petak, ...]


def tertutup_tanpa(tabel: Tabel, induk: int | None, baris: Sequence[int]) -> tuple[Petak, ...]:
    """The sums of a row, if all of them that these parts matter to fail and hold without them."""
    hasil = []
    for bidang in _SEMUA:
        p = (-1 if induk is None else induk, bidang)
        k = tabel.jumlah(p)
        bagian = sum((tabel.nilai[x] for x in k.lain if x[0] in baris), Decimal(0)) if k is not None else 0
        if k is None or not bagian:
            continue
        if (len(k.lain) <= len(baris) and tabel.nilai[p]) or not _sejumlah(tabel, k, p, bagian):
            return ()
        hasil.append(p)
    return tuple(hasil)


def _sejumlah(tabel: Tabel, k: Kendala, p: Petak, bagian: Decimal | int) -> bool:
    return tabel.seharusnya(k, p) == tabel.nilai[p] + bagian


def menutup(baris: list[BarisAnggaran], g: Gugus) -> tuple[Rujukan, ...]:
    """The sums that close without these rows: what would be found there follows from them."""
    return tuple(Rujukan(sel_petak(baris, p)) for p in g.jumlah)


def sebut(baris: list[BarisAnggaran], g: Gugus) -> str:
    """The first of these sums in words."""
    if not g.jumlah:
        return "-"
    i, bidang = g.jumlah[0]
    return f"{baris[i].asal[bidang].alamat} {baris[i].nama}".strip()
