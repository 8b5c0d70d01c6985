"""An export of realisasi (SAKTI, MonSAKTI, OM-SPAN; .xlsx or .csv) to typed rows: code path, name, amounts.

What is taken for granted, and nothing beyond it:

- The table is found by its headings (`sakti_judul`), wherever it stands; title rows are above it. One table per file.
- A heading owns its column and those up to the next heading: SAKTI writes the amounts of total rows and of detail rows
  into different columns under one heading, and each level's code into another column under "Uraian".
- Codes may be full ("WA.3355.EBA.994.001"), short under their parent ("EBA.994", "001", "001.0A", "521111"), or lead
  the name in its cell. A six-digit number that begins with 0 ("000017. Honor ...") is an item, not an akun.
- Amounts are numbers, or text in one notation per column. A text with two readings ("2.000") is decided by the column,
  else by the other money columns if they agree; else the row says so and its figure is not used. "-" is 0.
- Total rows ("JUMLAH SELURUHNYA", "TOTAL"), repeated headings, the row (1)(2)(3), notes and page footers are no rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from xlkinerja.beku import beku
from xlkinerja.kode_anggaran import sah
from xlkinerja.kode_baris import adalah_pindahan, adalah_total, pisah_kode
from xlkinerja.letak_baris import letakkan
from xlkinerja.regeks import regeks
from xlkinerja.sakti_angka import nilai_petak, notasi_kolom
from xlkinerja.sakti_judul import LABEL, UANG, Perihal, medan, perihal
from xlkinerja.sakti_kode import TAK_TENTU, Jalur, di_bawah, jalur_baku, penuh, satu_huruf, tak_pasti
from xlkinerja.sakti_petak import Baris, EksporTakTerbaca, Lajur, Petak, lajur_ekspor

_NOMOR_KOLOM = regeks(r"\(?(\d{1,2})\)?")
_BUTIR = regeks(r"\s*0\d{5}\s*[.)-]?\s*")
_KODE = regeks(r"[0-9A-Z]{1,6}(?:\.[0-9A-Z]{1,6})*", re.I)
_KEMENTERIAN = ("076", "076.01")
"""Codes of the ministry and its unit, whose rows are totals; a bare "01" is the unit right below "076" only."""


@beku(frozen=True, slots=True)
class BarisEkspor:
    """One row: where it stands ("B12" or "baris 12"), its full path and depth, what is written, its amounts by field.

    `masalah`: field -> why its amount cannot be used.
    """

    letak: str
    jalur: Jalur
    tingkat: int
    kode: str
    nama: str
    nilai: Mapping[str, Decimal]
    masalah: Mapping[str, str] = field(default_factory=dict)


@beku(frozen=True, slots=True)
class Ekspor:
    """An export as read: `kolom` field -> heading as written; `total`: the amounts of its grand total row."""

    nama: str
    lembar: str
    perihal: Perihal
    judul: tuple[str, ...]
    kolom: Mapping[str, str]
    baris: tuple[BarisEkspor, ...]
    total: Mapping[str, Decimal]


def baca_ekspor(isi: bytes, nama: str, *, lembar: str | None = None) -> Ekspor:
    """The export in the bytes of a file called `nama`; `lembar`: the sheet to take. Raises EksporTakTerbaca."""
    semua = lajur_ekspor(isi, nama)
    if lembar is not None:
        semua = tuple(x for x in semua if x.lembar == lembar)
        if not semua:
            raise EksporTakTerbaca(f'{nama}: tidak ada lembar "{lembar}"')
    calon = [(x, k) for x in semua if (k := _kepala(x)) is not None]
    if not calon:
        raise EksporTakTerbaca(
            f"{nama}: tidak ditemukan tabel dengan judul kolom Kode atau Uraian dan Realisasi; periksa ekspornya"
        )
    if calon[0][0].lembar == "":
        calon = [max(calon, key=lambda c: len(c[1].kolom))]
    if len(calon) > 1:
        daftar = ", ".join(f'"{x.lembar}"' for x, _ in calon)
        raise EksporTakTerbaca(f"{nama}: beberapa lembar memuat tabel realisasi ({daftar}); sisakan satu saja")
    return _Pembaca(nama, *calon[0]).ekspor()


# ---------------------------------------------------------------- the header


@beku(frozen=True, slots=True)
class _Kepala:
    """Header rows by their place in the sheet, `utama` the one with the labels, and each heading: first column ->
    (last column, field, text)."""

    awal: int
    utama: int
    akhir: int
    kolom: Mapping[int, tuple[int, str, str]]

    def bidang(self) -> set[str]:
        return {m for _, m, _ in self.kolom.values()}


def _kepala(lajur: Lajur) -> _Kepala | None:
    """The first header of a sheet that has a label and realisasi."""
    for i, b in enumerate(lajur.baris):
        bidang = {m for p in b.isi.values() if (m := medan(p.teks)) is not None}
        if not bidang.intersection(LABEL) or not bidang.intersection(UANG):
            continue
        label = min(k for k, p in b.isi.items() if medan(p.teks) in LABEL)
        awal = i - 1 if i and _lanjutan(lajur.baris[i - 1]) and min(lajur.baris[i - 1].isi) > label else i
        akhir = i
        while akhir + 1 < len(lajur.baris) and akhir < i + 2 and _lanjutan(lajur.baris[akhir + 1]):
            akhir += 1
        kepala = _Kepala(awal, i, akhir, _kolom(lajur.baris[awal : akhir + 1]))
        if kepala.bidang() & (set(UANG) - {"pagu", "pagu_awal"}):
            return kepala
    return None


def _lanjutan(b: Baris) -> bool:
    """True for a row of nothing but headings without a label among them: above or below the main row of a header."""
    bidang = [medan(p.teks) for p in b.isi.values()]
    return len(bidang) > 0 and None not in bidang and not set(bidang).intersection(LABEL)


def _kolom(baris: Sequence[Baris]) -> dict[int, tuple[int, str, str]]:
    semua = sorted({k for b in baris for k in b.isi})
    daun: dict[int, tuple[str, str]] = {}
    for k in semua:
        tumpuk = [b.isi[k].teks for b in baris if k in b.isi]
        atas = next((i for i, b in enumerate(baris) if k in b.isi), 0)
        induk = tumpuk[-2] if len(tumpuk) > 1 else _di_kiri(baris[:atas], k)
        daun[k] = (medan(tumpuk[-1], induk) or "lain", f"{induk} {tumpuk[-1]}".strip())
    batas = [*semua[1:], 1 << 20]
    return {k: (sampai - 1, *daun[k]) for k, sampai in zip(semua, batas, strict=True)}


def _di_kiri(atas: Sequence[Baris], kolom: int) -> str:
    """The nearest heading to the left in the row above, which spans this column."""
    kiri = [k for k in (atas[-1].isi if atas else ()) if k <= kolom]
    return atas[-1].isi[max(kiri)].teks if kiri else ""


# ---------------------------------------------------------------- the rows


@dataclass(slots=True)
class _Mentah:
    """A row on its way: its label, and the texts of its amounts by column."""

    baris: Baris
    kode: str
    nama: str
    uang: dict[int, Petak | str]
    total: bool = False


class _Pembaca:
    def __init__(self, nama: str, lajur: Lajur, kepala: _Kepala) -> None:
        self.nama, self.lajur, self.kepala = nama, lajur, kepala
        self.uang = {k: m for k, (_, m, _) in kepala.kolom.items() if m in UANG}
        lain = [k for k, (_, m, _) in kepala.kolom.items() if m in (*UANG, "sisa", "persen")]
        self.label_akhir = min(lain) - 1
        self.lebar = max(b.lebar for b in lajur.baris[kepala.awal : kepala.akhir + 1])
        self.kolom_kode = next((k for k, (_, m, _) in kepala.kolom.items() if m == "kode"), None)

    def ekspor(self) -> Ekspor:
        mentah = [m for m in map(self._baris, self.lajur.baris[self.kepala.akhir + 1 :]) if m is not None]
        for lalu, m in zip([None, *mentah], mentah, strict=False):
            m.total |= m.kode in _KEMENTERIAN or (m.kode == "01" and lalu is not None and lalu.kode == "076")
        nilai, masalah = self._angka(mentah)
        kolom = self._terpakai(nilai, masalah)
        per_baris = [
            ({m: n[k] for m, k in kolom.items() if k in n}, {m: s[k] for m, k in kolom.items() if k in s})
            for n, s in zip(nilai, masalah, strict=True)
        ]
        data = [(m, n, s) for m, (n, s) in zip(mentah, per_baris, strict=True) if not m.total]
        total = _total([n for m, (n, _) in zip(mentah, per_baris, strict=True) if m.total])
        judul = self._judul()
        kepala = [t for _, _, t in self.kepala.kolom.values()]
        return Ekspor(
            self.nama,
            self.lajur.lembar,
            perihal(judul, kepala),
            judul,
            {m: self.kepala.kolom[k][2] for m, k in kolom.items()},
            tuple(self._susun(data)),
            total,
        )

    def _judul(self) -> tuple[str, ...]:
        atas = self.lajur.baris[: self.kepala.utama]
        return tuple(" ".join(b.isi[k].teks for k in sorted(b.isi)) for b in atas)

    def _baris(self, b: Baris) -> _Mentah | None:
        """A row that says something of the budget, None for notes, footers, repeated headings."""
        if self._berulang(b) or _bernomor(b):
            return None
        uang = {k: p for k in self.uang if (p := self._petak(b, k)) is not None}
        label = [b.isi[k] for k in sorted(b.isi) if k <= self.label_akhir]
        if any(adalah_total(p.teks) for p in label):
            return _Mentah(b, "", label[0].teks, uang, total=True) if uang else None
        if any(adalah_pindahan(p.teks) for p in label):
            return None
        kode, nama = self._kode(b)
        if not uang and not (kode and sah(kode)):
            return None
        return _Mentah(b, "" if _BUTIR.fullmatch(kode) else kode, nama, uang) if kode or nama else None

    def _berulang(self, b: Baris) -> bool:
        """True for the header on another page."""
        kepala = self.lajur.baris[self.kepala.awal : self.kepala.akhir + 1]
        return any(sum(p == k.isi.get(n) for n, p in b.isi.items()) > 1 for k in kepala)

    def _petak(self, b: Baris, kolom: int) -> Petak | str | None:
        """The amount below a heading; a text if several stand there that differ."""
        sampai = self.kepala.kolom[kolom][0]
        isi = [b.isi[k] for k in sorted(b.isi) if kolom <= k <= sampai]
        if not isi:
            return None
        if b.lebar > self.lebar and max(b.isi) > self.lebar:
            # "1.000,00" without quotation marks, taken apart at its comma: nothing in this row is where it belongs.
            return "barisnya berkolom lebih banyak daripada judulnya"
        return isi[0] if len({(p.teks, p.nilai) for p in isi}) == 1 else "beberapa angka di bawah satu judul kolom"

    def _kode(self, b: Baris) -> tuple[str, str]:
        """Code and name of a row: from the code column, else the first cell that is a code, else the name's own."""
        petak = [(k, b.isi[k]) for k in sorted(b.isi) if k <= self.label_akhir]
        if self.kolom_kode is not None:
            sampai = self.kepala.kolom[self.kolom_kode][0]
            di_kode = [p for k, p in petak if self.kolom_kode <= k <= sampai]
            lain = " ".join(p.teks for k, p in petak if not self.kolom_kode <= k <= sampai)
            if di_kode:
                return _tulis_kode(di_kode[0]), lain or " ".join(p.teks for p in di_kode[1:])
            return _kode_di_nama(lain)
        for i, (_, p) in enumerate(petak):
            kode = _tulis_kode(p)
            if _KODE.fullmatch(kode) and (sah(kode) or any(h.isdigit() for h in kode)) and len(petak) > i + 1:
                return kode, " ".join(x.teks for _, x in petak[i + 1 :])
        return _kode_di_nama(" ".join(p.teks for _, p in petak))

    # -- amounts

    def _angka(
        self, mentah: Sequence[_Mentah]
    ) -> tuple[list[dict[int, Decimal]], list[dict[int, str]]]:
        """Each row's amounts by column, and why others cannot be used."""
        notasi = {k: notasi_kolom([m.uang.get(k) for m in mentah]) for k in self.uang}
        semua = set().union(*notasi.values()) if notasi else set()
        nilai: list[dict[int, Decimal]] = [{} for _ in mentah]
        masalah: list[dict[int, str]] = [{} for _ in mentah]
        for k in self.uang:
            dipakai = notasi[k] or semua
            for i, m in enumerate(mentah):
                hasil = nilai_petak(m.uang.get(k), dipakai)
                if isinstance(hasil, Decimal):
                    nilai[i][k] = hasil
                elif hasil is not None:
                    masalah[i][k] = hasil
        return nilai, masalah

    def _terpakai(self, nilai: Sequence[Mapping[int, Decimal]], masalah: Sequence[Mapping[int, str]]) -> dict[str, int]:
        """Field -> its column; one without any figure is left out. Raises EksporTakTerbaca where it is not clear."""
        hasil: dict[str, list[int]] = {}
        for k, m in self.uang.items():
            if any(k in n for n in nilai) or any(k in s for s in masalah):
                hasil.setdefault(m, []).append(k)
        for m, kolom in hasil.items():
            if m == "pagu" and len(kolom) > 1:
                revisi = [k for k in kolom if "revisi" in self.kepala.kolom[k][2].casefold()]
                kolom[:] = revisi or kolom
            if len(kolom) > 1 and any(n.get(kolom[0]) != n.get(k) for n in nilai for k in kolom[1:]):
                judul = ", ".join(f'"{self.kepala.kolom[k][2]}"' for k in kolom)
                raise EksporTakTerbaca(f"{self.nama}: kolom {judul} berarti sama tetapi angkanya berbeda; sisakan satu")
        if not set(hasil) - {"pagu", "pagu_awal"}:
            raise EksporTakTerbaca(f"{self.nama}: kolom realisasinya tidak memuat angka")
        return {m: kolom[0] for m, kolom in hasil.items()}

    # -- places

    def _susun(
        self, data: Sequence[tuple[_Mentah, dict[str, Decimal], dict[str, str]]]
    ) -> Iterator[BarisEkspor]:
        """The rows with their full paths; of bare three-digit codes the sums decide what they are."""
        kode = penuh([satu_huruf(m.kode) for m, _, _ in data])
        # An item's number is no code, and neither is what leads a name that was looked at already.
        tulis = [(k, _BUTIR.sub("", m.nama, count=1) or "-") for k, (m, _, _) in zip(kode, data, strict=True)]
        penentu = next((f for f in ("pagu", "sd", "realisasi", "ini") if any(f in n for _, n, _ in data)), "")
        letak = letakkan([(k, n, "") for k, n in tulis], [n.get(penentu) for _, n, _ in data])
        goyah = di_bawah(tak_pasti(tulis), [le.tingkat for le in letak], [m.kode for m, _, _ in data])
        for i, (le, (m, nilai, masalah)) in enumerate(zip(letak, data, strict=True)):
            jalur = TAK_TENTU if i in goyah else jalur_baku(le.kode)
            yield BarisEkspor(f"baris {m.baris.nomor}", jalur, le.tingkat, m.kode, m.nama, nilai, masalah)


def _bernomor(b: Baris) -> bool:
    """True for the row (1) (2) (3) below a header."""
    angka = [int(m[1]) for k in sorted(b.isi) if (m := _NOMOR_KOLOM.fullmatch(b.isi[k].teks))]
    return len(angka) == len(b.isi) >= 3 and all(y - x in (0, 1) for x, y in pairwise(angka))


def _tulis_kode(p: Petak) -> str:
    """A code as written; one that is stored as a number answers with its digits."""
    if p.nilai is not None and not sah(p.teks) and p.nilai == p.nilai.to_integral_value():
        return format(p.nilai.normalize(), "f")
    return re.sub(r"\s+", "", p.teks).strip(".").upper()


def _kode_di_nama(nama: str) -> tuple[str, str]:
    """The code that leads a name, and the name; an item's number is none."""
    if _BUTIR.match(nama):
        return "", nama
    token, sisa = pisah_kode("", nama)
    return ".".join(token), sisa


def _total(semua: Sequence[Mapping[str, Decimal]]) -> Mapping[str, Decimal]:
    """The grand total: of several total rows (of pages, of the ministry) the one with the largest figures."""
    return max(semua, key=lambda n: max(map(abs, n.values()), default=Decimal(-1)), default={})
