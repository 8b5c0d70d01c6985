"""Rows of an export and a workbook's budget sheet to edits and a list of everything that did not fit.

What is filled: the leaf rows' input cells of one column, the month's (form with months) or realisasi up to now (form
without). Never a formula, never a row that has rows below it: sums are computed, not copied. A cell that holds another
figure is left alone and listed, unless `timpa`.

Codes match exactly (`isi_kode`): the whole path from the kegiatan down, the program too where both have one, the sub
komponen where both have one. A code that fits two rows, on either side, fits none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xlkinerja.angka import setara, tulis_angka
from xlkinerja.beku import beku
from xlkinerja.buku import Suntingan
from xlkinerja.formulir.judul import kelipatan
from xlkinerja.formulir.kinerja import nama_bulan
from xlkinerja.isi_kode import Pasangan, daun, kode_baris
from xlkinerja.isi_nilai import IsiGagal, Pengambil, bulan_ekspor, cari_dokumen, periksa_kolom, periksa_perihal
from xlkinerja.kode_anggaran import sah
from xlkinerja.model import BarisAnggaran, Berkas, Dokumen
from xlkinerja.pohon import susun
from xlkinerja.sakti import BarisEkspor, Ekspor
from xlkinerja.sakti_kode import Jalur, jalur_baku
from xlkinerja.temuan import Sel


@beku(frozen=True, slots=True)
class Butir:
    """One line of the list: cell ("" where there is none), code, name, row of the export, the figures, why."""

    sel: str = ""
    kode: str = ""
    nama: str = ""
    letak: str = ""
    lembar: Decimal | None = None
    ekspor: Decimal | None = None
    sebab: str = ""


@dataclass(slots=True)
class Hasil:
    """Everything that a run says. `jumlah_ekspor`, `jumlah_lembar`: of the column that was filled; None if the export
    has none or the sheet's cannot be added up."""

    dokumen: Dokumen
    bidang: str
    bulan: int | None
    sumber: str
    suntingan: list[Suntingan] = field(default_factory=list)
    diisi: list[Butir] = field(default_factory=list)
    ditimpa: list[Butir] = field(default_factory=list)
    sama: int = 0
    tidak_ditimpa: list[Butir] = field(default_factory=list)
    tidak_diisi: list[Butir] = field(default_factory=list)
    tanpa_baris: list[Butir] = field(default_factory=list)
    tanpa_ekspor: list[Butir] = field(default_factory=list)
    sampai_berbeda: list[Butir] = field(default_factory=list)
    jumlah_diketik: list[Butir] = field(default_factory=list)
    pagu_berbeda: list[Butir] = field(default_factory=list)
    jumlah_ekspor: Decimal | None = None
    jumlah_lembar: Decimal | None = None
    catatan: list[str] = field(default_factory=list)

    @property
    def jumlah_cocok(self) -> bool:
        """True unless both sums are known and differ."""
        a, b = self.jumlah_ekspor, self.jumlah_lembar
        return a is None or b is None or setara(a, b)

    @property
    def lengkap(self) -> bool:
        """True if everything fitted: status 0. A differing pagu is for information only."""
        lain = (self.tidak_ditimpa, self.tidak_diisi, self.tanpa_baris, self.tanpa_ekspor, self.sampai_berbeda)
        return not any(lain) and not self.jumlah_diketik and self.jumlah_cocok


def rencanakan_isi(
    berkas: Berkas,
    ekspor: Ekspor,
    *,
    bulan: int | None = None,
    nilai: str | None = None,
    lembar: str | None = None,
    timpa: bool = False,
    paksa: bool = False,
) -> Hasil:
    """What to fill and all that does not fit. `bulan`: the month, where the title does not say; `nilai`: what a bare
    "Realisasi" means; `paksa`: fill though satker, year or month differ. Raises IsiGagal."""
    d = cari_dokumen(berkas, lembar)
    catatan = periksa_perihal(berkas, d, ekspor, paksa=paksa)
    bulanan = d.formulir == "anggaran_bulanan"
    bulan = bulan_ekspor(ekspor, bulan, paksa=paksa)
    if bulanan and bulan is None:
        raise IsiGagal(f"{ekspor.nama}: judulnya tidak menyebut bulan; sebut dengan --bulan 1 sampai 12.")
    bidang = f"b{bulan}" if bulanan else "realisasi"
    if bidang not in d.kepala:
        raise IsiGagal(f'{berkas.jalur}: lembar "{d.lembar}" tidak mempunyai kolom {nama_bulan(bulan or 1)}.')
    if not bulanan:
        periksa_kolom(berkas, d, bulan, paksa=paksa)
    if kelipatan(d, bidang)[0] != 1:
        raise IsiGagal(f'{berkas.jalur}: lembar "{d.lembar}" tidak dalam rupiah penuh; ekspornya dalam rupiah.')
    ambil = Pengambil(ekspor, bulan, nilai, bulanan=bulanan)
    hasil = Hasil(d, bidang, bulan, ambil.sumber(ekspor), catatan=catatan)
    _Pengisi(hasil, ekspor, ambil, timpa=timpa).jalan()
    return hasil


