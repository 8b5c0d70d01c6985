"""The catalogue of rules for readers: one rule's card with its example run, the list, Markdown (ATURAN.md), JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import groupby

from xlkinerja import __version__
from xlkinerja.aturan import SEMUA
from xlkinerja.aturan.deklarasi import Aturan
from xlkinerja.laporan.json import VERSI_SKEMA, teks_json
from xlkinerja.peraga import Peragaan, peragakan
from xlkinerja.temuan import Tingkat

KELUARGA = {
    "S": "Struktur dan pembacaan",
    "J": "Jumlah",
    "K": "Kinerja",
    "A": "Anggaran",
    "R": "Rencana aksi",
    "F": "Rumus",
    "X": "Silang dokumen",
    "W": "Wilayah",
}
_ARTI = {
    Tingkat.GALAT: "sebuah angka salah, atau dua angka tidak mungkin sama-sama benar",
    Tingkat.PERINGATAN: "perlu dijawab oleh pemeriksa",
    Tingkat.INFO: "bentuk, kata, atau petunjuk",
}


def cari(kode: str) -> Aturan | None:
    """The rule of a code, in any case ("k201"); None if there is none."""
    return next((a for a in SEMUA if a.kode == kode.strip().upper()), None)


_HURUF_MIRIP_ANGKA = str.maketrans("OIL", "011")


def kode_mirip(kode: str) -> list[str]:
    """At least one and at most five codes that look like it, best first."""
    semua = [a.kode for a in SEMUA]
    baku = kode.strip().upper()
    baku = baku[:1] + baku[1:].translate(_HURUF_MIRIP_ANGKA)
    keluarga = [k for k in semua if k[0] == baku[:1]]
    return (get_close_matches(baku, semua, n=5, cutoff=0.5) or keluarga or semua)[:5]


def kartu(aturan: Aturan, *, lebar: int) -> Iterator[str]:
    """The lines of one rule's card, its examples run on the correct example workbook."""
    judul = f"{aturan.kode}  {aturan.judul}  ({aturan.tingkat.value})"
    yield from textwrap.wrap(judul, lebar, subsequent_indent="      ")
    yield ""
    for label, isi in _isi(aturan):
        yield from _berlabel(label, isi, lebar)
    for label, contoh in (("Contoh salah", aturan.salah), ("Contoh benar", aturan.benar)):
        if contoh is not None:
            yield ""
            yield from _contoh(label, peragakan(aturan, contoh), lebar)


def _isi(aturan: Aturan) -> tuple[tuple[str, str], ...]:
    return (
        ("Tingkat", f"{aturan.tingkat.value}: {_ARTI[aturan.tingkat]}"),
        ("Berlaku", ", ".join(aturan.untuk) or "semua buku kerja"),
        ("Penjelasan", aturan.penjelasan),
        ("Dasar", aturan.dasar),
        ("Pesan", aturan.pesan),
        ("Saran", aturan.saran),
    )


def _berlabel(label: str, isi: str, lebar: int, awal: str = "") -> list[str]:
    lekuk = " " * (len(awal) + 12)
    return textwrap.wrap(
        isi, lebar, initial_indent=f"{awal}{label:<12}", subsequent_indent=lekuk, break_on_hyphens=False
    )


def _contoh(label: str, peragaan: Peragaan, lebar: int) -> Iterator[str]:
    yield f"{label} (dijalankan)"
    if peragaan.uraian:
        yield from _butir(peragaan.uraian, lebar)
    if not peragaan.ubah:
        yield from _butir("buku kerja contoh tanpa perubahan", lebar)
    for u in peragaan.ubah:
        yield from _butir(f"{u.lembar}!{u.sel} ({u.kolom}) diisi {_kutip(u.isi)}, semula {_kutip(u.semula)}", lebar)
    for t in peragaan.temuan:
        tempat = f"{t.lokasi.lembar}!{t.lokasi.sel}" if t.lokasi.sel else str(t.lokasi.lembar)
        yield from textwrap.wrap(
            f"{tempat} {t.tingkat.value} {t.kode}: {t.pesan}", lebar, initial_indent="  => ", subsequent_indent="     "
        )
    if not peragaan.temuan:
        yield "  => tidak ada temuan"


def _butir(teks: str, lebar: int) -> list[str]:
    return textwrap.wrap(teks, lebar, initial_indent="  - ", subsequent_indent="    ")


def _kutip(isi: str) -> str:
    return f"“{isi}”" if isi else "(kosong)"


def daftar(*, lebar: int) -> Iterator[str]:
    """The lines of the list of all rules, by family."""
    for keluarga, isi in groupby(SEMUA, key=lambda a: a.kode[0]):
        yield f"{keluarga}  {KELUARGA[keluarga]}"
        for a in isi:
            awal = f"   {a.kode}  {a.tingkat.value:<10}  "
            yield from textwrap.wrap(a.judul, lebar, initial_indent=awal, subsequent_indent=" " * len(awal))
        yield ""
    yield f"{len(SEMUA)} aturan. Rincian satu aturan: xlkinerja jelaskan {SEMUA[0].kode}"


def sebagai_json() -> str:
    """The catalogue as JSON text: {"versi_skema", "versi", "aturan": [{kode, judul, tingkat, ...}]}."""
    return teks_json(
        {
            "versi_skema": VERSI_SKEMA,
            "versi": __version__,
            "aturan": [
                {
                    "kode": a.kode,
                    "judul": a.judul,
                    "tingkat": a.tingkat.value,
                    "untuk": list(a.untuk),
                    "penjelasan": a.penjelasan,
                    "dasar": a.dasar,
                    "pesan": a.pesan,
                    "saran": a.saran,
                }
                for a in SEMUA
            ],
        }
    )


def markdown() -> str:
    """The content of ATURAN.md: the levels, a table of all rules, then each rule's card."""
    baris = [
        "# Daftar aturan",
        "",
        "Berkas ini dibuat oleh `xlkinerja aturan --format markdown > ATURAN.md`; jangan disunting langsung.",
        "",
        *(f"- **{t.value}**: {_ARTI[t]}" for t in Tingkat),
        "",
        "| kode | tingkat | yang ditemukan |",
        "|---|---|---|",
        *(f"| [{a.kode}](#{a.kode.lower()}) | {a.tingkat.value} | {_sel(a.judul)} |" for a in SEMUA),
    ]
    for keluarga, isi in groupby(SEMUA, key=lambda a: a.kode[0]):
        baris += ["", f"## {keluarga}: {KELUARGA[keluarga]}"]
        for a in isi:
            baris += _kartu_markdown(a)
    return "\n".join(baris) + "\n"


def _kartu_markdown(a: Aturan) -> list[str]:
    """One rule under a heading that is its code, so that links to it stay good when its title changes."""
    kartu = ["", f"### {a.kode}", "", f"**{a.judul}** ({a.tingkat.value})", "", a.penjelasan, ""]
    kartu += [f"- {label}: {_kode(isi) if label == 'Pesan' else isi}" for label, isi in _isi(a)[3:]]
    if a.salah is not None:
        p = peragakan(a, a.salah)
        ubah = "; ".join(f"{u.lembar}!{u.sel} ({u.kolom}) diisi {_kutip(u.isi)}" for u in p.ubah)
        hasil = "; ".join(f"{t.lokasi.sel or t.lokasi.lembar}: {t.pesan}" for t in p.temuan)
        kartu.append(f"- Contoh: {ubah or p.uraian} → {hasil}")
    return kartu


def _kode(teks: str) -> str:
    return f"`{teks}`"


def _sel(teks: str) -> str:
    return teks.replace("|", "\\|")
