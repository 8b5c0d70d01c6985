"""What an export is about and which of its figures a budget sheet asks for; refused where that is not clear."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from xlkinerja.angka import setara
from xlkinerja.formulir.judul import masa_teks
from xlkinerja.formulir.kinerja import nama_bulan
from xlkinerja.isi_kode import daun
from xlkinerja.model import BarisAnggaran, Berkas, Dokumen, Satker
from xlkinerja.sakti import BarisEkspor, Ekspor
from xlkinerja.sakti_judul import bulan_judul, medan
from xlkinerja.tataletak import normal

_FORMULIR = ("anggaran_bulanan", "anggaran_realisasi")
NILAI = ("bulan", "sampai")
"""What a heading that says only "Realisasi" means: the month alone, or up to it."""


class IsiGagal(Exception):
    """Nothing can be filled. The message is one Indonesian line: why and what to do."""


def cari_dokumen(berkas: Berkas, lembar: str | None = None) -> Dokumen:
    """The budget table to fill: the one with months, else the only one with realisasi to type. Raises IsiGagal."""
    calon = [d for d in berkas.dokumen if d.formulir in _FORMULIR and (lembar is None or d.lembar == lembar)]
    if not calon:
        di = f' di lembar "{lembar}"' if lembar is not None else ""
        raise IsiGagal(f"{berkas.jalur}: tidak ada tabel anggaran dengan kolom realisasi{di}.")
    bulanan = [d for d in calon if d.formulir == "anggaran_bulanan"]
    if len(bulanan) == 1:
        return bulanan[0]
    isian = bulanan or [d for d in calon if any(_isian(b, "realisasi") for _, b in daun(d))]
    if len(isian) == 1:
        return isian[0]
    if not isian:
        raise IsiGagal(f"{berkas.jalur}: kolom realisasi tabel anggarannya berisi rumus; tidak ada yang diisi.")
    nama = list(dict.fromkeys(d.lembar for d in isian))
    if len(nama) == 1:
        raise IsiGagal(f'{berkas.jalur}: lembar "{nama[0]}" memuat beberapa tabel anggaran; pisahkan dahulu.')
    daftar = ", ".join(f'"{n}"' for n in nama)
    raise IsiGagal(f"{berkas.jalur}: beberapa lembar memuat tabel anggaran ({daftar}); pilih dengan --lembar NAMA.")


def _isian(b: BarisAnggaran, bidang: str) -> bool:
    sel = b.asal.get(bidang)
    return sel is not None and sel.rumus is None


def bulan_ekspor(ekspor: Ekspor, bulan: int | None, *, paksa: bool) -> int | None:
    """The month that the export is about: as told, or as its title or its headings say. Raises IsiGagal if they
    disagree."""
    masa = ekspor.perihal.masa
    disebut = {bulan_judul(ekspor.kolom[m]) for m in ("ini", "sd") if m in ekspor.kolom} - {None}
    disebut |= {masa[1]} if masa is not None else set()
    nama = [m for m in ekspor.kolom if m[:1] == "b" and m[1:].isdigit()]
    disebut |= {int(nama[0][1:])} if len(nama) == 1 else set()
    lain = sorted(n for n in disebut if n is not None and n != bulan)
    if bulan is None and len(disebut) < 2:
        return lain[0] if lain else None
    if bulan is None or (lain and not paksa):
        sebut = " dan ".join(map(nama_bulan, lain))
        if bulan is None:
            raise IsiGagal(f"{ekspor.nama}: judulnya menyebut {sebut}; sebut --bulan N.")
        bukan = f"bukan {nama_bulan(bulan)}; periksa berkasnya, atau pakai --paksa."
        raise IsiGagal(f"{ekspor.nama}: judulnya menyebut {sebut}, {bukan}")
    return bulan


def periksa_perihal(berkas: Berkas, d: Dokumen, ekspor: Ekspor, *, paksa: bool) -> list[str]:
    """Refuse an export of another office or year; what cannot be compared is noted."""
    p, catatan = ekspor.perihal, []
    if p.kelipatan:
        raise IsiGagal(f"{ekspor.nama}: angkanya dalam {p.kelipatan} rupiah; ekspor ulang dalam rupiah penuh.")
    satker, tahun = d.satker or berkas.satker, d.tahun or berkas.tahun
    beda = []
    if satker is not None and p.satker is not None and not _satker_sama(satker, p.satker):
        beda.append(f"{p.satker.nama}, bukan {satker.nama}")
    if tahun is not None and p.tahun is not None and tahun != p.tahun:
        beda.append(f"tahun {p.tahun}, bukan {tahun}")
    if beda and not paksa:
        raise IsiGagal(f"{ekspor.nama} adalah ekspor {' dan '.join(beda)}; periksa berkasnya, atau pakai --paksa.")
    catatan += [f"Diisi dari ekspor {b} (--paksa)." for b in beda]
    if p.satker is None or satker is None:
        kode = f" (kode satker {p.kode_kpu})" if p.kode_kpu else ""
        catatan.append(f"Satker tidak dapat dibandingkan: {'ekspor' if p.satker is None else 'buku kerja'} tidak "
                       f"menyebut satker yang dikenal{kode}.")  # fmt: skip
    if p.tahun is None or tahun is None:
        catatan.append(f"Tahun tidak dapat dibandingkan: {'ekspor' if p.tahun is None else 'buku kerja'} tidak "
                       "menyebut satu tahun.")  # fmt: skip
    return catatan


def _satker_sama(a: Satker, b: Satker) -> bool:
    if a.kode is not None and b.kode is not None:
        return a.kode == b.kode
    return normal(a.nama) == normal(b.nama)


def periksa_kolom(berkas: Berkas, d: Dokumen, bulan: int | None, *, paksa: bool) -> None:
    """Refuse a table without months whose column of realisasi is not that up to the month of the export."""
    sel = d.kepala["realisasi"]
    lain = (i.sel for i in berkas.isyarat if i.kode == "S004" and i.lembar == d.lembar and i.sel is not None)
    kembar = any(s.baris == sel.baris and medan(s.tampil) == medan(sel.tampil) for s in lain)
    if kembar or "realisasi" in d.rancu:
        raise IsiGagal(f'{berkas.jalur}: lembar "{d.lembar}" mempunyai beberapa kolom realisasi; sisakan satu.')
    if medan(sel.tampil) not in ("sd", "realisasi"):
        raise IsiGagal(
            f'{berkas.jalur}: kolom "{" ".join(sel.tampil.split())}" di lembar "{d.lembar}" bukan realisasi sampai '
            "dengan suatu bulan; ganti judulnya bila memang demikian."
        )
    masa = next((m for s in d.judul_sel if (m := masa_teks(s.tampil)) is not None), None)
    menurut = bulan_judul(sel.tampil) or (masa[1] if masa is not None else None)
    if None not in (menurut, bulan) and menurut != bulan and not paksa:
        raise IsiGagal(
            f'{berkas.jalur}: lembar "{d.lembar}" sampai dengan {nama_bulan(menurut or 1)}, ekspornya '
            f"{nama_bulan(bulan or 1)}; sesuaikan judul lembarnya, atau pakai --paksa."
        )


class Pengambil:
    """The figure of an export's row for the column to fill, once it is clear which that is."""

    def __init__(self, ekspor: Ekspor, bulan: int | None, nilai: str | None, *, bulanan: bool) -> None:
        self.bulan, self.bulanan = bulan, bulanan
        ada = set(ekspor.kolom)
        polos = self._arti_polos(ekspor, nilai) if "realisasi" in ada else ""
        self.sd = "sd" if "sd" in ada else "realisasi" if polos == "sampai" else ""
        self.ini = "ini" if "ini" in ada else f"b{bulan}" if f"b{bulan}" in ada else ""
        self.ini = self.ini or ("realisasi" if polos == "bulan" else "")
        self.lalu = "lalu" if "lalu" in ada else ""
        if bulan == 1:
            self.ini = self.ini or self.sd
            self.sd = self.sd or self.ini
        self._pastikan(ekspor, tegas=nilai is not None)
        if bulanan and nilai is None and bulan != 1:
            self._satu_bulan(ekspor)

    def _arti_polos(self, ekspor: Ekspor, nilai: str | None) -> str:
        """What the heading "Realisasi" means: as told, as the title says ("s.d. Maret"), or it does not matter."""
        masa = ekspor.perihal.masa
        if nilai is not None:
            return nilai
        if self.bulan == 1 or (masa is not None and masa[0] == 1 and masa[1] > 1):
            return "sampai"
        if not self.bulanan and masa is None and not {"ini", "sd", "lalu"} & set(ekspor.kolom):
            return "sampai"  # a yearly table takes the realisasi of the year so far, which nothing contradicts
        return ""

    def _pastikan(self, ekspor: Ekspor, *, tegas: bool) -> None:
        """Refuse an export that does not state what the sheet asks for."""
        if self.sd or (self.ini and (self.bulanan or self.lalu)):
            return
        if "realisasi" in ekspor.kolom and not tegas:
            raise IsiGagal(
                f'{ekspor.nama}: kolom "{ekspor.kolom["realisasi"]}" tidak menyebut bulan itu saja atau sampai '
                "dengan bulan itu; tegaskan dengan --nilai bulan atau --nilai sampai."
            )
        kurang = "realisasi bulan itu" if self.bulanan else "realisasi sampai dengan bulan itu"
        raise IsiGagal(f"{ekspor.nama}: tidak ada kolom {kurang}, yang diminta lembar anggaran ini.")

    def _satu_bulan(self, ekspor: Ekspor) -> None:
        """Refuse a figure of a "periode" that may be longer than the month: of a quarter, or since January."""
        masa = ekspor.perihal.masa
        kolom = self.ini if self.ini in ("ini", "") else ""
        judul = ekspor.kolom.get(kolom or self.lalu, "")
        if masa is None or masa[0] == masa[1] or not judul:
            return
        if masa[0] > 1 or "periode" in judul.casefold():
            raise IsiGagal(
                f'{ekspor.nama}: kolom "{judul}" pada ekspor {nama_bulan(masa[0])} sampai {nama_bulan(masa[1])} '
                "mungkin meliputi lebih dari satu bulan; bila hanya satu bulan, tegaskan dengan --nilai bulan."
            )

    def sumber(self, ekspor: Ekspor) -> str:
        """The heading that the figures come from, for the reader."""
        if not self.bulanan:
            return ekspor.kolom[self.sd] if self.sd else f"{ekspor.kolom[self.lalu]} + {ekspor.kolom[self.ini]}"
        if self.ini:
            return ekspor.kolom[self.ini]
        kurang = ekspor.kolom[self.lalu] if self.lalu else "bulan-bulan sebelumnya di lembar"
        return f"{ekspor.kolom[self.sd]} - {kurang}"

    def masalah(self, b: BarisEkspor) -> str:
        """Why a row's figure cannot be taken, "" if it can."""
        dipakai = [m for m in (self.ini, self.sd, self.lalu) if m]
        sebab = next((b.masalah[m] for m in dipakai if m in b.masalah), "")
        tiga = self.lalu and self.ini and self.sd and all(m in b.nilai for m in dipakai)
        if not sebab and tiga and not setara(b.nilai[self.lalu] + b.nilai[self.ini], b.nilai[self.sd]):
            return "realisasi lalu + ini tidak sama dengan s.d. pada baris ekspor ini"
        return sebab

    def nilai(self, nilai: Mapping[str, Decimal]) -> Decimal | None:
        """The figure that the export itself gives; None if it has to be worked out from the sheet, or is missing."""
        ini, sd, lalu = (nilai.get(m) if m else None for m in (self.ini, self.sd, self.lalu))
        if self.bulanan:
            if ini is None and sd is not None and lalu is not None:
                return sd - lalu
            return ini
        if sd is None and ini is not None and lalu is not None:
            return lalu + ini
        return sd

    def sampai(self, nilai: Mapping[str, Decimal]) -> Decimal | None:
        """Realisasi up to the month, as the export states it."""
        sd = nilai.get(self.sd) if self.sd else None
        if sd is None and self.lalu and self.ini and self.lalu in nilai and self.ini in nilai:
            return nilai[self.lalu] + nilai[self.ini]
        return sd
