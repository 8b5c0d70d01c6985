"""The amounts of a satker's budget tables as facts that can be held against each other: keys, sums, multiples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, cast

from xlkinerja.anggaran_baris import berangka, uang_baris
from xlkinerja.aturan.silang_lingkup import lingkup, per_satker
from xlkinerja.beku import beku
from xlkinerja.formulir.judul import kelipatan
from xlkinerja.kode_baris import pisah_kode
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, Dokumen, baris_anggaran
from xlkinerja.regeks import regeks
from xlkinerja.tataletak import normal
from xlkinerja.temuan import Sel

TOTAL = "TOTAL"
_BIDANG = ("pagu_awal", "pagu", "realisasi")
_KEGIATAN, _PROGRAM = regeks(r"\d{4}"), regeks(r"[A-Z]{2}|\d{2}")


class FaktaUang(NamedTuple):
    """An amount in one table: `rinci` how detailed the table is (rows), `dari` the cells it is read or summed from,
    `petak` their rows. `setengah`: what the amount may be off, as far as it is shown."""

    konteks: Konteks
    dokumen: Dokumen
    nama: str
    nilai: Decimal
    tertulis: Decimal
    setengah: Decimal
    dari: tuple[Sel, ...]
    rinci: int
    bidang: str
    petak: tuple[int, ...]
    langsung: bool
    """True if the amount stands in a cell of its own, not summed up by us."""
    kali: Decimal = Decimal(1)
    """Rupiah that one unit of the cell stands for; `nilai`, `tertulis` and `setengah` are in rupiah."""

    @property
    def terbukti_salah(self) -> bool:
        """True if the table itself shows its cell to be wrong; then it has a finding of its own."""
        return any((i, self.bidang) in self.konteks.koreksi[id(self.dokumen)] for i in self.petak)


@beku(frozen=True, slots=True)
class TabelUang:
    """A budget table with its amounts by field and key. `salah_satuan`: the fields of which a caption or heading
    states a multiple that the other tables contradict."""

    konteks: Konteks
    dokumen: Dokumen
    fakta: Mapping[str, Mapping[str, FaktaUang]]
    versi: int
    salah_satuan: tuple[str, ...] = ()

    def macam(self, bidang: str) -> Hashable:
        """Only amounts of one kind must agree: of one part of the year, and a pagu of one version (the plan's, RKT,
        without realisasi, may differ from that of the last revision)."""
        rencana = bidang == "pagu" and "realisasi" not in self.dokumen.kepala
        masa = lingkup(self.konteks, self.dokumen).masa
        return rencana, masa, self.versi if bidang == "pagu" else 0


def setahun_sesatker(kelompok: Sequence[Konteks]) -> list[list[TabelUang]]:
    """The budget tables of each office and year, where there are several to be held against each other."""
    memo = kelompok[0].memo
    if "tabel_uang" not in memo:
        hasil = []
        for semua in per_satker(kelompok, ("anggaran",)).values():
            per_tahun: dict[int | None, list[tuple[Konteks, Dokumen]]] = defaultdict(list)
            for k, d in semua:
                per_tahun[d.tahun].append((k, d))
            hasil += [_baca_uang(tabel) for tabel in per_tahun.values() if len(tabel) > 1]
        memo["tabel_uang"] = hasil
    return cast("list[list[TabelUang]]", memo["tabel_uang"])


def _baca_uang(tabel: Sequence[tuple[Konteks, Dokumen]]) -> list[TabelUang]:
    kode = _kode_bernama([d for _, d in tabel])
    versi = [lingkup(k, d).versi for k, d in tabel]
    # A table that says nothing about its version is of the last one; a single version named tells nothing apart.
    akhir = max((v for v in versi if v is not None), default=0)
    beda = len({v for v in versi if v is not None}) > 1
    hasil = []
    for (k, d), v in zip(tabel, versi, strict=True):
        kunci = _kunci_baris(baris_anggaran(d), kode)
        fakta = {n: _fakta_uang(k, d, n, kunci, kelipatan(d, n)[0]) for n in _BIDANG if n in d.kepala}
        hasil.append(TabelUang(k, d, fakta, akhir if v is None or not beda else v))
    return [_satuan_terbukti(t, hasil) for t in hasil]


@lru_cache(maxsize=32768)
def kunci_anggaran(kode: tuple[str, ...], tingkat: int) -> str | None:
    """Key of a budget row across tables: TOTAL, the program, or the path from the kegiatan code on; None for
    rows without an official code."""
    if tingkat == 0:
        return None if kode else TOTAL
    for i, k in enumerate(kode):
        if _KEGIATAN.fullmatch(k):
            return ".".join(kode[i:])
    return kode[0] if len(kode) == 1 and _PROGRAM.fullmatch(kode[0]) else None


def nama_anggaran(b: BarisAnggaran) -> str:
    """The name of a row as it is compared, without the code before it."""
    return normal(pisah_kode("", b.nama)[1] or b.nama)


def _kode_bernama(tabel: Sequence[Dokumen]) -> Mapping[str, str]:
    """Name of a budget row -> its key, where the tables with codes give it one only."""
    kunci_nama: dict[str, set[str]] = defaultdict(set)
    for d in tabel:
        for b in baris_anggaran(d):
            k = kunci_anggaran(b.kode, b.tingkat) if b.kode else None
            if k is not None:
                kunci_nama[nama_anggaran(b)].add(k)
    return {n: k.pop() for n, k in kunci_nama.items() if len(k) == 1}


def _kunci_baris(baris: Sequence[BarisAnggaran], kode: Mapping[str, str]) -> list[str | None]:
    """The key of each row of a table; `kode`: name -> key for tables that print no codes."""
    hasil = [kunci_anggaran(b.kode, b.tingkat) for b in baris]
    tanpa_kode = all(k is None or b.tingkat <= 0 for b, k in zip(baris, hasil, strict=True))
    total = _kunci_total(baris, kode if tanpa_kode else {})
    for i, b in enumerate(baris):
        if hasil[i] == TOTAL:
            hasil[i] = total
        elif hasil[i] is None and tanpa_kode and b.tingkat > 0:
            hasil[i] = kode.get(nama_anggaran(b))
    return hasil


def _kunci_total(baris: Sequence[BarisAnggaran], kode: Mapping[str, str]) -> str:
    """Key of a table's grand total: only totals over the same programs are the same fact."""
    teratas = min((b.tingkat for b in baris if b.tingkat > 0), default=0)
    nama = {kode.get(nama_anggaran(b)) or (b.kode[-1] if b.kode else b.nama) for b in baris if b.tingkat == teratas}
    return f"{TOTAL} " + ",".join(sorted(nama))


