"""Who and when: satker, year and unit from title lines, sheet names and file names.

The list of satker is data (`satker_ntt.csv`: Kemendagri code, name, kind, KPU satker code) that may be edited.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from xlkinerja.model import Satker
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import normal

_SINGKATAN = {"ttu": "timor tengah utara", "tts": "timor tengah selatan", "ntt": "nusa tenggara timur"}
_JENIS = {"kab": "kabupaten", "kabupaten": "kabupaten", "kota": "kota", "provinsi": "provinsi", "prov": "provinsi"}
_TEMPAT = regeks(
    r"\b(?:kpu|kip|komisi pemilihan umum)\s+(kabupaten|kab|kota|provinsi|prov)\s+((?:[a-z]+ ?){1,6})"
)
_PENYEBUT = ("kpu", "kip", "komisi")
"""One of these begins whatever `_TEMPAT` finds."""
_AKHIR = regeks(r"(?:^|\s+)(?:tahun|periode|ta|semester|triwulan|bulan|revisi|tabel|untuk|dalam|per)\b.*$")
_TAHUN_TEGAS = regeks(r"\btahun(?:\s+anggaran)?\s+((?:19|20)\d\d)\b(?!\s*(?:-|–|s/?d)\s*(?:19|20)\d\d)", re.I)
_RENTANG = regeks(r"\b(?:19|20)\d\d\s*(?:-|–|s/?d)\s*(?:19|20)?\d\d\b", re.I)
_TAHUN = regeks(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SAMBUNG = frozenset(
    ("dan", "di", "yang", "se", "dengan", "atau", "serta", "pada", "rencana", "kinerja", "laporan", "tahunan",
     "perjanjian", "capaian", "matriks", "anggaran", "pk", "rkt", "rak", "iku")
)
_UNIT = regeks(
    r"(?<!\bmenurut )(?<!\bberdasarkan )(?<!\bper )(?<!\btiap )\b((?:sub ?)?bagian (?!sub|&|yang\b)[a-z& ]+)"
)
_BUKAN_UNIT = regeks(r"\s+(?:tahun|kpu|kepala|per|pada|periode|triwulan|semester|bulan|menurut|berdasarkan)\b.*$")


@lru_cache(maxsize=1)
def daftar_satker() -> tuple[Satker, ...]:
    """The known satker: the province first, then its kabupaten and kota."""
    teks = Path(__file__).with_name("satker_ntt.csv").read_text(encoding="utf-8")
    return tuple(
        Satker(b["kode_kemendagri"], f"KPU {b['jenis'].title()} {b['nama']}", b["jenis"])
        for b in csv.DictReader(teks.splitlines())
    )


@lru_cache(maxsize=1)
def _menurut_nama() -> dict[tuple[str, str], Satker]:
    return {(s.jenis, _nama_tempat(s)): s for s in daftar_satker()}


def nama_wilayah() -> tuple[str, ...]:
    """The normalised names of the regions of all satker, and their usual short forms."""
    return (*dict.fromkeys(nama for _, nama in _menurut_nama()), *_SINGKATAN, "kota kupang")


def satker_berkode(kode: str) -> Satker | None:
    """The satker with a Kemendagri code ("53.03"), or None."""
    return next((s for s in daftar_satker() if s.kode == kode), None)


def satker_dari(baris: Sequence[str]) -> Satker | None:
    """The satker that title lines name, or None; a name may run over two lines. One that is not in the list gets
    kode None and its name as written, if the line ends with it.

    >>> satker_dari(["Perjanjian Kinerja KPU Kota Kupang Tahun 2024"]).kode
    '53.71'
    """
    return _satker_dari(tuple(baris))


@lru_cache(maxsize=8192)
def _satker_dari(baris: tuple[str, ...]) -> Satker | None:
    for jenis, kata in _tempat(" ".join(baris)):
        for n in range(min(4, len(kata)), 0, -1):
            satker = _menurut_nama().get((jenis, " ".join(kata[:n])))
            if satker is not None:
                return satker
    for teks in (*baris, *(f"{a} {b}" for a, b in pairwise(baris))):
        for jenis, kata in _tempat(teks):
            if 1 <= len(kata) <= 3 and not _SAMBUNG.intersection(kata):
                return Satker(None, f"KPU {jenis.title()} {' '.join(kata).title()}", jenis)
    return None


@lru_cache(maxsize=2048)
def _tempat(teks: str) -> Sequence[tuple[str, list[str]]]:
    """(kind, words after it) of each office that a text names."""
    hasil: list[tuple[str, list[str]]] = []
    baku = normal(teks)
    for cocok in _TEMPAT.finditer(baku) if any(k in baku for k in _PENYEBUT) else ():
        kata = [_SINGKATAN.get(k, k) for k in _AKHIR.sub("", cocok[2].strip() + " ").split()]
        kata = " ".join(kata).split()
        if kata and kata[0] not in _JENIS:
            hasil.append((_JENIS[cocok[1]], kata))
    return hasil


def satker_dari_nama_berkas(nama: str) -> Satker | None:
    """The satker whose name (or usual abbreviation) stands in a file name, if there is exactly one."""
    kata = " ".join(_SINGKATAN.get(k, k) for k in normal(nama).split())
    calon = [s for (_, n), s in _menurut_nama().items() if re.search(rf"\b{n}\b", kata)]
    if len(calon) > 1:
        terpanjang = max(len(s.nama.split()) for s in calon)
        tegas = [s for s in calon if normal(s.nama.split(" ", 1)[1]) in kata]
        calon = tegas or [s for s in calon if len(s.nama.split()) == terpanjang]
    return calon[0] if len(calon) == 1 else None


def tempat_dalam(satker: Satker, nama: str, *, kecuali: Sequence[Satker] = ()) -> bool:
    """True if a satker's place stands in a file name, beside the places of the others: "belu" in "ntt-belu"."""
    kata = " ".join(_SINGKATAN.get(k, k) for k in normal(nama).split())
    for s in kecuali:
        kata = re.sub(rf"\b{_nama_tempat(s)}\b", " ", kata)
    return re.search(rf"\b{_nama_tempat(satker)}\b", kata) is not None


