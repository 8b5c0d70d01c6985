"""The history of a folder as text for a reader and as JSON: what changed since a run or a date.

Unlike other reports this one has times in it: the reader's clock in the text, UTC in JSON.
"""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime

from xlkinerja import __version__
from xlkinerja.beku import beku
from xlkinerja.konsol import aman
from xlkinerja.laporan import FOLDER
from xlkinerja.model import JALUR_BERSAMA
from xlkinerja.riwayat import Sebab, Status, status_sejak
from xlkinerja.riwayat_db import BarisJalan, BarisTemuan, Riwayat
from xlkinerja.temuan import Tingkat

_JALAN_TERBANYAK = 10
_JUDUL = {
    Status.BARU: "Baru",
    Status.KAMBUH: "Kambuh (pernah selesai atau diterima, kini terbuka lagi)",
    Status.SELESAI: "Selesai",
    Status.DITERIMA: "Diterima dengan alasan",
    Status.TIDAK_DIPERIKSA: "Tidak diperiksa (tetap terbuka)",
    Status.TETAP: "Tetap terbuka",
}


@beku(frozen=True, slots=True)
class Pandangan:
    """What is shown: all runs, those after the one compared with (`dulu`, None: with nothing), the findings with what
    happened to them since. `disaring`: only those of a satker or of some rules."""

    jalan: tuple[BarisJalan, ...]
    dulu: BarisJalan | None
    temuan: tuple[tuple[Status, BarisTemuan], ...]
    disaring: bool

    @property
    def kini(self) -> BarisJalan:
        """The last run."""
        return self.jalan[-1]


def susun(
    riwayat: Riwayat, *, sejak: int | datetime, satker: str | None = None, kode: Collection[str] = ()
) -> Pandangan | None:
    """Compare the last run with the one before the last `sejak` runs, or before a time; None without runs."""
    if not riwayat.jalan:
        return None
    if isinstance(sejak, int):
        sebelum = riwayat.jalan[: -sejak or None]
    else:
        sebelum = tuple(j for j in riwayat.jalan if j.waktu < sejak)
    dulu = sebelum[-1] if sebelum else None
    temuan = riwayat.temuan(sesudah=dulu.nomor if dulu is not None else 0)
    pilih = (t for t in temuan if _milik(t, satker) and (not kode or t.catatan.kode in kode))
    isi = tuple((status_sejak(t.dulu, t.kini, terperiksa=t.terperiksa), t) for t in pilih)
    return Pandangan(riwayat.jalan, dulu, isi, satker is not None or bool(kode))


def _milik(t: BarisTemuan, satker: str | None) -> bool:
    """Whether a finding is of that satker: by code, or by a part of its name."""
    if satker is None:
        return True
    cari = " ".join(satker.split()).casefold()
    return t.satker.casefold() == cari or (bool(cari) and cari in t.nama_satker.casefold())


# Text


def sebagai_teks(p: Pandangan, folder: str, *, lebar: int = 80) -> Iterator[str]:
    """Lines without their ends."""
    yield from textwrap.wrap(f"Riwayat pemeriksaan folder {aman(folder)}", lebar)
    dengan = f"dibandingkan dengan {_waktu(p.dulu.waktu)}" if p.dulu is not None else "tanpa pemeriksaan sebelumnya"
    kata = f"Pemeriksaan terakhir {_waktu(p.kini.waktu)} ({p.kini.buku} buku kerja), {dengan}."
    yield from textwrap.wrap(kata, lebar)
    if not p.disaring:
        yield ""
        yield from _tabel(p.jalan[-_JALAN_TERBANYAK:])
    for status, judul in _JUDUL.items():
        milik = [t for s, t in p.temuan if s is status]
        if milik:
            yield ""
            yield f"{judul}: {len(milik)}"
            for t in milik:
                yield from _temuan(status, t, lebar)
    yield ""
    yield from textwrap.wrap(_penutup(p), lebar)