def _fakta_uang(
    konteks: Konteks, d: Dokumen, bidang: str, kunci: Sequence[str | None], kali: Decimal
) -> dict[str, FaktaUang]:
    """The table's own amounts by key, and the sums of kegiatan of which only the parts are printed. `kunci`: the key
    of each row (`_kunci_baris`); `kali`: rupiah that one unit of the column stands for."""
    baris = baris_anggaran(d)
    terlempar = {(g.baris, n) for g in konteks.geseran.get(id(d), ()) for n in g.bidang if n not in g.benar}
    hasil: dict[str, FaktaUang] = {}
    bagian: dict[str, list[FaktaUang]] = defaultdict(list)
    benar = konteks.koreksi[id(d)]
    for i, (b, k) in enumerate(zip(baris, kunci, strict=True)):
        tertulis = uang_baris(b, bidang)
        if k is None or tertulis is None or bidang not in b.asal or (i, bidang) in terlempar:
            continue
        desimal, sel = b.desimal.get(bidang), (b.asal[bidang],)
        x = kali if desimal is None or desimal >= 0 else Decimal(1)  # "Rp 1,5 juta" carries its own multiple
        nilai = benar.get((i, bidang), tertulis) * x
        f = FaktaUang(
            konteks, d, b.nama, nilai, tertulis * x, _setengah(desimal) * x, sel, len(baris), bidang, (i,), True, x
        )
        hasil.setdefault(k, f)
        if not k.startswith(TOTAL) and "." in k:
            bagian[k.split(".")[0]].append(f)
    for k, isi in bagian.items():
        if k not in hasil and _setingkat(baris, k):
            jumlah, setengah = (sum((getattr(f, n) for f in isi), Decimal(0)) for n in ("nilai", "setengah"))
            dari, petak = tuple(f.dari[0] for f in isi), tuple(f.petak[0] for f in isi)
            hasil[k] = FaktaUang(konteks, d, k, jumlah, jumlah, setengah, dari, len(baris), bidang, petak, False, kali)
    return hasil


def _setengah(desimal: int | None) -> Decimal:
    """Half a unit of the last digit shown; None: exact."""
    return Decimal((0, (5,), -desimal - 1)) if desimal is not None else Decimal(0)


def _setingkat(baris: Sequence[object], kegiatan: str) -> bool:
    """True if all rows with figures under a kegiatan are of one level, so that their sum is its amount."""
    tingkat = {b.tingkat for b in baris if isinstance(b, BarisAnggaran) and kegiatan in b.kode and berangka(b)}
    return len(tingkat) == 1


def _satuan_terbukti(t: TabelUang, semua: Sequence[TabelUang]) -> TabelUang:
    """The table with its amounts as written, where the other tables show that the multiple stated is not theirs."""
    hasil, salah = dict(t.fakta), []
    for bidang, fakta in t.fakta.items():
        if all(f.kali == 1 for f in fakta.values()):
            continue
        lain = [x for x in semua if x is not t and bidang in x.fakta and x.macam(bidang) == t.macam(bidang)]
        acuan = [x.fakta[bidang] for x in lain]
        dua = [(f, a[k]) for a in acuan for k, f in fakta.items() if k in a and a[k].kali == 1 and f.nilai]
        polos = sum(sama_uang(_per_rupiah(f), a) for f, a in dua)
        if polos > sum(sama_uang(f, a) for f, a in dua):
            salah.append(bidang)
            hasil[bidang] = {k: _per_rupiah(f) for k, f in fakta.items()}
    return replace(t, fakta=hasil, salah_satuan=tuple(salah)) if salah else t


def _per_rupiah(f: FaktaUang) -> FaktaUang:
    """An amount as if it was written in rupiah."""
    return f._replace(
        nilai=f.nilai / f.kali, tertulis=f.tertulis / f.kali, setengah=f.setengah / f.kali, kali=Decimal(1)
    )


def sama_uang(a: FaktaUang, b: FaktaUang) -> bool:
    """True if they agree as reckoned or as written: copies of one wrong figure are not a second finding."""
    longgar = a.setengah + b.setengah
    return abs(a.nilai - b.nilai) <= longgar or abs(a.tertulis - b.tertulis) <= longgar
