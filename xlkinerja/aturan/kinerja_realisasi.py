"""Family K: a whole column of realisasi that slipped by a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

from xlkinerja.angka import Angka, Kosong, sejalan, selang
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.aturan.kinerja_baris import arah_geser, kata_geser
from xlkinerja.aturan.silang_lingkup import lingkup
from xlkinerja.formulir.indikator import kunci
from xlkinerja.formulir.rumus import adalah_salinan
from xlkinerja.hitung import Agregasi
from xlkinerja.konteks import Konteks
from xlkinerja.model import CapaianIndikator, DataDukung, Dokumen, Nilai
from xlkinerja.nilai_sama import sama_nilai
from xlkinerja.olah import agregasi_tertulis, capaian_cocok, hitung_capaian, polaritas_baris
from xlkinerja.temuan import Tingkat

_F = "capaian_sasaran"
_Kunci = tuple[object, int | None, str]
"""Office and part of the year, year, indicator."""


class _Saksi:
    """What else a workbook says about the realisasi of the rows of one capaian table."""

    def __init__(self, konteks: Konteks, d: Dokumen, lain: Mapping[_Kunci, Sequence[tuple[Dokumen, Nilai]]]) -> None:
        self.konteks, self.dokumen, self.lain = konteks, d, lain
        self.baris = {i: b for i, b in enumerate(d.baris) if isinstance(b, CapaianIndikator)}
        self.setahun = _setahun(konteks, d) if any(b.triwulan for b in self.baris.values()) else {}

    def cocok(self, nilai: Nilai, j: int) -> bool | None:
        """Whether a figure can be the realisasi of row j: by its quarters, else by the same indicator in other tables,
        else by the capaian typed beside it; None if none of these can say."""
        b = self.baris.get(j)
        if b is None or isinstance(nilai, Kosong):
            return None
        if j in self.setahun:
            return isinstance(nilai, Angka) and _sama_angka(nilai, self.setahun[j], None)
        akhir = _akhir(b)
        if akhir is not None:
            return _serupa(nilai, akhir)
        sejenis = self.lain.get(_kunci(self.konteks, self.dokumen, b.indikator), ()) if self.lain else ()
        lain = [n for d, n in sejenis if d is not self.dokumen]
        if lain:
            return any(_serupa(nilai, n) for n in lain)
        if b.asal["capaian"].rumus is not None or not isinstance(b.capaian, Angka):
            return None
        arah = polaritas_baris(b, self.konteks.polaritas)
        return capaian_cocok(hitung_capaian(self.dokumen, j, replace(b, realisasi=nilai), arah)) or False

    def salah(self) -> dict[int, str]:
        """Rows whose own figure does not fit, with what stands there."""
        return {
            i: b.asal["realisasi"].tampil.strip()
            for i, b in self.baris.items()
            if b.asal["realisasi"].rumus is None and self.cocok(b.realisasi, i) is False
        }


def _setahun(konteks: Konteks, d: Dokumen) -> dict[int, Decimal]:
    """Row -> the year's realisasi as its quarters make it."""
    return {
        h.baris: h.nilai
        for h in konteks.hitungan_kinerja
        if h.dokumen is d and h.bidang == "realisasi" and isinstance(h.nilai, Decimal)
    }


def _serupa(a: Nilai, b: Nilai) -> bool | None:
    """Whether two figures are the same, also in the number format of another row."""
    if isinstance(a, Angka) and isinstance(b, Angka):
        return _sama_angka(a, b.nilai, b.desimal)
    return sama_nilai(a, b)


def _sama_angka(a: Angka, nilai: Decimal, desimal: int | None) -> bool:
    """Whether a printed figure is this one, or a hundred times or a hundredth of it: a percentage in a cell without
    its format, a count in one that has it."""
    batas = selang(nilai, desimal or None)
    return any(sejalan(batas, selang(a.nilai.scaleb(n), max(a.desimal - n, 0) or None)) for n in (0, 2, -2))


def _akhir(b: CapaianIndikator) -> Nilai | None:
    """The last quarter's realisasi where that is the year's."""
    if not b.triwulan or agregasi_tertulis(b.agregasi) is not Agregasi.POSISI_AKHIR:
        return None
    return next((tw.realisasi for _, tw in sorted(b.triwulan.items(), reverse=True)
                 if not isinstance(tw.realisasi, Kosong)), None)  # fmt: skip


