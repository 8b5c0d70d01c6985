"""A run to one tidy table: a row per figure of every record, for pandas, Power BI and pivot tables.

`KOLOM` documents the columns. A computed figure is what the engine computed, with what stood written beside it; what
cannot be computed has no `nilai`, and `keterangan` says why. Blank cells have no row.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from xlkinerja.anggaran_baris import BULAN, uang_baris
from xlkinerja.angka import Ambigu, Angka, Kata, Kosong, tulis_angka
from xlkinerja.beku import beku
from xlkinerja.hasil_kita import PENANDA
from xlkinerja.kolom_data import KOLOM
from xlkinerja.konsol import aman
from xlkinerja.laporan import polos
from xlkinerja.laporan.csv import jinak
from xlkinerja.laporan.matriks import capaian_menurut_temuan
from xlkinerja.model import (
    AksiIndikator,
    BarisAnggaran,
    BarisPendukung,
    CapaianIndikator,
    Catatan,
    DataDukung,
    Dokumen,
    JenjangSkala,
    Nilai,
    TargetIndikator,
)
from xlkinerja.olah import Hitungan, capaian_cocok
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.temuan import Sel

NAMA = tuple(n for n, _ in KOLOM)
BARIS_EXCEL = 1_048_575
_TANGGAL = datetime(2025, 1, 1, tzinfo=UTC)
_TERPANJANG = 32_000


class DataGagal(Exception):
    """The table cannot be written in that form. The message is one Indonesian line: why and what to do."""


class BarisData(NamedTuple):
    """One figure; the fields are the columns of `KOLOM`."""

    satker: str
    nama_satker: str
    tahun: int | None
    berkas: str
    lembar: str
    sel: str
    dokumen: str
    formulir: str
    unit: str
    indikator: str
    kode: str
    uraian: str
    ukuran: str
    periode: str
    nilai: Decimal | None
    nilai_teks: str
    satuan: str
    tertulis: str
    asal: str
    keterangan: str


@beku(frozen=True, slots=True)
class _Figur:
    """A figure of a record: its field in `asal`, the measure it is reported as, what was read."""

    bidang: str
    ukuran: str
    nilai: Nilai | Decimal | str | None
    satuan: str = ""
    periode: str = ""
    tahun: int | None = None
    uraian: str = ""


def baris_data(hasil: HasilPeriksa) -> Iterator[BarisData]:
    """The rows of all workbooks that could be read, in path, sheet and row order."""
    for b in hasil.berkas:
        hitungan = {(h.sel.lembar, h.sel.baris, h.sel.kolom, h.bidang): h for h in b.hitungan}
        temuan: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
        for t in b.temuan:
            if t.diterima is None:
                temuan[t.lokasi.lembar, t.lokasi.sel].append(t.kode)
        for d in b.berkas.dokumen:
            for c in d.baris:
                for satu in _baris(b, d, c, hitungan):
                    kode = temuan.get((satu.lembar, satu.sel))
                    catatan = f"temuan {', '.join(kode)}" if kode else ""
                    yield satu._replace(keterangan="; ".join(filter(None, (satu.keterangan, catatan))))


_Hitungan = dict[tuple[str, int, int, str], Hitungan]


def _baris(b: HasilBerkas, d: Dokumen, c: Catatan, hitungan: _Hitungan) -> Iterator[BarisData]:
    satker = d.satker or b.berkas.satker
    indikator = getattr(c, "indikator", "")
    for f in _figur(c):
        sel = c.asal.get(f.bidang)
        if sel is None:
            continue
        h = hitungan.get((sel.lembar, sel.baris, sel.kolom, f.bidang))
        nilai, teks, satuan, asal, keterangan = _isi(f, sel, h)
        benar = capaian_menurut_temuan(b, sel) if asal == "dihitung" and f.bidang.startswith("capaian") else None
        if benar is not None:
            nilai, teks = benar, polos(benar)
        tertulis = _rapi(sel.tampil)
        if not tertulis and not teks:
            continue
        tahun = f.tahun or d.tahun or (b.berkas.tahun if d.jenis != "renstra" else None)
        yield BarisData(
            (satker.kode or "") if satker else "", _rapi(satker.nama) if satker else "", tahun, _rapi(b.berkas.jalur),
            _rapi(sel.lembar), sel.alamat, d.jenis, d.formulir, _rapi(d.unit), _rapi(indikator),
            _rapi(".".join(c.kode)) if isinstance(c, BarisAnggaran) else "", _rapi(f.uraian or _uraian(c)), f.ukuran,
            f.periode, nilai, teks, _rapi(satuan), tertulis, asal, _rapi(keterangan),
        )  # fmt: skip


def _rapi(teks: str) -> str:
    rapi = aman(teks)
    return rapi if len(rapi) <= _TERPANJANG else rapi[:_TERPANJANG]


def _uraian(c: Catatan) -> str:
    if isinstance(c, BarisAnggaran):
        return c.nama
    if isinstance(c, BarisPendukung):
        return c.label
    if isinstance(c, JenjangSkala):
        return c.nama
    return getattr(c, "kegiatan", "")


_Isi = tuple[Decimal | None, str, str, str, str]


def _isi(f: _Figur, sel: Sel, h: Hitungan | None) -> _Isi:
    """nilai, nilai_teks, satuan, asal, keterangan of a figure."""
    if h is None or (h.nilai is None and h.alasan is None):
        return _terbaca(f, sel)
    if h.nilai is None:
        return None, "", f.satuan, "dihitung", f"tidak dapat dihitung: {h.alasan}"
    if not h.yakin and not (f.bidang == "capaian" and capaian_cocok(h) is True):
        nilai, teks, satuan, asal, _ = _terbaca(f, sel)
        return nilai, teks, satuan, asal, "polaritas indikator tidak tercatat, jadi tidak dihitung"
    if isinstance(h.nilai, Decimal):
        return h.nilai, polos(h.nilai), f.satuan or _satuan(f.nilai), "dihitung", ""
    return None, _rapi(h.nilai), "", "dihitung", ""


def _satuan(n: Nilai | Decimal | str | None) -> str:
    return n.satuan if isinstance(n, Angka) else ""


def _terbaca(f: _Figur, sel: Sel) -> _Isi:
    n = f.nilai
    if isinstance(n, Decimal):
        return n, polos(n), f.satuan, "tertulis", ""
    if isinstance(n, Angka):
        return n.nilai, polos(n.nilai), n.satuan or f.satuan, "tertulis", ""
    if isinstance(n, Ambigu):
        baca = f"{tulis_angka(n.id.nilai)} atau {tulis_angka(n.en.nilai)}"
        return None, "", f.satuan, "tertulis", f"dapat dibaca {baca}"
    if isinstance(n, Kata):
        return None, _rapi(n.teks), "", "tertulis", ""
    if isinstance(n, str):
        return None, _rapi(n), "", "tertulis", ""
    kosong = isinstance(n, Kosong) or not sel.tampil.strip(" -–—_")
    return None, "", f.satuan, "tertulis", "tanda hubung: tidak ada angka" if kosong else "tidak terbaca sebagai angka"


def _figur(c: Catatan) -> Iterator[_Figur]:
    """The figures of a record in the order of its columns."""
    if isinstance(c, TargetIndikator):
        yield from _tahunan(c.per_tahun, "target")
        for n in ("target", "target_provinsi", "target_nasional"):
            yield _Figur(n, n, getattr(c, n))
    elif isinstance(c, CapaianIndikator):
        yield from _capaian(c)
    elif isinstance(c, AksiIndikator):
        yield _Figur("target", "target", c.target)
    elif isinstance(c, BarisAnggaran):
        yield from _anggaran(c)
    elif isinstance(c, BarisPendukung):
        yield from (_Figur(n, _rapi(n), nilai) for n, nilai in c.nilai.items())
    elif isinstance(c, DataDukung):
        yield _Figur("jumlah_pembilang", "jumlah_pembilang", c.jumlah_pembilang, uraian=c.pembilang)
        yield _Figur("jumlah_penyebut", "jumlah_penyebut", c.jumlah_penyebut, uraian=c.penyebut)
        yield _Figur("realisasi", "realisasi", c.realisasi)
    elif isinstance(c, JenjangSkala):
        yield _Figur("bawah", "bawah", c.bawah, "%")
        yield _Figur("atas", "atas", c.atas, "%")


def _tahunan(per_tahun: Any, ukuran: str) -> Iterator[_Figur]:
    for tahun, n in sorted(per_tahun.items()):
        yield _Figur(str(tahun), ukuran, n, tahun=tahun)


def _capaian(c: CapaianIndikator) -> Iterator[_Figur]:
    yield from _tahunan(c.per_tahun, "realisasi")
    yield _Figur("target", "target", c.target)
    yield _Figur("realisasi", "realisasi", c.realisasi)
    yield _Figur("capaian", "capaian", c.capaian, "%")
    yield _Figur("kategori", "kategori", c.kategori)
    yield _Figur("target_renstra", "target_renstra", c.target_renstra)
    for t, tw in sorted(c.triwulan.items()):
        for n, nilai in (("target", tw.target), ("realisasi", tw.realisasi), ("capaian", tw.capaian)):
            yield _Figur(f"{n}_t{t}", f"{n}_t{t}", nilai, "%" if n == "capaian" else "", f"T{t}")


def _anggaran(c: BarisAnggaran) -> Iterator[_Figur]:
    for n in ("pagu_awal", "pagu", "blokir", "realisasi", "sisa", "persen"):
        yield _Figur(n, n, uang_baris(c, n), "%" if n == "persen" else "Rp")
    for i, n in enumerate(BULAN, 1):
        if c.bulan:
            yield _Figur(n, f"realisasi_{n}", c.bulan.get(i), "Rp", f"B{i:02}")


# Three forms


def sebagai_csv(baris: Iterable[BarisData]) -> bytes:
    """UTF-8 with BOM, comma, CRLF; figures as plain decimals with a point; no text starts a formula."""
    wadah = io.StringIO()
    penulis = csv.writer(wadah, lineterminator="\r\n")
    penulis.writerow(NAMA)
    for b in baris:
        penulis.writerow(_sel_csv(n, isi) for n, isi in zip(NAMA, b, strict=True))
    return b"\xef\xbb\xbf" + wadah.getvalue().encode("utf-8")


def _sel_csv(nama: str, isi: object) -> str:
    if isinstance(isi, Decimal):
        return polos(isi)
    teks = "" if isi is None else str(isi)
    return teks if nama == "nilai_teks" and _berangka(teks) else jinak(teks)


def _berangka(teks: str) -> bool:
    return teks.lstrip("-").replace(".", "", 1).isdigit()


def sebagai_xlsx(baris: Iterable[BarisData]) -> bytes:
    """One Excel table on one sheet. Raises DataGagal if a sheet has not rows enough."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only this form needs it

    semua = list(baris)
    if len(semua) > BARIS_EXCEL:
        raise DataGagal(f"{len(semua)} baris tidak muat di satu lembar Excel; pilih keluaran .csv atau .parquet")
    keluaran = io.BytesIO()
    aman_ = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    buku = Workbook(keluaran, {"in_memory": True, **aman_})
    buku.set_properties({"title": "Data kinerja dan anggaran", "author": "xlkinerja", "created": _TANGGAL})
    buku.set_custom_property(PENANDA, "data", "text")
    ws = buku.add_worksheet("Data")
    angka = [i for i, n in enumerate(NAMA) if n in ("tahun", "nilai")]
    for r, b in enumerate(semua, 1):
        for i, isi in enumerate(b):
            if isi is None or isi == "":
                continue
            if i in angka and abs(Decimal(str(isi)).adjusted()) < 300:
                ws.write_number(r, i, float(isi))
            else:
                ws.write_string(r, i, str(isi))
    ws.add_table(0, 0, max(1, len(semua)), len(NAMA) - 1, {
        "name": "Data", "style": "Table Style Light 9", "columns": [{"header": n} for n in NAMA],
    })  # fmt: skip
    for i, lebar in enumerate((8, 28, 7, 30, 20, 7, 12, 18, 20, 40, 20, 36, 16, 8, 18, 18, 10, 18, 10, 30)):
        ws.set_column(i, i, lebar)
    ws.freeze_panes(1, 0)
    ws.set_landscape()
    ws.set_paper(9)
    ws.fit_to_pages(1, 0)
    ws.repeat_rows(0)
    ws.set_footer("&C&8Halaman &P dari &N")
    _kamus(buku)
    buku.close()
    return keluaran.getvalue()


