"""A workbook's bytes and `Suntingan` into the new workbook's bytes: untouched parts are copied raw.

Touched are only the sheets with edits (in them only the edited cells), styles.xml when a new style is needed,
calcChain when a formula goes or comes, and for a new sheet workbook.xml, its relationships and content types.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from functools import cached_property
from itertools import count

from xlkinerja.buku import BukuTakTertulis, Rentang, Suntingan
from xlkinerja.buku.gaya import NS_UTAMA, STYLES_BARU, Gaya
from xlkinerja.buku.lembar_baru import LembarBaru, nama_terdefinisi, nomor_gaya, periksa_lembar, tulis_lembar
from xlkinerja.buku.paket import LembarPaket, Paket, buka_paket
from xlkinerja.buku.peta_lembar import Larangan, PetaLembar, urai_rentang
from xlkinerja.buku.sisip_lembar import PenyuntingLembar, kelompokkan
from xlkinerja.buku.sisip_paket import (
    NS_KETAT,
    Dokumen,
    hapus_hubungan,
    hapus_jenis_isi,
    hitung_penuh,
    nama_rels,
    rentang_pivot,
    rentang_tabel,
    setel_nama,
    struktur_terkunci,
    tambah_hubungan,
    tambah_jenis_isi,
    tambah_lembar,
    ubah_rantai,
)
from xlkinerja.buku.sisip_sel import tolak, tolak_nilai
from xlkinerja.buku.teks import string_bersama
from xlkinerja.buku.zip_mentah import rakit
from xlkinerja.temuan import alamat_a1

JENIS_ISI = "[Content_Types].xml"
_SML = "application/vnd.openxmlformats-officedocument.spreadsheetml."


def terapkan(isi: bytes, suntingan: Sequence[Suntingan], lembar_baru: LembarBaru | None = None) -> bytes:
    """The workbook with the edits and, if given, our sheet (added last, or replaced when it is there).

    Returns `isi` itself when nothing would change. BukuTakTerbaca when it is no workbook; BukuTakTertulis,
    naming sheet and cell, when an edit is impossible. All or nothing.
    """
    penulis = Penulis(buka_paket(isi))
    penulis.sunting(suntingan, lembar_baru.nama if lembar_baru else None)
    if lembar_baru is not None:
        penulis.pasang(lembar_baru)
    return penulis.hasil()


def gaya_sel(isi: bytes, lembar: str, baris: int, kolom: int) -> int:
    """Index of the xf in force at a cell (its own, its row's or its column's), to be kept before marking."""
    paket = buka_paket(isi)
    bagian = Penulis(paket).cari(lembar).bagian
    return PetaLembar(paket.baca(bagian), lembar).gaya_sel(baris, kolom)


class Penulis:
    """The changed parts of one package, by name."""

    def __init__(self, paket: Paket) -> None:
        self.paket = paket
        self.ganti: dict[str, bytes | None] = {}
        self._rumus_hilang: set[tuple[str, str]] = set()
        self._rumus_baru: list[tuple[str, str]] = []

    def _baca(self, bagian: str) -> bytes:
        kini = self.ganti.get(bagian)
        return kini if kini is not None else self.paket.baca(bagian)

    def _tulis(self, bagian: str, isi: bytes) -> None:
        """Record a part unless it is what it was."""
        if bagian in self.ganti or not self.paket.ada(bagian) or self.paket.baca(bagian) != isi:
            self.ganti[bagian] = isi

    def _bagian_jenis(self, jenis: str) -> str | None:
        """The workbook's part of a relationship type, e.g. "styles"."""
        semua = self.paket.hubungan(self.paket.buku).values()
        return next((h.sasaran for h in semua if h.jenis == jenis and self.paket.ada(h.sasaran)), None)

    @cached_property
    def gaya(self) -> Gaya:
        """The style sheet; a new one when the workbook has none."""
        bagian = self._bagian_jenis("styles")
        return Gaya(self.paket.baca(bagian) if bagian else self._ns(STYLES_BARU))

    @cached_property
    def _ketat(self) -> bool:
        return Dokumen(self.paket.baca(self.paket.buku)).ketat()

    def _ns(self, xml: bytes) -> bytes:
        return xml.replace(NS_UTAMA.encode(), NS_KETAT.encode()) if self._ketat else xml

    @cached_property
    def _teks(self) -> list[str]:
        bagian = self._bagian_jenis("sharedStrings")
        return string_bersama(self.paket, bagian) if bagian else []

    def _teks_bersama(self, nomor: int) -> str:
        return self._teks[nomor]

    # -- edits of cells

    def cari(self, nama: str) -> LembarPaket:
        """The sheet of this name. BukuTakTertulis if there is none."""
        for x in self.paket.lembar:
            if x.nama == nama:
                return x
        raise BukuTakTertulis(f'Lembar "{nama}" tidak ada di dalam buku kerja.')

    def penyunting(self, x: LembarPaket) -> PenyuntingLembar:
        """What edits the cells of a sheet."""
        if x.jenis != "worksheet":
            raise BukuTakTertulis(f'Lembar "{x.nama}" bukan lembar kerja biasa; sel tidak dapat ditulis.')
        return PenyuntingLembar(
            self.paket.baca(x.bagian),
            x.nama,
            lambda: self.gaya,
            self._teks_bersama,
            lambda: self._larangan(x),
        )

    def _larangan(self, x: LembarPaket) -> list[Larangan]:
        """Headings of tables and output of pivot tables."""
        hasil = []
        for h in self.paket.hubungan(x.bagian).values():
            if h.jenis == "table" and self.paket.ada(h.sasaran):
                ref, judul = rentang_tabel(self.paket.baca(h.sasaran))
                r = urai_rentang(ref)
                if judul:
                    r = Rentang(r.baris1, r.kolom1, r.baris1 + judul - 1, r.kolom2)
                    hasil.append(Larangan(r, "tabel", f"judul kolom tabel Excel {ref}"))
            elif h.jenis == "pivotTable" and self.paket.ada(h.sasaran):
                ref = rentang_pivot(self.paket.baca(h.sasaran))
                hasil.append(Larangan(urai_rentang(ref), "pivot", f"bagian dari tabel pivot {ref}"))
        return hasil

    def sunting(self, suntingan: Sequence[Suntingan], milik_kami: str | None) -> None:
        """Apply the edits, sheet by sheet in workbook order."""
        menurut: dict[str, list[Suntingan]] = {}
        for s in suntingan:
            menurut.setdefault(s.lembar, []).append(s)
        urutan = {x.nama: i for i, x in enumerate(self.paket.lembar)}
        for nama in sorted(menurut, key=lambda n: urutan.get(n, -1)):
            x = self.cari(nama)
            if milik_kami is not None and nama.casefold() == milik_kami.casefold():
                raise BukuTakTertulis(f'Lembar "{nama}" ditulis utuh; selnya tidak dapat disunting sekaligus.')
            self._sunting_lembar(x, menurut[nama])

    def _sunting_lembar(self, x: LembarPaket, suntingan: list[Suntingan]) -> None:
        kelompok = kelompokkan(x.nama, suntingan)
        for baris in kelompok.values():
            for s in baris.values():
                if alasan := tolak_nilai(s):
                    raise tolak(x.nama, alamat_a1(s.baris, s.kolom), alasan)
        hasil = self.penyunting(x).sunting(kelompok)
        self._tulis(x.bagian, hasil.isi)
        self._rumus_hilang |= {(x.id_lembar, a) for a in hasil.rumus_hilang}
        self._rumus_baru += [(x.id_lembar, a) for a in hasil.rumus_baru]
        if hasil.rumus_ditulis:
            self._tulis(self.paket.buku, hitung_penuh(self._baca(self.paket.buku)))

    # -- our sheet

    def pasang(self, lembar: LembarBaru) -> None:
        """Add our sheet, or replace it when one of that name is there."""
        periksa_lembar(lembar)
        isi = self._ns(tulis_lembar(lembar, lambda nama: nomor_gaya(self.gaya, nama)))
        sama = [i for i, x in enumerate(self.paket.lembar) if x.nama.casefold() == lembar.nama.casefold()]
        if sama:
            self._ganti_lembar(self.paket.lembar[sama[0]], isi)
        else:
            self._tambah_lembar(lembar.nama, isi)
        indeks = sama[0] if sama else len(self.paket.lembar)
        buku = self.paket.buku
        self._tulis(buku, setel_nama(self._baca(buku), indeks, nama_terdefinisi(lembar)))

    def _ganti_lembar(self, x: LembarPaket, isi: bytes) -> None:
        """Replace the part as a whole, and drop the relationships of what it held before."""
        if x.jenis != "worksheet":
            raise BukuTakTertulis(f'Nama lembar "{x.nama}" sudah dipakai lembar grafik; ganti nama lembar itu.')
        self._tulis(x.bagian, isi)
        if x.bagian in self.ganti:
            self._rumus_hilang.add((x.id_lembar, "*"))
            if self.paket.ada(nama_rels(x.bagian)):
                self.ganti[self.paket.cari(nama_rels(x.bagian)).bagian] = None

    def _tambah_lembar(self, nama: str, isi: bytes) -> None:
        buku = self.paket.buku
        if struktur_terkunci(self._baca(buku)):
            raise BukuTakTertulis(
                f'Struktur buku kerja dikunci sehingga lembar "{nama}" tidak dapat ditambahkan; '
                "lepaskan lewat Tinjau > Proteksi Buku Kerja lalu ulangi."
            )
        bagian = self._nama_bebas("worksheets/sheet{}.xml", 1)
        self.ganti[bagian] = isi
        rid = self._daftarkan(bagian, "worksheet", _SML + "worksheet+xml")
        self._tulis(buku, tambah_lembar(self._baca(buku), nama, rid))

    def _nama_bebas(self, pola: str, mulai: int) -> str:
        """A free part name beside the workbook part, numbered from `mulai` (0 is written as nothing)."""
        folder = posixpath.dirname(self.paket.buku)
        calon = (posixpath.join(folder, pola.format(n or "")) for n in count(mulai))
        return next(nama for nama in calon if not self.paket.ada(nama))

    def _daftarkan(self, bagian: str, jenis: str, jenis_isi: str) -> str:
        """Relate a new part to the workbook and declare its content type; returns the relationship's id."""
        rels = self.paket.cari(nama_rels(self.paket.buku)).bagian
        sasaran = posixpath.relpath(bagian, posixpath.dirname(self.paket.buku) or ".")
        isi, rid = tambah_hubungan(self._baca(rels), jenis, sasaran, ketat=self._ketat)
        self._tulis(rels, isi)
        tipe = self.paket.cari(JENIS_ISI).bagian
        self._tulis(tipe, tambah_jenis_isi(self._baca(tipe), bagian, jenis_isi))
        return rid

    # -- what follows

    def hasil(self, *, berubah: bool = False) -> bytes:
        """The new archive, or the old bytes when no part changed. `berubah`: something else did, which uses the
        styles."""
        self._simpan_gaya(berubah=berubah)
        self._simpan_rantai()
        if not self.ganti:
            return self.paket.isi
        if any(a.bagian.lower().startswith("_xmlsignatures/") for a in self.paket.anggota):
            raise BukuTakTertulis(
                "Buku kerja bertanda tangan digital; menulis akan membatalkannya. Buat salinan dahulu."
            )
        return rakit(self.paket, self.ganti)

    def _simpan_gaya(self, *, berubah: bool) -> None:
        if "gaya" not in self.__dict__ or not (self.ganti or berubah):
            return
        bagian = self._bagian_jenis("styles")
        if bagian is None:
            bagian = self._nama_bebas("styles{}.xml", 0)
            self._daftarkan(bagian, "styles", _SML + "styles+xml")
        self._tulis(bagian, self.gaya.hasil())

    def _simpan_rantai(self) -> None:
        bagian = self._bagian_jenis("calcChain")
        if bagian is None or not (self._rumus_hilang or self._rumus_baru):
            return
        rantai = ubah_rantai(self.paket.baca(bagian), self._rumus_hilang, self._rumus_baru)
        if rantai is not None:
            self._tulis(bagian, rantai)
            return
        self.ganti[bagian] = None
        rels = self.paket.cari(nama_rels(self.paket.buku)).bagian
        self._tulis(rels, hapus_hubungan(self._baca(rels), "calcChain"))
        tipe = self.paket.cari(JENIS_ISI).bagian
        self._tulis(tipe, hapus_jenis_isi(self._baca(tipe), bagian))
