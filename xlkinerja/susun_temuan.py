"""The sheet "Temuan" made: findings as rows that a reader can filter, print and click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from xlkinerja.angka import tulis_angka
from xlkinerja.baca import PENANDA_TEMUAN
from xlkinerja.buku.lembar_baru import LembarBaru, SelBaru
from xlkinerja.lembar_temuan import (
    BARIS_KEPALA,
    CATATAN,
    DIPERBAIKI,
    DITERIMA,
    KEPALA,
    KOLOM_STATUS,
    LEBAR_KOLOM,
    TERBUKA,
    TERBUKA_LAGI,
    TERSEMBUNYI,
    Tercatat,
)
from xlkinerja.temuan import Temuan, Tingkat

_PETUNJUK = (
    'Pilih "diterima" dan isi kolom Alasan Diterima bila temuan ini sudah dijawab. Temuan terbuka lagi bila angkanya '
    "berubah."
)


def susun_temuan(
    nama: str,
    temuan: Sequence[Temuan],
    *,
    lama: Sequence[Tercatat],
    diperbaiki: AbstractSet[tuple[str, str]],
    semula: Mapping[tuple[str, int, int], str],
    benar: AbstractSet[tuple[str, str]],
) -> LembarBaru:
    """The findings sheet: open findings, cells replaced now (`diperbaiki`) and cells replaced earlier that still
    hold what they should (`benar`), in sheet order.

    `semula`: (sheet, row, column) of marked cells -> former style as `penanda.GayaSemula` writes it.
    """
    urut_lembar = {t.lokasi.lembar: t.urut[0] for t in temuan}
    sudah = {c.isi["sidik"].split(":")[0]: c for c in lama if c.isi["sidik"]}
    baris: list[tuple[tuple[int, int, int, str], tuple[str, ...]]] = []
    for t in temuan:
        kini = (t.lokasi.lembar or "", t.lokasi.sel or "") in diperbaiki and t.tingkat is Tingkat.GALAT
        gaya = semula.get((t.lokasi.lembar or "", t.urut[1], t.urut[2]))
        status, alasan = (DIPERBAIKI, "") if kini else _status(t, sudah.get(t.sidik))
        baris.append(((*t.urut, t.kode), _teks(t, status, alasan, gaya)))
    for c in lama:
        if c.diperbaiki and (c.lembar, c.isi["Sel"]) in benar:
            urut = urut_lembar.get(c.lembar, len(urut_lembar))
            baris.append(((urut, c.baris, c.kolom, c.isi["Kode"]), c.teks))
    isi = tuple(_baris(i, teks) for i, (_, teks) in enumerate(sorted(baris), 1))
    akhir = BARIS_KEPALA + max(len(isi), 1)
    return LembarBaru(
        nama,
        (*_atas([teks for _, teks in baris]), *isi) if isi else (*_atas([]), _kosong()),
        lebar=LEBAR_KOLOM,
        beku_baris=BARIS_KEPALA,
        saring=f"A{BARIS_KEPALA}:M{akhir}",
        judul_cetak=BARIS_KEPALA,
        kolom_tersembunyi=TERSEMBUNYI,
        pilihan=((f"L{BARIS_KEPALA + 1}:L{akhir}", (TERBUKA, DITERIMA), _PETUNJUK),) if isi else (),
    )


def _status(t: Temuan, lama: Tercatat | None) -> tuple[str, str]:
    """Status and reason of an open or accepted finding; one whose figures changed keeps the reason for reading."""
    if t.diterima is not None:
        return DITERIMA, t.diterima
    alasan = lama.alasan if lama is not None else ""
    pernah = lama is not None and lama.isi["Status"].strip().casefold() in (DITERIMA, TERBUKA_LAGI)
    return TERBUKA_LAGI if pernah and alasan else TERBUKA, alasan


def _atas(baris: Sequence[tuple[str, ...]]) -> tuple[tuple[SelBaru | None, ...], ...]:
    """Title, summary and heading rows."""
    terbuka = [b for b in baris if b[KOLOM_STATUS - 2] != DITERIMA]
    hitung = {k: sum(b[1] == k for b in terbuka) for k in ("galat", "peringatan", "info")}
    ringkas = ", ".join(f"{n} {k}" for k, n in hitung.items())
    diganti = sum(b[KOLOM_STATUS - 2] == DIPERBAIKI for b in baris)
    diterima = len(baris) - len(terbuka)
    catatan = f"Hasil pemeriksaan: {ringkas}." if baris else "Hasil pemeriksaan: tidak ada temuan."
    if diterima:
        catatan += f" {diterima} temuan sudah diterima dengan alasannya."
    if diganti:
        catatan += f" {diganti} sel hasil hitungan telah diganti; isi lamanya ada di kolom Tertulis."
    return (
        (SelBaru(PENANDA_TEMUAN, "judul"),),
        (SelBaru(catatan, "polos"),),
        (SelBaru(CATATAN, "polos"),),
        tuple(SelBaru(k, "kepala") for k in KEPALA),
    )


def _kosong() -> tuple[SelBaru | None, ...]:
    return (SelBaru("", "isi"), *(SelBaru("-" if k != 7 else "Tidak ada temuan", "isi") for k in range(12)))


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


def _teks(t: Temuan, status: str, alasan: str, semula: str | None) -> tuple[str, ...]:
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
        alasan,
        semula or "",
        t.tanda_terima,
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
