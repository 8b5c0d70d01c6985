"""The findings sheet in an open workbook: created or written anew, by ranges.

Its cells come through xlwings alone. Looks that the engine does not offer are left off; of the native object is used
only what xlwings has nothing for (underline, internal links, freezing, filter, validation's hint, print).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from xlkinerja.buku.excel_dasar import api, rgb, sibuk, teks_biasa
from xlkinerja.buku.lembar_baru import GAYA, TAUTAN_TERBANYAK, GayaLembar, LembarBaru, SelBaru
from xlkinerja.buku.petak import petak
from xlkinerja.temuan import huruf_kolom

_GARIS_BAWAH = 2  # xlUnderlineStyleSingle
_MENDATAR = 2  # xlLandscape
_ABU = "#808080"


def tulis_temuan(buku: Any, lembar: LembarBaru) -> None:
    """The sheet of that name as it shall be; the sheet in front stays in front."""
    with _depan(buku):
        tujuan = _siapkan(buku, lembar.nama)
        _isi(tujuan, lembar)
        _tautan(tujuan, lembar)  # before the looks: Excel gives a link a style of its own
        _rupa(tujuan, lembar)
        _kolom(tujuan, lembar)
        _tambahan(buku, tujuan, lembar)


def hiasan(kerja: Callable[[], object]) -> None:
    """Something that the sheet can be without: what the engine does not offer is left off."""
    try:
        kerja()
    except Exception as galat:
        if sibuk(galat):
            raise


@contextmanager
def _depan(buku: Any) -> Iterator[None]:
    try:
        depan = buku.sheets.active
    except Exception:
        depan = None
    try:
        yield
    finally:
        if depan is not None:
            hiasan(depan.activate)


def _siapkan(buku: Any, nama: str) -> Any:
    """The sheet, empty: new at the end, or the one that is there."""
    semua = list(buku.sheets)
    lama = next((x for x in semua if x.name == nama), None)
    if lama is None:
        return buku.sheets.add(nama, after=semua[-1])
    hiasan(lambda: setattr(lama.api, "AutoFilterMode", False))
    hiasan(lambda: setattr(lama.api.Cells.EntireRow, "Hidden", False))
    for nama_isi in ("Hyperlinks", "Validation"):
        hiasan(lambda n=nama_isi: getattr(lama.api.Cells, n).Delete())  # type: ignore[misc]
    lama.clear()
    return lama


def _isi(tujuan: Any, lembar: LembarBaru) -> None:
    """All contents in one call."""
    lebar = max(map(len, lembar.baris), default=0)
    if not lebar:
        return
    isi = [[_nilai(b[k] if k < len(b) else None) for k in range(lebar)] for b in lembar.baris]
    tujuan.range((1, 1), (len(isi), lebar)).value = isi


def _nilai(sel: SelBaru | None) -> float | str | None:
    if sel is None or not sel.nilai:
        return 0.0 if sel is not None and isinstance(sel.nilai, Decimal) else None
    return float(sel.nilai) if isinstance(sel.nilai, Decimal) else teks_biasa(sel.nilai)


def _rupa(tujuan: Any, lembar: LembarBaru) -> None:
    """Fonts, fills, borders and alignment, a rectangle of one style at a time."""
    gaya = {(i, k): s.gaya for i, b in enumerate(lembar.baris, 1) for k, s in enumerate(b, 1) if s is not None}
    for p in petak(gaya):
        _gayakan(tujuan.range((p.baris1, p.kolom1), (p.baris2, p.kolom2)), GAYA[p.macam])


def _gayakan(rentang: Any, g: GayaLembar) -> None:
    if g.isian is not None:
        hiasan(lambda: setattr(rentang, "color", rgb(g.isian)))
    for nama, nilai in (("name", "Calibri"), ("size", g.ukuran), ("bold", g.tebal), ("color", rgb(g.huruf))):
        hiasan(lambda nama=nama, nilai=nilai: setattr(rentang.font, nama, nilai))  # type: ignore[misc]
    if g.garis:
        hiasan(lambda: setattr(rentang.api.Font, "Underline", _GARIS_BAWAH))
    if g.kotak:
        hiasan(lambda: rentang.borders.set("all", line_style="continuous", weight="thin", color=_ABU))
    hiasan(lambda: setattr(rentang, "wrap_text", g.bungkus))
    hiasan(lambda: setattr(rentang, "vertical_alignment", g.tegak))
    if g.rata:
        hiasan(lambda: setattr(rentang, "horizontal_alignment", g.rata))


def _tautan(tujuan: Any, lembar: LembarBaru) -> None:
    """Links inside the workbook."""
    sel = ((i, k, s) for i, b in enumerate(lembar.baris, 1) for k, s in enumerate(b, 1) if s is not None and s.tautan)
    for n, (i, k, s) in enumerate(sel):
        if n >= TAUTAN_TERBANYAK:
            return
        hiasan(lambda i=i, k=k, s=s: _satu_tautan(tujuan, tujuan.range((i, k)), s))  # type: ignore[misc]


def _satu_tautan(tujuan: Any, rentang: Any, s: SelBaru) -> None:
    tautan = getattr(api(tujuan), "Hyperlinks", None)
    if tautan is not None:
        tautan.Add(Anchor=rentang.api, Address="", SubAddress=s.tautan, ScreenTip=s.keterangan or "")
    else:
        rentang.add_hyperlink(f"#{s.tautan}", text_to_display=str(s.nilai), screen_tip=s.keterangan)


def _kolom(tujuan: Any, lembar: LembarBaru) -> None:
    for k, lebar in enumerate(lembar.lebar, 1):
        kolom = tujuan.range(f"{huruf_kolom(k)}:{huruf_kolom(k)}")
        sembunyi = k in lembar.kolom_tersembunyi
        hiasan(lambda kolom=kolom: setattr(kolom.columns, "hidden", False))  # type: ignore[misc]
        hiasan(lambda kolom=kolom, lebar=lebar: setattr(kolom, "column_width", lebar))  # type: ignore[misc]
        if sembunyi:
            hiasan(lambda kolom=kolom: setattr(kolom.columns, "hidden", True))  # type: ignore[misc]
    hiasan(lambda: tujuan.autofit("rows"))


def _tambahan(buku: Any, tujuan: Any, lembar: LembarBaru) -> None:
    """Freezing, filter, drop-down lists, print."""
    for rentang, kata, petunjuk in lembar.pilihan:
        hiasan(lambda r=rentang, kata=kata: tujuan.range(r).data_validation.set_list(kata))  # type: ignore[misc]
        hiasan(lambda r=rentang, p=petunjuk: _petunjuk(tujuan.range(r), p))  # type: ignore[misc]
    if lembar.saring:
        hiasan(lambda: tujuan.range(lembar.saring).api.AutoFilter(1))
    if lembar.beku_baris:
        hiasan(lambda: _bekukan(buku, tujuan, lembar.beku_baris))
    hiasan(lambda: _cetak(tujuan, lembar))


def _petunjuk(rentang: Any, petunjuk: str) -> None:
    aturan = rentang.api.Validation
    aturan.InputMessage = petunjuk[:255]
    aturan.ShowInput = True
    aturan.ShowError = False  # words of the user's own are let through


def _bekukan(buku: Any, tujuan: Any, baris: int) -> None:
    jendela = getattr(api(buku.app), "ActiveWindow", None)
    if jendela is None:
        tujuan.freeze_panes.freeze_at(f"1:{baris}")
        return
    tujuan.activate()
    jendela = buku.app.api.ActiveWindow
    jendela.FreezePanes = False
    jendela.ScrollRow, jendela.ScrollColumn = 1, 1
    jendela.SplitColumn, jendela.SplitRow = 0, baris
    jendela.FreezePanes = True


def _cetak(tujuan: Any, lembar: LembarBaru) -> None:
    halaman = tujuan.api.PageSetup
    if lembar.judul_cetak:
        halaman.PrintTitleRows = f"$1:${lembar.judul_cetak}"
    if lembar.mendatar:
        halaman.Orientation = _MENDATAR
    halaman.Zoom = False
    halaman.FitToPagesWide, halaman.FitToPagesTall = 1, False
