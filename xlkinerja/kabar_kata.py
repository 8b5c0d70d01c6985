"""A notice in words: its subject, its text, and the same for programs. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime

from xlkinerja import __version__
from xlkinerja.kabar import NAMA_TERPANJANG, SELURUH, URUTAN, Awal, Bagian, Berita, Kelompok, Peristiwa, rapi
from xlkinerja.riwayat import Sebab, Status
from xlkinerja.riwayat_db import BarisTemuan
from xlkinerja.tampilan_tanggal import hari_tanggal
from xlkinerja.temuan import Tingkat

JUDUL_TERPANJANG = 140
_PER_KELOMPOK, _SELURUHNYA = 10, 100
"""Findings that are listed one by one: of a kind in a workbook, and in the whole notice."""
_SATKER_TERBANYAK = 60


# In a few words


def judul(b: Berita) -> str:
    """The subject: what it comes down to, and whose workbooks, on one bounded line."""
    if isinstance(b.dulu, Awal):
        return f"xlkinerja: {b.dulu.value}: {b.buku} buku kerja, {b.terbuka.total() or 'tanpa'} temuan"
    if not b.berubah:
        return f"xlkinerja: tidak ada perubahan, {b.terbuka.total() or 'tanpa'} temuan terbuka"
    awal = f"xlkinerja: {', '.join(_pokok(b))}"
    satker = dict.fromkeys(x.nama for x in b.bagian if x.berubah and not x.bersama)
    nama = list(satker or [SELURUH])
    for banyak in range(len(nama), 0, -1):
        lain = len(nama) - banyak
        teks = f"{awal} - {', '.join(nama[:banyak])}{f' dan {lain} lainnya' if lain else ''}"
        if len(teks) <= JUDUL_TERPANJANG:
            return teks
    return rapi(awal, JUDUL_TERPANJANG)


def _temuan(banyak: int) -> str:
    return f"{banyak} temuan" if banyak else "tidak ada temuan"


def _pokok(b: Berita) -> Iterator[str]:
    baru = b.jumlah(Status.BARU)
    if baru:
        aturan = sum(n for s, n in _karena_lain(b, Status.BARU).items() if s in _KARENA_ATURAN)
        tambahan = " karena aturan" if aturan == baru else f" ({aturan} karena aturan)" if aturan else ""
        yield f"{baru} temuan baru{tambahan}"
    gugur = sum(len(k.temuan) for k in b.kelompok if k.sebab is Sebab.PENERIMAAN_GUGUR)
    kata = (
        (b.jumlah(Status.KAMBUH) - gugur, "kambuh"),
        (gugur, "tidak lagi diterima"),
        (b.jumlah(Status.SELESAI), "selesai"),
        (b.jumlah(Status.DITERIMA), "diterima"),
    )
    sudah = bool(baru)
    for n, apa in kata:
        if n:
            yield f"{n} {apa}" if sudah else f"{n} temuan {apa}"
            sudah = True
    peristiwa = Counter(p for x in b.bagian for p in x.peristiwa)
    apa = "buku kerja "
    for p in Peristiwa:
        if peristiwa[p]:
            yield f"{peristiwa[p]} {apa}{p.value}"
            apa = ""


_KARENA_ATURAN = (Sebab.ATURAN_BARU, Sebab.ATURAN_BERUBAH, Sebab.DULU_DIABAIKAN)
_SENDIRI = (None, Sebab.BUKU_BARU, Sebab.BARU_TERBACA, Sebab.PENERIMAAN_GUGUR)
"""Causes that lie in the workbook itself."""


def _karena_lain(b: Berita, status: Status) -> Counter[Sebab]:
    """Causes that no office is to blame for, or not it alone -> how many findings."""
    hasil: Counter[Sebab] = Counter()
    for k in b.kelompok:
        if k.status is status and k.sebab is not None and k.sebab not in _SENDIRI:
            hasil[k.sebab] += len(k.temuan)
    return hasil


# As text


def teks(b: Berita, *, kepada: str | None = None, lampiran: str | None = None) -> str:
    """The notice, lines ended by LF. `kepada`: whom it greets; `lampiran`: name of the report that goes with it."""
    baris = [f"Yth. {rapi(kepada, NAMA_TERPANJANG)},", ""] if kepada else []
    baris += _pembuka(b)
    sisa = [_SELURUHNYA]
    if isinstance(b.dulu, Awal):
        baris += _daftar_awal(b)
    else:
        for x in b.bagian:
            baris += ["", *_satu_bagian(x, sisa, lampiran is not None)] if x.berubah else []
    if lampiran is not None:
        baris += ["", f"Laporan lengkapnya terlampir: {lampiran}"]
    baris += ["", f"Disusun otomatis oleh xlkinerja {__version__}; tidak ada buku kerja yang diubah."]
    return "\n".join(baris) + "\n"


def _pembuka(b: Berita) -> Iterator[str]:
    lingkup = "" if not b.satker else " milik satker Saudara"
    yield f"Folder {rapi(b.folder, NAMA_TERPANJANG)}, pemeriksaan {saat(b.waktu)}: {b.buku} buku kerja{lingkup}."
    if isinstance(b.dulu, Awal):
        yield f"{_AWAL[b.dulu]} Terbuka: {_terbuka(b.terbuka)}."
        yield "Sesudah ini hanya yang berubah yang dikabarkan."
        return
    if not b.berubah:
        yield f"Tidak ada perubahan sejak {saat(b.dulu)}. Terbuka: {_terbuka(b.terbuka)}."
        return
    yield f"Berubah sejak {saat(b.dulu)}: {', '.join(_pokok(b))}."
    for status, apa in ((Status.BARU, "baru"), (Status.KAMBUH, "kambuh"), (Status.SELESAI, "selesai")):
        for sebab, n in _karena_lain(b, status).items():
            yield f"{n} di antaranya {apa}{_karena(sebab)}."
    yield f"Tetap terbuka: {_temuan(sum(x.tetap for x in b.bagian))}."


_AWAL = {
    Awal.PEMERIKSAAN: "Ini pemeriksaan pertama folder ini.",
    Awal.KABAR: "Ini kabar pertama tentang folder ini.",
    Awal.RIWAYAT: "Riwayat folder ini dimulai lagi; apa yang berubah sejak kabar sebelumnya tidak diketahui.",
}


def _karena(sebab: Sebab) -> str:
    if sebab is Sebab.TIDAK_DIKETAHUI:
        return f", {sebab.value}"
    return f" karena {sebab.value}{_TAMBAHAN.get(sebab, '')}"


_TAMBAHAN = {
    Sebab.ATURAN_BARU: " (sebelumnya belum diperiksa)",
    Sebab.ATURAN_BERUBAH: " (isi buku kerjanya tidak berubah)",
    Sebab.PROGRAM_BERUBAH: " (isi buku kerjanya tidak berubah)",
    Sebab.KUMPULAN_BERUBAH: " (isi buku kerjanya sendiri tidak berubah)",
    Sebab.KUMPULAN_ATAU_PROGRAM: " (isi buku kerjanya sendiri tidak berubah)",
}


def _terbuka(banyak: Mapping[Tingkat, int]) -> str:
    kata = ", ".join(f"{banyak[t]} {t.value}" for t in Tingkat if banyak.get(t))
    return f"{sum(banyak.values())} temuan ({kata})" if kata else "tidak ada temuan"


def _daftar_awal(b: Berita) -> Iterator[str]:
    """Of the first notice: how things stand, a line for each workbook that is not as it should be."""
    ada = [x for x in b.bagian if x.terbuka or not (x.buku.ada and x.buku.terbaca)]
    if ada:
        yield ""
    for x in ada[:_SATKER_TERBANYAK]:
        kata = _tak_terbaca(x) if not x.buku.terbaca else _terbuka(x.terbuka)
        if not x.buku.ada:
            kata = f"tidak ada pada pemeriksaan ini; {kata}"
        yield f"- {_kepala(x)}: {kata}"
    if ada[_SATKER_TERBANYAK:]:
        yield f"- dan {len(ada) - _SATKER_TERBANYAK} buku kerja lain yang bertemuan"
    bersih = b.buku - sum(x.buku.ada and not x.bersama for x in ada)
    if ada and bersih:
        yield f"- {bersih} buku kerja lain tanpa temuan"


def _tak_terbaca(x: Bagian) -> str:
    return rapi(x.pesan).rstrip(".") or "Buku kerjanya tidak dapat dibaca"


def _kepala(x: Bagian) -> str:
    jalur = rapi(x.buku.jalur, 120)
    return x.nama if x.bersama or not x.buku.nama_satker else f"{x.nama} ({jalur})"


def _satu_bagian(x: Bagian, sisa: list[int], lampiran: bool) -> Iterator[str]:
    yield _kepala(x)
    for p in x.peristiwa:
        yield f"  {_kalimat(p, x)}"
    for k in x.kelompok:
        yield f"  {_judul_kelompok(k)}: {len(k.temuan)}"
        tampil = k.temuan[: min(_PER_KELOMPOK, sisa[0])]
        sisa[0] -= len(tampil)
        yield from (f"  - {_baris_temuan(k, t)}" for t in tampil)
        if len(tampil) < len(k.temuan):
            lain = "; lihat laporan terlampir" if lampiran and k.status is not Status.SELESAI else ""
            yield f"  - {'dan ' if tampil else ''}{len(k.temuan) - len(tampil)} temuan{' lain' if tampil else ''}{lain}"
    if x.tetap and Peristiwa.TIADA not in x.peristiwa and Peristiwa.TAK_TERBACA not in x.peristiwa:
        tertunda = f" ({x.tertunda} tidak dapat diperiksa kali ini)" if x.tertunda else ""
        yield f"  Tetap terbuka: {x.tetap}{tertunda}"


def _kalimat(p: Peristiwa, x: Bagian) -> str:
    belum = f" {x.tertunda} temuannya tetap terbuka, belum dapat diperiksa." if x.tertunda else ""
    return {
        Peristiwa.BARU: "Buku kerja ini baru pertama kali diperiksa.",
        Peristiwa.TIADA: f"Buku kerjanya tidak ada pada pemeriksaan ini.{belum}",
        Peristiwa.TAK_TERBACA: f"{_tak_terbaca(x)}.{belum}",
        Peristiwa.KEMBALI: "Buku kerjanya ada kembali.",
        Peristiwa.TERBACA: "Buku kerjanya dapat dibaca kembali.",
    }[p]


def _judul_kelompok(k: Kelompok) -> str:
    if k.sebab is Sebab.PENERIMAAN_GUGUR:
        apa, _, sebab = str(k.sebab.value).partition(": ")
        return f"{apa.capitalize()} ({sebab})"
    awal = {
        Status.BARU: "Baru",
        Status.KAMBUH: "Kambuh",
        Status.SELESAI: "Selesai",
        Status.DITERIMA: "Diterima dengan alasan",
    }[k.status]
    if k.sebab in (None, Sebab.BUKU_BARU):
        return f"{awal} (pernah selesai)" if k.status is Status.KAMBUH else awal
    return f"{awal}{_karena(k.sebab)}"


def _baris_temuan(k: Kelompok, t: BarisTemuan) -> str:
    c = t.catatan
    tempat = f"{rapi(c.lembar, 40)}!{c.sel}: " if c.lembar and c.sel else f"{rapi(c.lembar, 40)}: " if c.lembar else ""
    alasan = f"; alasan: {rapi(c.diterima)}" if k.status is Status.DITERIMA and c.diterima else ""
    return f"{tempat}{rapi(c.pesan)} [{c.kode}, {c.tingkat}]{alasan}"


def saat(waktu: datetime) -> str:
    """As in "Senin, 2 November 2026 pukul 01.30", by the clock that the time was given in."""
    return f"{hari_tanggal(waktu.date())} pukul {waktu:%H.%M}"


# For programs


def sebagai_json(b: Berita) -> dict[str, object]:
    """The same for programs; times in ISO 8601 with the offset they were given in."""
    return {
        "versi_skema": 1,
        "versi": __version__,
        "folder": rapi(b.folder),
        "waktu": b.waktu.isoformat(timespec="seconds"),
        "dibandingkan_dengan": None if isinstance(b.dulu, Awal) else b.dulu.isoformat(timespec="seconds"),
        "judul": judul(b),
        "text": f"{judul(b)}\n\n{teks(b)}",  # the field that chat services show
        "ringkasan": {
            "berkas": b.buku,
            **{s.value: b.jumlah(s) for s in URUTAN},
            "tetap": sum(x.tetap for x in b.bagian),
            "terbuka": {t.value: b.terbuka[t] for t in Tingkat},
        },
        "bagian": [_bagian_json(x) for x in b.bagian if x.berubah or isinstance(b.dulu, Awal)],
    }


def _bagian_json(x: Bagian) -> dict[str, object]:
    b = x.buku
    return {
        "jalur": None if x.bersama else rapi(b.jalur),
        "satker": rapi(b.satker) or None,
        "nama_satker": rapi(b.nama_satker) or None,
        "tahun": b.tahun,
        "peristiwa": [p.name.lower() for p in x.peristiwa],
        "terbuka": {t.value: x.terbuka.get(t, 0) for t in Tingkat},
        "tetap": x.tetap,
        "temuan": [_temuan_json(k, t) for k in x.kelompok for t in k.temuan[:_SELURUHNYA]],
    }


def _temuan_json(k: Kelompok, t: BarisTemuan) -> dict[str, object]:
    c = t.catatan
    return {
        "status": k.status.value,
        "sebab": t.sebab.value if t.sebab is not None and t.terperiksa else None,
        "kode": c.kode,
        "tingkat": c.tingkat,
        "lembar": rapi(c.lembar) if c.lembar is not None else None,
        "sel": c.sel,
        "pesan": rapi(c.pesan),
        "alasan": rapi(c.diterima) if c.diterima is not None else None,
        "sidik": c.sidik,
    }
