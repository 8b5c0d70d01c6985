"""One workbook while it is checked: its documents and what is computed from them once for all rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from xlkinerja.anggaran_baris import uang_baris
from xlkinerja.buku import Buku
from xlkinerja.bulan_pindah import pisahkan_bulan
from xlkinerja.geser import Geseran, baris_geser, kembalikan
from xlkinerja.hitung import SKALA_BAKU, Jenjang, Polaritas, Skala
from xlkinerja.kendala import Kesalahan, Tabel
from xlkinerja.kendala_anggaran import tabel_anggaran
from xlkinerja.kendala_pendukung import tabel_pendukung
from xlkinerja.lokalisasi import lokalisasi
from xlkinerja.model import (
    BarisAnggaran,
    BarisPendukung,
    Berkas,
    DefinisiIndikator,
    Dokumen,
    JenjangSkala,
    baris_anggaran,
)
from xlkinerja.olah import Hitungan, capaian_cocok, hitung_dokumen, polaritas_iku
from xlkinerja.penyeimbang import pisahkan_penyeimbang
from xlkinerja.rumus_buku import PetaRumus
from xlkinerja.setahun import pisahkan_setahun
from xlkinerja.temuan import Sel
from xlkinerja.terbawa import pisahkan_terbawa
from xlkinerja.tertukar import pisahkan_tertukar


class Konteks:
    """Lazy, computed once: `hitungan` (every computed figure), `kesalahan` (faults of each budget table).

    `buku`: the workbook's cells, for rules that need more than the records (formulas); None once the rules of the
    single workbook have run, so that a folder's cells are never all held at once. `hitungan`: its computed figures,
    where they are at hand.
    """

    def __init__(self, berkas: Berkas, buku: Buku | None = None, hitungan: tuple[Hitungan, ...] = ()) -> None:
        self.berkas = berkas
        if hitungan:
            self.__dict__["hitungan"] = hitungan
        self.buku = buku
        self.memo: dict[str, object] = {}
        """What rules over several workbooks compute once for all of them, kept at the first workbook."""
        self.tetap: dict[str, object] = {}
        """What follows from this workbook's documents alone, and holds nothing that holds this."""

    @cached_property
    def rumus(self) -> PetaRumus | None:
        """The workbook's formulas; None where the cells are not at hand or none holds a formula."""
        peta = PetaRumus(self.buku) if self.buku is not None else None
        return peta if peta is not None and peta.ada else None

    def lepas_buku(self) -> None:
        """Let go of the workbook's cells and of what was made of its formulas."""
        self.buku = None
        self.memo.clear()
        for nama in [n for n in self.__dict__ if n.startswith("rumus")]:
            del self.__dict__[nama]

    @cached_property
    def skala(self) -> Skala:
        """The workbook's own scale of categories, else that of the settings, else the standard one."""
        return next((skala_dokumen(d) for d in self.berkas.semua("pengaturan")), self.berkas.skala or SKALA_BAKU)

    @cached_property
    def polaritas(self) -> dict[str, Polaritas]:
        """Polarity by indicator key as the workbook's own IKU table states it."""
        definisi = (b for d in self.berkas.semua("iku") for b in d.baris if isinstance(b, DefinisiIndikator))
        return polaritas_iku(definisi)

    @cached_property
    def hitungan(self) -> tuple[Hitungan, ...]:
        """Every figure that the engine computes in this workbook, in document order."""
        polaritas, skala = self.polaritas, self.skala
        return tuple([h for d in self.berkas.dokumen for h in hitung_dokumen(d, polaritas=polaritas, skala=skala)])

    @cached_property
    def hitungan_kinerja(self) -> tuple[Hitungan, ...]:
        """Those of the capaian tables."""
        return tuple([h for h in self.hitungan if h.dokumen.jenis == "capaian"])

    @cached_property
    def rumus_hitungan(self) -> dict[tuple[str, int, int], Hitungan]:
        """The computed figures of cells with a formula by sheet, row and column."""
        return {h.sel[:3]: h for h in self.hitungan if h.sel.rumus}

    @cached_property
    def rumus_ketikan(self) -> dict[tuple[str, int, int], Hitungan]:
        """The same of the other cells."""
        return {h.sel[:3]: h for h in self.hitungan if not h.sel.rumus}

    @cached_property
    def capaian_salah(self) -> tuple[Hitungan, ...]:
        """Computed capaian with which the printed one does not agree."""
        return tuple([h for h in self.hitungan_kinerja if h.bidang == "capaian" and capaian_cocok(h) is False])

    def tabel(self, dokumen: Dokumen) -> Tabel:
        """The identities of one of the workbook's budget tables."""
        return next(t for d, t, _ in self.kesalahan if d is dokumen)

    @cached_property
    def koreksi(self) -> dict[int, dict[tuple[int, str], Decimal]]:
        """Per budget table (by `id`): cells located as wrong, with what they should be. Other rules reckon with that
        value, so that one wrong cell does not show up again wherever it is compared."""
        return {
            id(d): {p: n for k in semua for p, n in ((k.petak, k.seharusnya), *k.ikut)}
            for d, _, semua in self.kesalahan
        }

    @cached_property
    def tempat_uang(self) -> dict[Decimal, list[Sel]]:
        """Every amount of the budget and supporting tables -> the cells that hold it, to name where a wrong one may
        have been copied from."""
        hasil: dict[Decimal, list[Sel]] = defaultdict(list)
        for d in self.berkas.dokumen:
            for b in d.baris:
                if isinstance(b, BarisAnggaran):
                    for bidang in ("pagu_awal", "pagu", "realisasi", "sisa"):
                        n = getattr(b, bidang)
                        if n:
                            hasil[n].append(b.asal[bidang])
                elif isinstance(b, BarisPendukung):
                    for kolom, n in b.nilai.items():
                        if n:
                            hasil[n].append(b.asal[kolom])
        return hasil

    @cached_property
    def kesalahan(self) -> tuple[tuple[Dokumen, Tabel, tuple[Kesalahan, ...]], ...]:
        """Each budget table with its identities and its located faults."""
        hasil = []
        for d in self.berkas.semua("anggaran"):
            baris = baris_anggaran(d)
            geser = self.geseran.get(id(d), ())
            hilang = {(g.baris, n) for g in geser for n in g.bidang if n not in g.benar}
            tabel = tabel_anggaran(kembalikan(baris, geser) if geser else baris, hilang)
            bulan, tabel = pisahkan_bulan(tabel)
            tertukar, tabel = pisahkan_tertukar(tabel)
            setahun, tabel = pisahkan_setahun(tabel)
            penyeimbang, tabel = pisahkan_penyeimbang(tabel)
            terbawa, tabel = pisahkan_terbawa(tabel, lambda: self.tempat_uang)
            sendiri = (*_kesalahan_geser(baris, geser), *bulan, *tertukar, *setahun, *penyeimbang, *terbawa)
            hasil.append((d, tabel, (*sendiri, *lokalisasi(tabel))))
        return tuple(hasil)

    @cached_property
    def kesalahan_pendukung(self) -> tuple[tuple[Dokumen, Tabel, tuple[Kesalahan, ...]], ...]:
        """The same of each supporting table."""
        semua = ((d, tabel_pendukung(d)) for d in self.berkas.semua("pendukung"))
        return tuple((d, tabel, lokalisasi(tabel)) for d, tabel in semua)

    @cached_property
    def geseran(self) -> dict[int, tuple[Geseran, ...]]:
        """Per budget table (by `id`): its rows whose figures stand one column off."""
        semua = ((d, baris_anggaran(d)) for d in self.berkas.semua("anggaran"))
        return {id(d): g for d, baris in semua if (g := baris_geser(baris))}


def _kesalahan_geser(baris: Sequence[BarisAnggaran], geseran: Sequence[Geseran]) -> Iterator[Kesalahan]:
    """The cells of shifted rows with what they should be, on a ground ("geser") that no rule of sums reports."""
    for g in geseran:
        for n, nilai in g.benar.items():
            yield Kesalahan((g.baris, n), uang_baris(baris[g.baris], n) or Decimal(0), nilai, "geser")


def skala_dokumen(d: Dokumen) -> Skala:
    """The scale that a table of categories declares; empty, so that it judges nothing, if a bound cannot be read."""
    if any(isinstance(b, JenjangSkala) and b.rusak for b in d.baris):
        return ()
    return tuple(Jenjang(b.bawah, b.atas, b.nama) for b in d.baris if isinstance(b, JenjangSkala))
