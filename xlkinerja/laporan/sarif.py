"""A run as SARIF 2.1.0 (OASIS), for viewers and services that gather findings of many tools.

A spreadsheet has no lines, so none are invented: a finding's place is the workbook (`physicalLocation`, relative to
what was given) and the cell (`logicalLocations`, "Capaian Ketua!G8"). Viewers that show no logical locations show the
message, which therefore begins with the cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import quote_from_bytes

from xlkinerja import __version__
from xlkinerja.aturan import SEMUA
from xlkinerja.aturan.deklarasi import Aturan
from xlkinerja.katalog import KELUARGA
from xlkinerja.konsol import aman
from xlkinerja.laporan import FOLDER, milik, polos, ringkasan, rujukan, tampak
from xlkinerja.laporan.json import teks_json
from xlkinerja.laporan.teks import rincian
from xlkinerja.model import JALUR_BERSAMA, Berkas
from xlkinerja.periksa import HasilBerkas, HasilPeriksa
from xlkinerja.regeks import regeks
from xlkinerja.temuan import Lokasi, Temuan, Tingkat

SKEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
DASAR = "%SRCROOT%"
"""What paths are relative to: the folder that was given, or the folder of the file that was given."""
_LEVEL = {Tingkat.GALAT: "error", Tingkat.PERINGATAN: "warning", Tingkat.INFO: "note"}
_JENIS = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
}
_KATA = regeks(r"[^\W_]+")


def tulis(hasil: HasilPeriksa, *, tingkat: Tingkat) -> Iterator[str]:
    """The log as one piece of text; findings below `tingkat` are left out."""
    yield teks_json(susun(hasil, tingkat=tingkat))


def susun(hasil: HasilPeriksa, *, tingkat: Tingkat) -> dict[str, Any]:
    """The log as plain dicts and lists: one run, the rules that occur in it in the order of the catalogue."""
    tampil = [(b, t) for b in hasil.semua for t in tampak(b.temuan, tingkat)]
    kode = {t.kode for _, t in tampil}
    aturan = [a for a in SEMUA if a.kode in kode]
    nomor = {a.kode: i for i, a in enumerate(aturan)}
    buku = {b.berkas.jalur: b for b in hasil.berkas}  # two folders may hold the same name
    artefak = {jalur: i for i, jalur in enumerate(buku)}
    driver = {
        "name": "xlkinerja",
        "semanticVersion": __version__,
        "language": "id",
        "rules": [_aturan(a) for a in aturan],
    }
    run = {
        "tool": {"driver": driver},
        "language": "id",
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {DASAR: {"description": {"text": "folder yang diperiksa, atau folder berkasnya"}}},
        "artifacts": [_artefak(j) for j in buku],
        "results": [_hasil(b, t, nomor, artefak) for b, t in tampil],
        "properties": {"ringkasan": ringkasan(hasil)},
    }
    return {"$schema": SKEMA, "version": "2.1.0", "runs": [run]}


def _aturan(a: Aturan) -> dict[str, Any]:
    lanjut = f"Penjelasan dengan contoh: xlkinerja jelaskan {a.kode}"
    return {
        "id": a.kode,
        "name": "".join(k[:1].upper() + k[1:] for k in _KATA.findall(a.judul)),
        "shortDescription": {"text": _teks(a.judul)},
        "fullDescription": {"text": _teks(a.penjelasan)},
        "help": {"text": _teks(f"{a.penjelasan}\n\nSaran: {a.saran}\n\nDasar: {a.dasar}\n\n{lanjut}")},
        "defaultConfiguration": {"level": _LEVEL[a.tingkat]},
        "properties": {"tags": [KELUARGA[a.kode[0]]]},
    }


def _artefak(jalur: str) -> dict[str, Any]:
    jenis = _JENIS.get(jalur[-5:].lower())
    return {
        "location": {"uri": _uri(jalur), "uriBaseId": DASAR},
        "roles": ["analysisTarget"],
        **({"mimeType": jenis} if jenis else {}),
    }


def _hasil(b: HasilBerkas, t: Temuan, nomor: Mapping[str, int], artefak: Mapping[str, int]) -> dict[str, Any]:
    return {
        "ruleId": t.kode,
        **({"ruleIndex": nomor[t.kode]} if t.kode in nomor else {}),
        "level": _LEVEL[t.tingkat],
        "message": {"text": _pesan(b.berkas, t)},
        "locations": [_lokasi(t.lokasi, b.berkas, artefak)],
        "relatedLocations": [
            {"id": i, **_lokasi(x, b.berkas, artefak, asal=t.lokasi)} for i, x in enumerate(t.terkait, 1)
        ],
        **({"partialFingerprints": {"sidik/v1": t.sidik}} if t.sidik else {}),
        # Either every result of a run says whether it is suppressed or none does (SARIF 3.27.23).
        "suppressions": [] if t.diterima is None else [_penerimaan(t)],
        "properties": _sifat(b.berkas, t),
    }


def _penerimaan(t: Temuan) -> dict[str, str]:
    """Accepted on the sheet Temuan of the workbook itself, or by the settings beside it."""
    kind = "external" if t.diterima_setelan else "inSource"
    return {"kind": kind, "status": "accepted", "justification": _teks(aman(t.diterima or ""))}


def _pesan(berkas: Berkas, t: Temuan) -> str:
    tempat = rujukan(Lokasi("", t.lokasi.lembar, t.lokasi.sel), Lokasi())
    rinci = (f"{label.capitalize()}: {isi}" for label, isi in rincian(berkas, t, saran=aman(t.saran)))
    return _teks("\n".join((f"{aman(tempat)}: {aman(t.pesan)}" if tempat else aman(t.pesan), *rinci)))


def _teks(teks: str) -> str:
    """Text that no viewer takes for a link or a placeholder: "[a](b)" comes apart, braces are doubled (3.11.5)."""
    return teks.replace("](", "] (").replace("{", "{{").replace("}", "}}")


def _lokasi(
    tempat: Lokasi, berkas: Berkas, artefak: Mapping[str, int], *, asal: Lokasi | None = None
) -> dict[str, Any]:
    """A place: the workbook, its sheet or cell, and words for it. `asal`: the place that it is related to."""
    jalur = tempat.berkas or berkas.jalur
    letak: dict[str, Any] = {"uri": _uri(jalur), "uriBaseId": DASAR}
    if jalur in artefak:
        letak["index"] = artefak[jalur]
    hasil: dict[str, Any] = {"physicalLocation": {"artifactLocation": letak}}
    if tempat.lembar is not None:
        hasil["logicalLocations"] = [_sel(tempat.lembar, tempat.sel)]
    kata = rujukan(tempat, asal) if asal is not None else _kata(tempat, jalur)
    return {**hasil, "message": {"text": _teks(aman(kata) or jalur)}}


def _sel(lembar: str, sel: str | None) -> dict[str, str]:
    if sel is None:
        return {"name": lembar, "fullyQualifiedName": lembar, "kind": "lembar"}
    return {"name": sel, "fullyQualifiedName": f"{lembar}!{sel}", "kind": "sel"}


def _kata(tempat: Lokasi, jalur: str) -> str:
    if tempat.lembar is None:
        return FOLDER if jalur == JALUR_BERSAMA else jalur
    return f"lembar {tempat.lembar}" + (f", sel {tempat.sel}" if tempat.sel is not None else "")


def _uri(jalur: str) -> str:
    """A relative URI reference: UTF-8, percent-encoded, ":" too; a name that is not UTF-8 keeps its bytes."""
    if jalur == JALUR_BERSAMA:
        return "./"
    try:
        bita = jalur.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        bita = jalur.encode("utf-8", "surrogatepass")
    return quote_from_bytes(bita, safe="/")


def _sifat(berkas: Berkas, t: Temuan) -> dict[str, Any]:
    """The finding's figures as in the JSON report, for programs."""
    satker, tahun = milik(berkas, t)
    return {
        "satker": satker or None,
        "tahun": tahun,
        "lembar": t.lokasi.lembar,
        "sel": t.lokasi.sel,
        "tertulis": t.tertulis,
        "seharusnya": polos(t.seharusnya) if isinstance(t.seharusnya, Decimal) else t.seharusnya,
        "selisih": polos(t.selisih) if t.selisih is not None else None,
        "sebab": t.sebab,
    }