def _tempat_lain(konteks: Konteks) -> dict[_Kunci, list[tuple[Dokumen, Nilai]]]:
    """Typed realisasi of the capaian tables and of the evidence by office, part of the year, year and indicator; none
    where there is but one table."""
    hasil: dict[_Kunci, list[tuple[Dokumen, Nilai]]] = defaultdict(list)
    tabel = [d for d in konteks.berkas.dokumen if d.jenis in ("capaian", "data_dukung") and not d.rancu]
    for d in tabel if len(tabel) > 1 else ():
        for b in d.baris:
            if not isinstance(b, CapaianIndikator | DataDukung) or b.realisasi is None:
                continue
            if not isinstance(b.realisasi, Kosong) and not adalah_salinan(b.asal["realisasi"].rumus or ""):
                hasil[_kunci(konteks, d, b.indikator)].append((d, b.realisasi))
    return hasil


def _kunci(konteks: Konteks, d: Dokumen, indikator: str) -> _Kunci:
    x = lingkup(konteks, d)
    return (x.satker, x.masa), d.tahun, kunci(indikator)


Geseran = tuple[Dokumen, list[CapaianIndikator], int]
"""A table, its rows whose realisasi belongs to the row above (-1) or below (+1)."""


def realisasi_bergeser(konteks: Konteks) -> list[Geseran]:
    """The capaian tables whose column of realisasi slipped by a row."""
    if "realisasi_bergeser" not in konteks.tetap:
        konteks.tetap["realisasi_bergeser"] = list(_bergeser(konteks))
    return cast("list[Geseran]", konteks.tetap["realisasi_bergeser"])


def _bergeser(konteks: Konteks) -> Iterator[Geseran]:
    lain: dict[_Kunci, list[tuple[Dokumen, Nilai]]] | None = None
    for d in konteks.berkas.semua("capaian"):
        if d.rancu:
            continue
        lain = _tempat_lain(konteks) if lain is None else lain
        saksi = _Saksi(konteks, d, lain)
        salah = saksi.salah()
        arah = arah_geser(salah, lambda i, j, s=saksi: s.cocok(s.baris[i].realisasi, j) is True)  # type: ignore[misc]
        if arah is not None:
            yield d, [saksi.baris[i] for i in salah], arah


def _hasil(d: Dokumen, salah: Sequence[CapaianIndikator], arah: int) -> Hasil:
    sel = [b.asal[n] for b in salah for n in ("realisasi", "capaian", "kategori") if n in b.asal]
    awal = salah[0].asal["realisasi"]
    return Hasil(
        awal,
        d,
        "kolom realisasi",
        sebab=kata_geser("realisasi", arah, len(salah)),
        terkait=tuple(Rujukan(b.asal["realisasi"]) for b in salah[1:]),
        menutup=tuple(Rujukan(s) for s in sel),
        isi={
            "bidang": "realisasi",
            "banyak": str(len(salah)),
            "milik": "atas" if arah < 0 else "bawah",
            "sel": f"{awal.alamat} sampai {salah[-1].asal['realisasi'].alamat}",
        },
    )


K219 = Aturan(
    "K219",
    "Kolom realisasi bergeser satu baris",
    Tingkat.GALAT,
    ("capaian",),
    "Realisasi pada tiga baris atau lebih bertentangan dengan triwulannya, tabel lain, data dukung atau capaian di "
    "sebelahnya, dan semuanya cocok dengan baris tepat di atas atau di bawahnya. Baris-baris itu tidak dilaporkan satu "
    "per satu.",
    "Hubungan antarangka dalam tabel; PermenPANRB 53/2014 (pengukuran kinerja)",
    "Realisasi pada {sel} ({banyak} baris) adalah milik baris di {milik}nya",
    "Kembalikan realisasi ke baris indikatornya masing-masing, lalu hitung ulang.",
    Contoh(tuple(
        Ubah(_F, i, "realisasi", Decimal(n), f)
        for i, n, f in ((1, "0.40", "0%"), (2, "93.52", "0.00"), (3, "0.6966", "0.00%"), (4, "0.5305", "0.00%"))
    ), (_F, 1, "realisasi")),
    Contoh(),
    lambda konteks: (_hasil(*g) for g in realisasi_bergeser(konteks)),
)  # fmt: skip