def _nama_tempat(satker: Satker) -> str:
    return normal(satker.nama.split(" ", 2)[2])


def tahun_dari(teks: str) -> int | None:
    """The one year that a title is about: "Tahun 2024", or the only year in it; a range "2020-2024" is none."""
    tegas = {int(t) for t in _TAHUN_TEGAS.findall(teks)}
    if tegas:
        return tegas.pop() if len(tegas) == 1 else None
    lepas = {int(t) for t in _TAHUN.findall(_RENTANG.sub(" ", teks))}
    return lepas.pop() if len(lepas) == 1 else None


def unit_dari(teks: str) -> str:
    """Who signs: "sekretaris", "ketua", a "sub bagian ..." or "bagian ...", or "" if the text does not say."""
    kata = normal(teks).replace(" dan ", " & ")
    unit = _UNIT.search(kata)
    if unit:
        return _BUKAN_UNIT.sub("", unit[1]).strip()
    if re.search(r"\bsekretari(?:s|at)\b", kata):
        return "sekretaris"
    if re.search(r"\bketua\b", kata):
        return "ketua"
    return ""


def jenis_dari(teks: str) -> str | None:
    """"rkt" or "pk" if the text names one of them; layouts of both are the same."""
    kata = normal(teks)
    if re.search(r"\b(?:rkt|rencana (?:kinerja|kerja) (?:tahunan|kpu|sekretariat|sub|bagian)|rencana kinerja)\b", kata):
        return "rkt"
    if re.search(r"\b(?:pk|perjanjian kinerja)\b", kata):
        return "pk"
    return None
