"""The sheet "Temuan": findings as rows that a reader can filter, print and click; read back on the next run.

Two hidden columns are ours: the former style of a marked cell, and the status that keeps what a corrected cell held.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from xlkinerja.angka import tulis_angka
from xlkinerja.baca import LEMBAR_TEMUAN, PENANDA_TEMUAN, lembar_milik_kita
from xlkinerja.buku import Buku
from xlkinerja.buku.lembar_baru import LembarBaru, SelBaru
from xlkinerja.temuan import Temuan, Tingkat, urai_a1

KEPALA = (
    "No",
    "Kode",
    "Tingkat",
    "Lembar",
    "Sel",
    "Tertulis",
    "Seharusnya",
    "Selisih",
    "Uraian",
    "Sebab",
    "Saran",
    "Status",
    "gaya semula",
)
LEBAR_KOLOM = (5, 7, 12, 20, 8, 18, 18, 16, 46, 40, 40, 14, 12)
_BARIS_KEPALA = 4
TERBUKA, DIPERBAIKI = "terbuka", "sudah diganti"


@dataclass(frozen=True, slots=True)
class Tercatat:
    """A row of an earlier findings sheet: its texts, its cell, the style the cell had before it was marked."""

    teks: tuple[str, ...]
    lembar: str
    baris: int
    kolom: int
    semula: int | None

    @property
    def diperbaiki(self) -> bool:
        """True if the row records a computed cell that was replaced."""
        return self.teks[11] == DIPERBAIKI


def nama_lembar_temuan(buku: Buku) -> str:
    """Name of our sheet: the one that is there, else "Temuan", or a free name if a sheet of the user has that one."""
    milik = next((x.nama for x in buku.lembar if lembar_milik_kita(x)), None)
    if milik is not None:
        return milik
    dipakai = {x.nama.casefold() for x in buku.lembar}
    calon = (LEMBAR_TEMUAN, f"{LEMBAR_TEMUAN} xlkinerja", *(f"{LEMBAR_TEMUAN} ({i})" for i in range(2, 1000)))
    return next(n for n in calon if n.casefold() not in dipakai)


def baca_temuan(buku: Buku) -> tuple[Tercatat, ...]:
    """The rows of the findings sheet that a run before wrote; () if there is none."""
    lembar = next((x for x in buku.lembar if lembar_milik_kita(x)), None)
    if lembar is None:
        return ()
    hasil = []
    for baris, _, _ in lembar.baris_terisi():
        teks = tuple(lembar.sel(baris, k + 1).tampil for k in range(len(KEPALA)))
        if baris <= _BARIS_KEPALA or not teks[1]:
            continue
        b, k = _urai(teks[4])
        semula = int(teks[12]) if teks[12].isascii() and teks[12].isdigit() else None
        hasil.append(Tercatat(teks, teks[3], b, k, semula))
    return tuple(hasil)


def _urai(alamat: str) -> tuple[int, int]:
    try:
        return urai_a1(alamat)
    except ValueError:
        return 0, 0


def susun_temuan(
    nama: str,
    temuan: Sequence[Temuan],
    *,
    lama: Sequence[Tercatat],
    diperbaiki: AbstractSet[tuple[str, str]],
    semula: Mapping[tuple[str, int, int], int],
    benar: AbstractSet[tuple[str, str]],
) -> LembarBaru:
    """The findings sheet: open findings, cells replaced now (`diperbaiki`) and cells replaced earlier that still
    hold what they should (`benar`), in sheet order.

    `semula`: (sheet, row, column) of marked cells -> former style.
    """
    urut_lembar = {t.lokasi.lembar: t.urut[0] for t in temuan}
    baris: list[tuple[tuple[int, int, int, str], tuple[str, ...]]] = []
    for t in temuan:
        kini = (t.lokasi.lembar or "", t.lokasi.sel or "") in diperbaiki and t.tingkat is Tingkat.GALAT
        gaya = semula.get((t.lokasi.lembar or "", t.urut[1], t.urut[2]))
        baris.append(((*t.urut, t.kode), _teks(t, DIPERBAIKI if kini else TERBUKA, gaya)))
    for c in lama:
        if c.diperbaiki and (c.lembar, c.teks[4]) in benar:
            urut = urut_lembar.get(c.lembar, len(urut_lembar))
            baris.append(((urut, c.baris, c.kolom, c.teks[1]), c.teks[1:]))
    isi = tuple(_baris(i, teks) for i, (_, teks) in enumerate(sorted(baris), 1))
    akhir = _BARIS_KEPALA + max(len(isi), 1)
    return LembarBaru(
        nama,
        (*_atas([teks for _, teks in baris]), *isi) if isi else (*_atas([]), _kosong()),
        lebar=LEBAR_KOLOM,
        beku_baris=_BARIS_KEPALA,
        saring=f"A{_BARIS_KEPALA}:L{akhir}",
        judul_cetak=_BARIS_KEPALA,
        kolom_tersembunyi=frozenset({13}),
    )


def _atas(baris: Sequence[tuple[str, ...]]) -> tuple[tuple[SelBaru | None, ...], ...]:
    """Title, summary and heading rows."""
    hitung = {k: sum(b[1] == k for b in baris) for k in ("galat", "peringatan", "info")}
    ringkas = ", ".join(f"{n} {k}" for k, n in hitung.items())
    diganti = sum(b[10] == DIPERBAIKI for b in baris)
    catatan = f"Hasil pemeriksaan: {ringkas}." if baris else "Hasil pemeriksaan: tidak ada temuan."
    if diganti:
        catatan += f" {diganti} sel hasil hitungan telah diganti; isi lamanya ada di kolom Tertulis."
    return (
        (SelBaru(PENANDA_TEMUAN, "judul"),),
        (SelBaru(catatan, "polos"),),
        (SelBaru("Lembar ini ditulis ulang setiap kali perintah hitung dijalankan.", "polos"),),
        tuple(SelBaru(k, "kepala") for k in KEPALA),
    )


def _kosong() -> tuple[SelBaru | None, ...]:
    return (SelBaru("", "isi"), *(SelBaru("-" if k != 7 else "Tidak ada temuan", "isi") for k in range(11)))


def _baris(nomor: int, teks: tuple[str, ...]) -> tuple[SelBaru | None, ...]:
    """One row; the cell address links to the cell."""
    kode, tingkat, lembar, sel, *lain = teks
    tautan = _tautan(lembar, sel)
    gaya = tingkat if tingkat in ("galat", "peringatan", "info") else "isi"
    return (
        SelBaru(Decimal(nomor), "isi"),
        SelBaru(kode, "isi"),
        SelBaru(tingkat, gaya),
        SelBaru(lembar, "isi"),
        SelBaru(sel, "tautan" if tautan else "isi", tautan=tautan, keterangan="Lompat ke sel ini" if tautan else None),
        *(SelBaru(x, "angka") for x in lain[:3]),
        *(SelBaru(x, "isi") for x in lain[3:]),
    )


def _tautan(lembar: str, sel: str) -> str | None:
    if not lembar:
        return None
    return "'" + lembar.replace("'", "''") + "'!" + (sel or "A1")


def _teks(t: Temuan, status: str, semula: int | None) -> tuple[str, ...]:
    """A finding's cells after the number."""
    return (
        t.kode,
        t.tingkat.value,
        t.lokasi.lembar or "",
        t.lokasi.sel or "",
        t.tertulis or "",
        tulis_seharusnya(t),
        tulis_selisih(t),
        t.pesan,
        t.sebab or "",
        t.saran,
        status,
        "" if semula is None else str(semula),
    )


def _persen(t: Temuan) -> bool:
    return "%" in (t.tertulis or "") or "poin" in t.pesan


def tulis_seharusnya(t: Temuan) -> str:
    """What it should be, in Indonesian notation: "62,41%", "3.400.009.655", "Baik"."""
    if isinstance(t.seharusnya, Decimal):
        return tulis_angka(t.seharusnya, 2, "%") if _persen(t) else tulis_angka(t.seharusnya)
    return t.seharusnya or ""


def tulis_selisih(t: Temuan) -> str:
    """The difference with its unit: "-9,36 poin", "601.190"."""
    if t.selisih is None:
        return ""
    return f"{tulis_angka(t.selisih, 2)} poin" if _persen(t) else tulis_angka(t.selisih)