def _kamus(buku: Any) -> None:
    ws = buku.add_worksheet("Kolom")
    tebal = buku.add_format({"bold": True})
    ws.write_row(0, 0, ("kolom", "arti"), tebal)
    for r, (nama, arti) in enumerate(KOLOM, 1):
        ws.write_string(r, 0, nama)
        ws.write_string(r, 1, arti)
    ws.set_column(0, 0, 14)
    ws.set_column(1, 1, 100)


def sebagai_parquet(baris: Iterable[BarisData]) -> bytes:
    """`nilai` as double, so that every reader takes it for a number; `nilai_teks` keeps the exact decimal."""
    import pyarrow as pa  # noqa: PLC0415 - only this form needs it
    import pyarrow.parquet as pq  # noqa: PLC0415

    kolom = list(zip(*baris, strict=True)) or [()] * len(NAMA)
    jenis = {"tahun": pa.int32(), "nilai": pa.float64()}
    larik = [
        pa.array([None if x is None else float(x) for x in isi] if n == "nilai" else isi, jenis.get(n, pa.string()))
        for n, isi in zip(NAMA, kolom, strict=True)
    ]
    keluaran = io.BytesIO()
    pq.write_table(pa.table(larik, names=list(NAMA)), keluaran, compression="snappy")
    return keluaran.getvalue()
