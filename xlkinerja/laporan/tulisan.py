"""What `hitung` wrote, as lines for a reader and as an addition to the JSON report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from xlkinerja.konsol import aman
from xlkinerja.laporan.json import susun, teks_json
from xlkinerja.laporan.teks import Gaya
from xlkinerja.temuan import Tingkat
from xlkinerja.terapkan import HasilHitung, Tulisan


def teks(hasil: HasilHitung, *, lebar: int) -> Iterator[str]:
    """One entry per workbook, wrapped: what was written to it, or why nothing was."""
    for t in hasil.tulisan:
        yield from Gaya(lebar).lipat(f"{aman(t.jalur)}: {_kalimat(t)}", menjorok=4)


def _kalimat(t: Tulisan) -> str:
    if t.pesan is not None:
        return f"TIDAK ditulis: {aman(t.pesan)}"
    if t.tujuan is None:
        return "tidak ada yang perlu diubah"
    isi = ", ".join(f"{n} {kata}" for n, kata in _banyak(t) if n) or "tidak ada sel yang diisi atau ditandai"
    cadangan = f" (cadangan: {aman(t.cadangan)})" if t.cadangan else ""
    return f"{isi}; tersimpan di {aman(str(t.tujuan))}{cadangan}"


def _banyak(t: Tulisan) -> tuple[tuple[int, str], ...]:
    return (t.diisi, "sel diisi"), (t.diganti, "sel diganti"), (t.ditandai, "sel ditandai")


def json(hasil: HasilHitung, *, tingkat: Tingkat) -> Iterator[str]:
    """The report of `periksa` with `tulisan` in each workbook's entry (an addition to versi_skema 1)."""
    isi = susun(hasil.periksa, tingkat=tingkat)
    # Behind the workbooks may stand an entry about all of them, which is no file to write to.
    for b, t in zip(isi["berkas"], hasil.tulisan, strict=False):
        b["tulisan"] = _catatan(t)
    yield teks_json(isi)


def _catatan(t: Tulisan) -> dict[str, Any]:
    isi = asdict(t)
    del isi["jalur"], isi["tujuan"]
    return {"ditulis": t.tujuan is not None, **isi}


def ringkas(hasil: HasilHitung) -> str:
    """A run over one workbook in one line, for a message box."""
    (t,), p = hasil.tulisan, hasil.periksa
    if t.pesan is not None:
        return f"Tidak diubah: {aman(t.pesan)}"
    banyak = ", ".join(f"{p.jumlah(x)} {x.value}" for x in Tingkat)
    sel = ", ".join(f"{n} {kata}" for n, kata in _banyak(t) if n) or "tidak ada sel yang diubah"
    kata = "diterima menurut setelan (di lembar Temuan tetap terbuka)"
    diterima = f"; {p.diterima_setelan} {kata}" if p.diterima_setelan else ""
    return f"{sel}. Temuan: {banyak}{diterima}."


def ada_gagal(hasil: HasilHitung) -> bool:
    """True if a workbook that could be read was not written: the run did not do what was asked."""
    pasangan = zip(hasil.periksa.berkas, hasil.tulisan, strict=True)
    return any(t.pesan is not None and b.berkas.pesan is None for b, t in pasangan)
