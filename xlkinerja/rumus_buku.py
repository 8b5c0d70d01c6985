"""A workbook's formulas and stored values, cell by cell, for the F rules: looked up, evaluated, followed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import compress

from xlkinerja.buku import LEBAR, Buku, Lembar
from xlkinerja.formulir.rumus import sumber_salinan
from xlkinerja.regeks import regeks
from xlkinerja.rumus_fungsi import nilai_rumus
from xlkinerja.rumus_nilai import Nilai, NilaiGalat, TakDinilai, sama_hasil
from xlkinerja.rumus_sel import ACUAN, TANPA_ANGKA, Acuan, pecah, urai_acuan
from xlkinerja.temuan import Sel

_SALINAN_TERPANJANG = 120
SEL_TERBANYAK = 20_000
"""Most stored cells of a range that are looked at."""
_N, _S, _B, _E = b"nsbe"
_HANYA_TEKS = bytes(jenis == _S for jenis in range(256))
_TANPA: tuple[list[int], list[float]] = ([], [])
_ACUAN_NAMA = regeks(r"=?(?:'(?:[^']|'')+'|[^'!()]+)!\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?")


class PetaLembar:
    """One sheet with the ways into its cells, each made when it is first taken."""

    def __init__(self, lembar: Lembar, urut: int) -> None:
        self.lembar, self.urut = lembar, urut

    @cached_property
    def indeks(self) -> dict[int, int]:
        """Key of a cell -> where it is stored."""
        return dict(zip(self.lembar.kunci, range(len(self.lembar.kunci)), strict=True))

    @cached_property
    def angka(self) -> dict[int, tuple[list[int], list[float]]]:
        """Column -> rows with a number, and the numbers."""
        hasil: dict[int, tuple[list[int], list[float]]] = {}
        for kunci, jenis, isi in zip(self.lembar.kunci, self.lembar.jenis, self.lembar.isi, strict=True):
            if jenis == _N:
                baris, nilai = hasil.setdefault(kunci % LEBAR + 1, ([], []))
                baris.append(kunci // LEBAR + 1)
                nilai.append(float(isi))
        return hasil

    def nilai(self, kunci: int) -> Nilai:
        """A stored value; a formula without one shows nothing, which is "". Raises NilaiGalat for an error value."""
        i = self.indeks.get(kunci)
        if i is None:
            return None
        jenis, isi = self.lembar.jenis[i], self.lembar.isi[i]
        if jenis == _N:
            return float(isi)
        if jenis == _S:
            return isi
        if jenis == _B:
            return isi == "1"
        if jenis == _E:
            raise NilaiGalat(isi)
        return "" if kunci in self.lembar.rumus else None


class PetaRumus:
    """A workbook as the evaluator sees it (`Sumber`)."""

    def __init__(self, buku: Buku) -> None:
        self.buku = buku
        self.lembar = {x.nama.casefold(): PetaLembar(x, i) for i, x in enumerate(buku.lembar)}
        self.ada = any(x.rumus for x in buku.lembar)
        self.antarlembar = self.ada and any("!" in r for x in buku.lembar for r in x.rumus.values())
        """Whether a formula refers to a sheet by its name."""
        self.suku: dict[str, object] = {}
        """What formulas add up, found once for all rules (`rumus_linear.suku_jumlah`)."""
        self.ganti: dict[tuple[str, int, int], Nilai] = {}
        """Values to reckon with instead of the stored ones, while a stale cell's dependents are looked at."""

    def peta(self, lembar: str) -> PetaLembar:
        """A sheet by its name, whatever its capitals. Raises TakDinilai if there is none."""
        p = self.lembar.get(lembar.casefold())
        if p is None:
            raise TakDinilai
        return p

    def angka(self, lembar: str, acuan: Acuan) -> Iterator[tuple[int, int, float]]:
        """Row, column and value of the numbers in a range; see `Sumber`."""
        p = self.peta(lembar)
        if self.ganti or acuan.kolom2 - acuan.kolom1 > 60 or _E in p.lembar.jenis:
            for b, k in self.isi(lembar, acuan):
                n = self.nilai(lembar, b, k)
                if isinstance(n, float):
                    yield b, k, n
            return
        for k in range(acuan.kolom1, acuan.kolom2 + 1):
            baris, nilai = p.angka.get(k, _TANPA)
            for i in range(bisect_left(baris, acuan.baris1), bisect_right(baris, acuan.baris2)):
                yield baris[i], k, nilai[i]

    def nilai(self, lembar: str, baris: int, kolom: int) -> Nilai:
        """A cell's stored value; see `Sumber`."""
        if self.ganti and (lembar.casefold(), baris, kolom) in self.ganti:
            return self.ganti[lembar.casefold(), baris, kolom]
        return self.peta(lembar).nilai((baris - 1) * LEBAR + kolom - 1)

    def rumus(self, lembar: str, baris: int, kolom: int) -> str | None:
        """A cell's formula, None without one; "" for one that was not read."""
        return self.peta(lembar).lembar.rumus.get((baris - 1) * LEBAR + kolom - 1)

    def sel(self, lembar: str, baris: int, kolom: int) -> Sel:
        """A cell as rules see it."""
        return self.peta(lembar).lembar.sel(baris, kolom)

    def isi(self, lembar: str, acuan: Acuan) -> Iterator[tuple[int, int]]:
        """Row and column of the stored cells of a range, in order; see `Sumber`."""
        kunci = self.peta(lembar).lembar.kunci
        if acuan.kolom1 == acuan.kolom2 and acuan.baris2 - acuan.baris1 < SEL_TERBANYAK:
            indeks = self.peta(lembar).indeks
            for b in range(acuan.baris1, acuan.baris2 + 1):
                if (b - 1) * LEBAR + acuan.kolom1 - 1 in indeks:
                    yield b, acuan.kolom1
            return
        awal = bisect_left(kunci, (acuan.baris1 - 1) * LEBAR)
        akhir = bisect_right(kunci, acuan.baris2 * LEBAR - 1)
        if akhir - awal > 20 * SEL_TERBANYAK:
            raise TakDinilai
        banyak = 0
        for i in range(awal, akhir):
            b, k = divmod(kunci[i], LEBAR)
            if acuan.kolom1 <= k + 1 <= acuan.kolom2:
                banyak += 1
                if banyak > SEL_TERBANYAK:
                    raise TakDinilai
                yield b + 1, k + 1

    def jumlah(self, lembar: str, acuan: Acuan) -> float:
        """The sum of the numbers in a range; see `Sumber`."""
        p = self.peta(lembar)
        if self.ganti or acuan.kolom1 != acuan.kolom2 or _E in p.lembar.jenis:
            return sum(n for _, _, n in self.angka(lembar, acuan))
        baris, nilai = p.angka.get(acuan.kolom1, _TANPA)
        return sum(nilai[bisect_left(baris, acuan.baris1) : bisect_right(baris, acuan.baris2)])

    @cached_property
    def salinan(self) -> dict[tuple[str, int, int], list[tuple[str, int, int]]]:
        """Cells (casefolded sheet, row, column) -> those whose formula is nothing but a reference to it."""
        hasil: dict[tuple[str, int, int], list[tuple[str, int, int]]] = {}
        for nama, p in self.lembar.items():
            for kunci, rumus in p.lembar.rumus.items():
                if len(rumus) > _SALINAN_TERPANJANG:
                    continue
                asal = sumber_salinan(rumus)
                kerangka, acuan = pecah(rumus) if asal is None else (ACUAN, (f"'{asal[0]}'!{asal[1]}",))
                a = urai_acuan(acuan[0]) if kerangka.strip("+ ") == ACUAN else None
                if a is not None and a.tunggal and not a.luar:
                    tujuan = (a.lembar or nama).casefold(), a.baris1, a.kolom1
                    hasil.setdefault(tujuan, []).append((nama, kunci // LEBAR + 1, kunci % LEBAR + 1))
        return hasil

    @cached_property
    def lajur(self) -> dict[tuple[str, int], dict[int, str]]:
        """Column (casefolded sheet, number) -> its formulas by row."""
        hasil: dict[tuple[str, int], dict[int, str]] = {}
        for nama, p in self.lembar.items():
            selembar: dict[int, dict[int, str]] = defaultdict(dict)
            for kunci, f in p.lembar.rumus.items():
                selembar[kunci % LEBAR + 1][kunci // LEBAR + 1] = f
            hasil.update({(nama, k): semua for k, semua in selembar.items()})
        return hasil

    @cached_property
    def bentuk(self) -> dict[tuple[str, int], frozenset[str]]:
        """Column -> its formulas without their digits, so that those that are filled down are one."""
        hasil: dict[tuple[str, int], frozenset[str]] = {}
        for nama, p in self.lembar.items():
            selembar: dict[int, list[str]] = defaultdict(list)
            for kunci, f in p.lembar.rumus.items():
                selembar[kunci % LEBAR + 1].append(f)
            for k, semua in selembar.items():
                hasil[nama, k] = frozenset("\0".join(semua).translate(TANPA_ANGKA).split("\0"))
        return hasil

    @cached_property
    def berteks(self) -> frozenset[str]:
        """Names of the sheets in which a formula gives a text."""
        teks = ((x, compress(x.kunci, x.jenis.translate(_HANYA_TEKS))) for x in self.buku.lembar if x.rumus)
        return frozenset([x.nama for x, kunci in teks if not x.rumus.keys().isdisjoint(kunci)])

    def tersembunyi(self, lembar: str, baris: int) -> bool:
        """True for a hidden row."""
        return baris in self.peta(lembar).lembar.baris_tersembunyi

    def bersubtotal(self, lembar: str, baris: int, kolom: int) -> bool:
        """True for a cell whose own formula holds a SUBTOTAL."""
        return "SUBTOTAL(" in (self.rumus(lembar, baris, kolom) or "").upper()

    @cached_property
    def _nama(self) -> dict[str, str]:
        return {n.casefold(): isi.lstrip("=") for n, isi in self.buku.nama.items() if _ACUAN_NAMA.fullmatch(isi)}

    def nama(self, nama: str) -> str | None:
        """The reference that a defined name stands for, None if it is none."""
        return self._nama.get(nama.casefold())

    def hitung(self, lembar: str, rumus: str) -> Nilai:
        """What a formula gives. Raises TakDinilai, NilaiGalat."""
        try:
            return nilai_rumus(rumus, lembar, self)
        except (OverflowError, RecursionError):
            raise TakDinilai from None

    def dinilai(self, lembar: str, baris: int, kolom: int) -> bool:
        """True for a formula of the language that is evaluated here."""
        try:
            self.hitung(lembar, self.rumus(lembar, baris, kolom) or "")
        except TakDinilai:
            return False
        except NilaiGalat:
            pass
        return True

    def usang(self, lembar: str, baris: int, kolom: int) -> Nilai | None:
        """What the formula of a cell gives, if that is not what is stored there; None if it is, or if it cannot be
        judged (a blank result counts as "")."""
        rumus = self.rumus(lembar, baris, kolom)
        if not rumus:
            return None
        try:
            tersimpan, hasil = self.nilai(lembar, baris, kolom), self.hitung(lembar, rumus)
        except (TakDinilai, NilaiGalat):
            return None
        if sama_hasil(hasil, tersimpan):
            return None
        dekat = isinstance(hasil, float) and isinstance(tersimpan, float) and abs(hasil - tersimpan) < 1
        return None if dekat and sama_hasil(hasil, tersimpan, self.terbesar(lembar, rumus)) else hasil

    def terbesar(self, lembar: str, rumus: str) -> float:
        """The largest figure among the cells that a formula refers to."""
        hasil = 0.0
        for a in map(urai_acuan, pecah(rumus)[1]):
            try:
                semua = () if a.luar else self.angka(a.lembar or lembar, a)
                hasil = max(hasil, max((abs(n) for _, _, n in semua), default=0.0))
            except (NilaiGalat, TakDinilai):
                continue
        return hasil