@dataclass(slots=True)
class _Jumlah:
    """What the leaves below a row add up to afterwards: in the column that was filled, and in the year."""

    nilai: Decimal = Decimal(0)
    setahun: Decimal = Decimal(0)
    berubah: bool = False

    def tambah(self, nilai: Decimal, setahun: Decimal, *, berubah: bool) -> None:
        """Add one leaf."""
        self.nilai += nilai
        self.setahun += setahun
        self.berubah |= berubah


class _Pengisi:
    """Goes through the leaf rows of the sheet, then through what is left of the export."""

    def __init__(self, hasil: Hasil, ekspor: Ekspor, ambil: Pengambil, *, timpa: bool) -> None:
        self.hasil, self.ekspor, self.ambil, self.timpa = hasil, ekspor, ambil, timpa
        self.daun = list(daun(hasil.dokumen))
        self.pasangan = Pasangan(ekspor, self.daun)
        self.kini: list[Decimal | None] = []
        """What each leaf's cell holds afterwards."""
        self.berubah: set[int] = set()
        """Leaves (by identity) whose figure changes."""

    def jalan(self) -> None:
        """Fill the lists."""
        for jalur, b in self.daun:
            self._daun(jalur, b)
        self._sisa_ekspor()
        self._pagu()
        self._jumlah()
        self._jumlah_diketik()

    def _daun(self, jalur: Jalur, b: BarisAnggaran) -> None:
        sel = b.asal[self.hasil.bidang]
        lama = self._lama(b)
        kode = kode_baris(b)
        butir = Butir(sel.alamat, kode, b.nama, lembar=lama)
        hasil = self._satu(b, butir, self.pasangan.semua(jalur) if kode else [])
        self.kini.append(lama if hasil is None else hasil)
        if hasil is not None and (lama is None or not setara(lama, hasil)):
            self.berubah.add(id(b))

    def _satu(self, b: BarisAnggaran, butir: Butir, cocok: Sequence[int]) -> Decimal | None:
        """Decide about one leaf; its new figure if it is filled."""
        if not cocok:
            sebab = "" if sah(butir.kode.strip(".").upper()) else "barisnya tanpa kode anggaran yang sah"
            self.hasil.tanpa_ekspor.append(replace(butir, sebab=sebab))
            return None
        sebab = self._rancu(cocok)
        if sebab:
            self.hasil.tidak_diisi.append(replace(butir, sebab=sebab))
            return None
        baris = self.ekspor.baris[cocok[0]]
        nilai, sebab = self._nilai(b, baris)
        butir = replace(butir, letak=baris.letak, ekspor=nilai)
        sebab = sebab or self._terlarang(b, butir)
        if nilai is not None and not sebab:
            return self._tulis(b, butir, baris, nilai)
        if nilai is not None and butir.lembar is not None and setara(butir.lembar, nilai):
            self.hasil.sama += 1
        else:
            self.hasil.tidak_diisi.append(replace(butir, sebab=sebab))
        return None

    def _rancu(self, cocok: Sequence[int]) -> str:
        """Why it is not clear which row belongs to which, "" if it is."""
        if len(cocok) > 1:
            letak = ", ".join(self.ekspor.baris[i].letak for i in cocok)
            return f"kode ini ada di beberapa baris ekspor ({letak})"
        return "kode ini ada di beberapa baris lembar" if self.pasangan.dipakai[cocok[0]] > 1 else ""

    def _terlarang(self, b: BarisAnggaran, butir: Butir) -> str:
        """Why the cell must not be written, "" if it may."""
        sel = b.asal[self.hasil.bidang]
        if sel.rumus is not None:
            return "selnya berisi rumus"
        return "selnya digabung dengan baris lain" if sel.baris != _baris_sel(b) else ""

    def _tulis(self, b: BarisAnggaran, butir: Butir, baris: BarisEkspor, nilai: Decimal) -> Decimal | None:
        h, sel = self.hasil, b.asal[self.hasil.bidang]
        kosong = not sel.tampil.strip()
        if not kosong and butir.lembar is not None and setara(butir.lembar, nilai):
            h.sama += 1
        elif kosong or self.timpa:
            h.suntingan.append(Suntingan(sel.lembar, sel.baris, sel.kolom, nilai))
            (h.diisi if kosong else h.ditimpa).append(replace(butir, sebab=_isi_teks(sel, "semula")))
        else:
            h.tidak_ditimpa.append(replace(butir, sebab=_isi_teks(sel, "sudah terisi")))
            return None
        self._sampai(b, butir, baris, nilai)
        return nilai

    def _nilai(self, b: BarisAnggaran, baris: BarisEkspor) -> tuple[Decimal | None, str]:
        """The figure for a leaf, or why there is none."""
        sebab = self.ambil.masalah(baris)
        if sebab:
            return None, sebab
        nilai = self.ambil.nilai(baris.nilai)
        if nilai is not None or not self.ambil.bulanan or self.ambil.ini or self.ambil.lalu:
            return nilai, "" if nilai is not None else "baris ekspornya tanpa angka"
        sd = self.ambil.sampai(baris.nilai)
        if sd is None:
            return None, "baris ekspornya tanpa angka"
        lalu, kosong = self._bulan_lalu(b)
        if kosong and sd != 0:
            return None, f"realisasi {', '.join(map(nama_bulan, kosong))} di lembar belum terisi"
        if sd < lalu:
            sebab = f"s.d. bulan ini {tulis_angka(sd)}, padahal bulan-bulan sebelumnya di lembar {tulis_angka(lalu)}"
            return None, sebab
        return sd - lalu, ""

    def _bulan_lalu(self, b: BarisAnggaran) -> tuple[Decimal, list[int]]:
        """The sum of the months before, and those that hold no figure."""
        semua = {m: b.bulan.get(m) for m in range(1, self.hasil.bulan or 1)}
        return sum((n for n in semua.values() if n is not None), Decimal(0)), [m for m, n in semua.items() if n is None]

    def _sampai(self, b: BarisAnggaran, butir: Butir, baris: BarisEkspor, nilai: Decimal) -> None:
        """Compare realisasi up to the month: sheet against export."""
        sd = self.ambil.sampai(baris.nilai)
        if not self.ambil.bulanan or sd is None or "sd" in baris.masalah or (self.hasil.bulan or 1) == 1:
            return
        di_lembar = self._bulan_lalu(b)[0] + nilai
        if not setara(di_lembar, sd):
            self.hasil.sampai_berbeda.append(replace(butir, lembar=di_lembar, ekspor=sd))

    def _lama(self, b: BarisAnggaran) -> Decimal | None:
        """The figure that stands in the cell."""
        return b.bulan.get(self.hasil.bulan or 0) if self.ambil.bulanan else b.realisasi

    def _jumlah_diketik(self) -> None:
        """The sums above what was filled that are typed figures and no formulas: what each comes to."""
        semua = [b for b in self.hasil.dokumen.baris if isinstance(b, BarisAnggaran)]
        atas: dict[int, list[int]] = defaultdict(list)
        for s in susun([b.tingkat for b in semua], [True] * len(semua)):
            for i in s.anak:
                atas[i].append(s.indeks)
        jumlah = [_Jumlah() for _ in semua]
        kini = {id(b): n for (_, b), n in zip(self.daun, self.kini, strict=True)}
        for i, b in enumerate(semua):
            if id(b) in kini:
                nilai = kini[id(b)] or Decimal(0)
                lain = sum((n for m, n in b.bulan.items() if n is not None and m != self.hasil.bulan), Decimal(0))
                for j in {i, *_semua_atas(atas, i)}:
                    jumlah[j].tambah(nilai, nilai + lain, berubah=id(b) in self.berubah)
        for b, n in zip(semua, jumlah, strict=True):
            if n.berubah:
                induk = [] if id(b) in kini else [(self.hasil.bidang, self._lama(b), n.nilai)]
                setahun = [("realisasi", b.realisasi, n.setahun)] if self.ambil.bulanan else []
                for bidang, lama, harus in (*induk, *setahun):
                    sel = b.asal.get(bidang)
                    if sel is not None and sel.rumus is None and lama is not None and not setara(lama, harus):
                        butir = Butir(sel.alamat, kode_baris(b), b.nama, lembar=lama, ekspor=harus)
                        self.hasil.jumlah_diketik.append(butir)

    # -- what is left of the export

    def _sisa_ekspor(self) -> None:
        """The rows of the export that no row of the sheet answers to: of each branch only its top."""
        baris = self.ekspor.baris
        lembar = [b for b in self.hasil.dokumen.baris if isinstance(b, BarisAnggaran) and b.tingkat > 0]
        dikenal = {i for b in lembar for i in self.pasangan.semua(jalur_baku(b.kode))}
        daun = {i for j, _ in self.daun for i in self.pasangan.semua(j)}
        i, sisa = 0, []
        while i < len(baris):
            akhir = self._akhir(i)
            if i in daun:
                i = akhir
                continue
            if i not in dikenal and not dikenal.intersection(range(i, akhir)):
                if baris[i].tingkat > 0:
                    sisa.append(self._butir_sisa(i, akhir))
                i = akhir
                continue
            i += 1
        self.hasil.tanpa_baris.extend(sorted(sisa, key=lambda b: not b.ekspor and not b.sebab))

    def _akhir(self, i: int) -> int:
        """Index after the last row below this one."""
        baris, j = self.ekspor.baris, i + 1
        while j < len(baris) and (baris[j].tingkat > baris[i].tingkat or baris[j].tingkat < 0) and baris[i].tingkat > 0:
            j += 1
        return j

    def _butir_sisa(self, i: int, akhir: int) -> Butir:
        b = self.ekspor.baris[i]
        nilai = self.ambil.nilai(b.nilai)
        nilai = self.ambil.sampai(b.nilai) if nilai is None else nilai
        di_bawah = f"bersama {akhir - i - 1} baris di bawahnya" if akhir - i > 1 else ""
        sebab = self.ambil.masalah(b)
        return Butir("", b.kode, b.nama, b.letak, None, nilai, "; ".join(x for x in (di_bawah, sebab) if x))

    # -- sums

    def _pagu(self) -> None:
        for b in self.hasil.dokumen.baris:
            if not isinstance(b, BarisAnggaran) or b.tingkat <= 0 or b.pagu is None:
                continue
            cocok = self.pasangan.semua(jalur_baku(b.kode))
            pagu = self.ekspor.baris[cocok[0]].nilai.get("pagu") if len(cocok) == 1 else None
            if pagu is not None and not setara(pagu, b.pagu):
                sel = b.asal["pagu"].alamat
                letak = self.ekspor.baris[cocok[0]].letak
                self.hasil.pagu_berbeda.append(Butir(sel, ".".join(b.kode), b.nama, letak, b.pagu, pagu))

    def _jumlah(self) -> None:
        h = self.hasil
        h.jumlah_lembar = sum((n for n in self.kini if n is not None), Decimal(0))
        rincian = self._jumlah_rincian()
        tercetak = self.ambil.nilai(self.ekspor.total)
        if self.ambil.bulanan and not self.ambil.ini and not self.ambil.lalu:
            # The export states only what was spent up to the month.
            tercetak, rincian = self.ambil.sampai(self.ekspor.total), self._jumlah_rincian(sampai=True)
            h.jumlah_lembar += sum((self._bulan_lalu(b)[0] for _, b in self.daun), Decimal(0))
        h.jumlah_ekspor = tercetak if tercetak is not None else rincian
        if tercetak is not None and rincian is not None and not setara(tercetak, rincian):
            h.catatan.append(
                f"Rincian ekspor berjumlah {tulis_angka(rincian)}, sedangkan totalnya tertulis {tulis_angka(tercetak)}."
            )

    def _jumlah_rincian(self, *, sampai: bool = False) -> Decimal | None:
        """The sum of the export's topmost rows; None if one of them has no figure."""
        hasil, i = Decimal(0), 0
        while i < len(self.ekspor.baris):
            b = self.ekspor.baris[i]
            if b.tingkat > 0:
                nilai = self.ambil.sampai(b.nilai) if sampai else self.ambil.nilai(b.nilai)
                if nilai is None or self.ambil.masalah(b):
                    return None
                hasil += nilai
            i = self._akhir(i)
        return hasil


def _semua_atas(atas: Mapping[int, Sequence[int]], i: int) -> set[int]:
    """All rows that a row is summed into, directly or through others."""
    hasil: set[int] = set()
    muka = [i]
    while muka:
        muka = [j for x in muka for j in atas.get(x, ()) if j not in hasil]
        hasil.update(muka)
    return hasil


def _isi_teks(sel: Sel, kata: str) -> str:
    """What a cell that holds a text says; "" for a number or nothing."""
    return f'{kata} "{sel.tampil.strip()[:40]}"' if sel.jenis not in ("n", "") else ""


def _baris_sel(b: BarisAnggaran) -> int:
    """The row that a record stands in: that of its code or name."""
    return b.asal["kode"].baris if "kode" in b.asal else b.asal["nama"].baris