def _tabel(jalan: tuple[BarisJalan, ...]) -> Iterator[str]:
    kolom = (("Waktu", 16), ("Buku", 5), ("Galat", 6), ("Peringatan", 11), ("Baru", 6), ("Kambuh", 7), ("Selesai", 8))
    yield "".join(n.ljust(lebar) if n == "Waktu" else n.rjust(lebar) for n, lebar in kolom)
    for j in jalan:
        isi = (_waktu(j.waktu), j.buku, j.galat, j.peringatan, j.baru, j.kambuh, j.selesai)
        yield "".join(str(x).rjust(lebar) for x, (_, lebar) in zip(isi, kolom, strict=True))


def _temuan(status: Status, t: BarisTemuan, lebar: int) -> Iterator[str]:
    c = t.catatan
    tempat = FOLDER if t.jalur == JALUR_BERSAMA else t.jalur
    sel = f"{c.lembar}!{c.sel}" if c.lembar and c.sel else c.lembar or ""
    kepala = f"{aman(tempat)}{': ' if sel else ''}{aman(sel)}  {c.kode} {c.tingkat}"
    if status is Status.TETAP:
        kepala += f", sejak {t.pertama.astimezone():%d-%m-%Y}"
    yield from textwrap.wrap(kepala, lebar, initial_indent="  ", subsequent_indent="      ", break_on_hyphens=False)
    if status is Status.TETAP:
        return
    kata = [aman(c.pesan)]
    if t.sebab is not None:
        kata.append(f"Sebab: {t.sebab.value}")
    if status is Status.DITERIMA and c.diterima is not None:
        kata.append(f"Alasan diterima: {aman(c.diterima)}")
    for k in kata:
        yield from textwrap.wrap(k, lebar, initial_indent="      ", subsequent_indent="      ", break_on_hyphens=False)


def _penutup(p: Pandangan) -> str:
    banyak = Counter(s for s, _ in p.temuan)
    kata = ", ".join(f"{banyak[s]} {s.value}" for s in Status if banyak[s]) or "tidak ada temuan"
    aturan = sum(s is Status.BARU and t.sebab in _KARENA_ATURAN for s, t in p.temuan)
    return f"{kata}; {aturan} dari yang baru karena aturannya baru atau berubah" if aturan else kata


_KARENA_ATURAN = (Sebab.ATURAN_BARU, Sebab.ATURAN_BERUBAH)


def _waktu(waktu: datetime) -> str:
    return f"{waktu.astimezone():%d-%m-%Y %H.%M}"


# JSON


def sebagai_json(p: Pandangan) -> str:
    """The same for programs; times in UTC."""
    isi = {
        "versi_skema": 1,
        "versi": __version__,
        "dibandingkan_dengan": _utc(p.dulu.waktu) if p.dulu is not None else None,
        "ringkasan": {s.value: sum(x is s for x, _ in p.temuan) for s in Status},
        "pemeriksaan": [_jalan_json(j) for j in p.jalan],
        "temuan": [_temuan_json(s, t) for s, t in p.temuan],
    }
    return json.dumps(isi, ensure_ascii=False, indent=1) + "\n"


def _jalan_json(j: BarisJalan) -> dict[str, object]:
    return {
        "waktu": _utc(j.waktu),
        "versi": j.program,
        "berkas": j.buku,
        "tidak_terbaca": j.tak_terbaca,
        **{t.value: getattr(j, t.value) for t in Tingkat},
        **{s.value.replace(" ", "_"): getattr(j, s.value.replace(" ", "_")) for s in Status},
    }


def _temuan_json(status: Status, t: BarisTemuan) -> dict[str, object]:
    c = t.catatan
    return {
        "status": status.value,
        "sebab": t.sebab.value if t.sebab is not None else None,
        "jalur": t.jalur,
        "satker": t.satker or None,
        "nama_satker": t.nama_satker or None,
        "tahun": t.tahun,
        "kode": c.kode,
        "tingkat": c.tingkat,
        "lembar": c.lembar,
        "sel": c.sel,
        "pesan": c.pesan,
        "alasan": c.diterima,
        "pertama": _utc(t.pertama),
        "terakhir": _utc(t.terakhir),
        "sidik": c.sidik,
    }


def _utc(waktu: datetime) -> str:
    return f"{waktu:%Y-%m-%dT%H:%M:%SZ}"
