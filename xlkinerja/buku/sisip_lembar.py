"""A worksheet part and its `Suntingan` into the new part: only the bytes of the edited cells change.

Rows and cells are found by a search over their start tags; only edited rows are looked into. `spans` and
`dimension` widen when a cell is added outside them. ECMA-376 part 1, 18.3.1.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from xlkinerja.beku import beku
from xlkinerja.buku import BARIS_TERBANYAK, LEBAR, BukuTakTertulis, Rentang, Suntingan
from xlkinerja.buku.gaya import Gaya
from xlkinerja.buku.geser import RumusBersama
from xlkinerja.buku.peta_lembar import Larangan, PetaLembar, tulis_rentang, urai_rentang
from xlkinerja.buku.sisip_sel import SelMentah, bangun, butuh_isi_baru, sel_baru, tolak, urai_sel
from xlkinerja.buku.xml_mentah import (
    Tambalan,
    Unsur,
    atribut,
    dari_utf8,
    lolos,
    setel,
    tambal,
    unsur,
)
from xlkinerja.temuan import alamat_a1, huruf_kolom


@beku(frozen=True, slots=True)
class HasilLembar:
    """The new part, and the addresses whose formula went or came (for calcChain)."""

    isi: bytes
    rumus_hilang: frozenset[str] = frozenset()
    rumus_baru: tuple[str, ...] = ()
    rumus_ditulis: bool = False


@dataclass(slots=True)
class _Catatan:
    """What one pass collects."""

    tambalan: list[Tambalan] = field(default_factory=list)
    tambahan: list[tuple[int, int]] = field(default_factory=list)
    hilang: set[str] = field(default_factory=set)
    baru: list[str] = field(default_factory=list)
    induk: list[tuple[int, int, SelMentah]] = field(default_factory=list)
    rumus_ditulis: bool = False


class PenyuntingLembar:
    """One sheet to be edited. `gaya` is called when a style is needed, `teks_bersama` for shared text."""

    def __init__(
        self,
        isi: bytes,
        nama: str,
        gaya: Callable[[], Gaya],
        teks_bersama: Callable[[int], str],
        larangan: Callable[[], Sequence[Larangan]] = tuple,
    ) -> None:
        self.peta, self.nama = PetaLembar(isi, nama), nama
        self.gaya, self.teks_bersama, self._larangan_luar = gaya, teks_bersama, larangan
        self._isi, self._p, self._data = self.peta.isi, self.peta.p, self.peta.data
        self._catatan = _Catatan()

    # -- edits

    def sunting(self, suntingan: Mapping[int, Mapping[int, Suntingan]]) -> HasilLembar:
        """Apply the edits, given by row and column."""
        self._nomor_disunting = sorted(suntingan)
        nomor_ada = [b.nomor for b in self.peta.baris]
        for nomor in self._nomor_disunting:
            i = bisect_left(nomor_ada, nomor)
            if i < len(nomor_ada) and nomor_ada[i] == nomor:
                self._sunting_baris(nomor, self.peta.unsur_baris(self.peta.baris[i]), suntingan[nomor])
            else:
                letak = self.peta.baris[i].awal if i < len(self.peta.baris) else self._data.tutup
                self._baris_baru(nomor, letak, suntingan[nomor])
        return self._selesai()

    def _selesai(self) -> HasilLembar:
        c = self._catatan
        if not c.tambalan:
            return HasilLembar(self.peta.asal)
        self._lebarkan_dimensi()
        isi = tambal(self._isi, self._buka_data())
        for baris, kolom, sel in c.induk:
            isi = self._angkat(isi, baris, kolom, sel)
        return HasilLembar(dari_utf8(isi, self.peta.sandi), frozenset(c.hilang), tuple(c.baru), c.rumus_ditulis)

    def _buka_data(self) -> list[Tambalan]:
        """The patches; those into an empty `<sheetData/>` as one that opens it."""
        c, d = self._catatan, self._data
        if not d.kosong:
            return c.tambalan
        dalam = b"".join(t.baru for t in c.tambalan if t.awal == d.tutup)
        buka = self._isi[d.awal : d.isi][:-2].rstrip() + b">"
        sisa = [t for t in c.tambalan if t.awal != d.tutup]
        return [*sisa, Tambalan(d.awal, d.akhir, buka + dalam + b"</" + self._p + b"sheetData>")]

    def _sunting_baris(self, nomor: int, u: Unsur, suntingan: Mapping[int, Suntingan]) -> None:
        sel = self.peta.sel_baris(nomor, u)
        kolom_ada = [k for k, _ in sel]
        ujung = sel[-1][1].akhir if sel else u.isi
        gaya_baris = self.peta.gaya_baris(u)
        sisipan: list[tuple[int, int, bytes]] = []
        for kolom, s in sorted(suntingan.items()):
            i = bisect_left(kolom_ada, kolom)
            if i < len(sel) and kolom_ada[i] == kolom:
                self._ubah_sel(nomor, kolom, sel[i][1], s)
            elif baru := self._sel_baru(nomor, kolom, s, gaya_baris):
                sisipan.append((sel[i][1].awal if i < len(sel) else ujung, kolom, baru))
        if sisipan:
            self._sisip_sel(u, sisipan)

    def _sisip_sel(self, u: Unsur, sisipan: list[tuple[int, int, bytes]]) -> None:
        tanda = self._isi[u.awal : u.isi]
        lebar = _lebarkan(tanda, min(k for _, k, _ in sisipan), max(k for _, k, _ in sisipan))
        if u.kosong:
            dalam = b"".join(x for _, _, x in sisipan)
            buka = lebar[:-2].rstrip() + b">" + dalam + b"</" + self._p + b"row>"
            self._catatan.tambalan.append(Tambalan(u.awal, u.akhir, buka))
            return
        if lebar != tanda:
            self._catatan.tambalan.append(Tambalan(u.awal, u.isi, lebar))
        self._catatan.tambalan += [Tambalan(letak, letak, x) for letak, _, x in sisipan]

    def _baris_baru(self, nomor: int, letak: int, suntingan: Mapping[int, Suntingan]) -> None:
        sel = [self._sel_baru(nomor, k, s, None) for k, s in sorted(suntingan.items())]
        if any(sel):
            p = self._p
            isi = b'<%srow r="%d">%s</%srow>' % (p, nomor, b"".join(x for x in sel if x), p)
            self._catatan.tambalan.append(Tambalan(letak, letak, isi))

    def _ubah_sel(self, baris: int, kolom: int, c: Unsur, s: Suntingan) -> None:
        asli = self._isi[c.awal : c.akhir]
        sel = urai_sel(asli, self._p)
        alamat = alamat_a1(baris, kolom)
        isi_baru = butuh_isi_baru(sel, s, self.teks_bersama)
        if isi_baru:
            self._periksa(baris, kolom, s, sel)
            self._catat_rumus(baris, kolom, sel, s)
        elif s.hanya_nilai_tersimpan and not sel.rumus:
            raise tolak(self.nama, alamat, "sel itu tidak berisi rumus")
        gaya = self._gaya_jadi(sel.gaya, s)
        baru = bangun(sel, s, self._p, gaya=gaya, isi_baru=isi_baru, asli=asli)
        if baru != asli:
            self._catatan.tambalan.append(Tambalan(c.awal, c.akhir, baru))

    def _catat_rumus(self, baris: int, kolom: int, sel: SelMentah, s: Suntingan) -> None:
        if s.hanya_nilai_tersimpan:
            return
        self._catatan.rumus_ditulis |= s.rumus is not None
        if sel.induk_bersama:
            self._catatan.induk.append((baris, kolom, sel))
        if sel.rumus and s.rumus is None:
            self._catatan.hilang.add(alamat_a1(baris, kolom))
        elif s.rumus is not None and not sel.rumus:
            self._catatan.baru.append(alamat_a1(baris, kolom))

    def _sel_baru(self, baris: int, kolom: int, s: Suntingan, gaya_baris: int | None) -> bytes | None:
        """The bytes of a cell that is not there yet; None when the edit leaves it empty and unstyled."""
        berlaku = gaya_baris if gaya_baris is not None else self.peta.gaya_kolom(kolom)
        gaya = self._gaya_jadi(berlaku, s)
        ada_isi = s.nilai is not None or s.rumus is not None
        if s.hanya_nilai_tersimpan and ada_isi:
            raise tolak(self.nama, alamat_a1(baris, kolom), "sel itu tidak berisi rumus")
        if not ada_isi and gaya == berlaku:
            return None
        if ada_isi:
            self._periksa(baris, kolom, s, SelMentah(b""))
            self._catat_rumus(baris, kolom, SelMentah(b""), s)
        self._catatan.tambahan.append((baris, kolom))
        return sel_baru(s, self._p, alamat_a1(baris, kolom), gaya)

    # -- styles

    def _gaya_jadi(self, kini: int, s: Suntingan) -> int:
        return gaya_jadi(self.gaya, kini, s)

    # -- what must not be written

    @cached_property
    def _larangan(self) -> dict[int, list[Larangan]]:
        """Forbidden ranges by edited row."""
        hasil: dict[int, list[Larangan]] = {}
        nomor = self._nomor_disunting
        for x in [*self.peta.gabungan(), *self.peta.larik(), *self._larangan_luar()]:
            for b in nomor[bisect_left(nomor, x.rentang.baris1) : bisect_left(nomor, x.rentang.baris2 + 1)]:
                hasil.setdefault(b, []).append(x)
        return hasil

    def _periksa(self, baris: int, kolom: int, s: Suntingan, sel: SelMentah) -> None:
        """Refuse to change the content of a cell that something else owns."""
        for r, jenis, alasan in self._larangan.get(baris, ()):
            if not r.kolom1 <= kolom <= r.kolom2:
                continue
            if jenis == "gabungan" and (baris, kolom) == (r.baris1, r.kolom1):
                continue
            if jenis == "larik" and s.hanya_nilai_tersimpan and sel.atribut_rumus.get("t") == "array":
                continue
            raise tolak(self.nama, alamat_a1(baris, kolom), alasan)
        if s.hanya_nilai_tersimpan and not sel.rumus:
            raise tolak(self.nama, alamat_a1(baris, kolom), "sel itu tidak berisi rumus")

    # -- what follows

    def _lebarkan_dimensi(self) -> None:
        d = unsur(self.peta.t, self._p + b"dimension", 0, self._data.awal)
        if d is None or not self._catatan.tambahan:
            return
        tanda = self._isi[d.awal : d.isi]
        try:
            r = urai_rentang(atribut(tanda).get("ref", ""))
        except BukuTakTertulis:
            return
        baris = [b for b, _ in self._catatan.tambahan] + [r.baris1, r.baris2]
        kolom = [k for _, k in self._catatan.tambahan] + [r.kolom1, r.kolom2]
        baru = Rentang(min(baris), min(kolom), max(baris), max(kolom))
        if baru != r:
            self._catatan.tambalan.append(Tambalan(d.awal, d.isi, setel(tanda, "ref", tulis_rentang(baru))))

    def _angkat(self, isi: bytes, baris: int, kolom: int, induk: SelMentah) -> bytes:
        """Make the next cell of a shared formula its master, with the text moved and the range shrunk."""
        peta = PetaLembar(isi, self.nama)
        anggota = peta.anggota_bersama(induk.atribut_rumus.get("si", ""))
        if not anggota:
            return isi
        b, k, c = anggota[0]
        baris_semua, kolom_semua = [x[0] for x in anggota], [x[1] for x in anggota]
        rentang = Rentang(min(baris_semua), min(kolom_semua), max(baris_semua), max(kolom_semua))
        teks = RumusBersama(induk.teks_rumus).geser(b - baris, k - kolom)
        if not teks:
            raise tolak(self.nama, alamat_a1(baris, kolom), "rumus bersamanya tidak dapat dipindah")
        f = unsur(peta.t, self._p + b"f", c.awal, c.akhir)
        assert f is not None
        tanda = setel(isi[f.awal : f.isi], "ref", tulis_rentang(rentang))
        buka = tanda[: -2 if tanda.endswith(b"/>") else -1].rstrip() + b">"
        return tambal(isi, [Tambalan(f.awal, f.akhir, buka + lolos(teks) + b"</" + self._p + b"f>")])


def gaya_jadi(gaya: Callable[[], Gaya], kini: int, s: Suntingan) -> int:
    """Index of the xf that a cell with xf `kini` gets by an edit."""
    hasil = kini if s.gaya is None else s.gaya
    if hasil != kini:
        gaya().atribut_xf(hasil)
    if s.format is not None:
        hasil = gaya().dengan_format(hasil, s.format)
    return gaya().dengan_isian(hasil, s.isian) if s.isian is not None else hasil


def _lebarkan(tanda: bytes, kolom1: int, kolom2: int) -> bytes:
    """A row's start tag with `spans` covering the columns."""
    spans = atribut(tanda).get("spans", "")
    try:
        batas = [int(x) for bagian in spans.split() for x in bagian.split(":")]
    except ValueError:
        return tanda
    if not batas or (min(batas) <= kolom1 and kolom2 <= max(batas)):
        return tanda
    return setel(tanda, "spans", f"{min(*batas, kolom1)}:{max(*batas, kolom2)}")


def kelompokkan(nama: str, suntingan: Sequence[Suntingan]) -> dict[int, dict[int, Suntingan]]:
    """Edits of one sheet by row and column; two for one cell are combined unless they disagree."""
    hasil: dict[int, dict[int, Suntingan]] = {}
    for s in suntingan:
        if not (1 <= s.baris <= BARIS_TERBANYAK and 1 <= s.kolom <= LEBAR):
            raise tolak(nama, f"baris {s.baris} kolom {s.kolom}", "di luar lembar Excel")
        baris = hasil.setdefault(s.baris, {})
        baris[s.kolom] = _padukan(baris[s.kolom], s) if s.kolom in baris else s
    return hasil


def _padukan(a: Suntingan, b: Suntingan) -> Suntingan:
    beda = Suntingan(a.lembar, a.baris, a.kolom)
    pilihan = {}
    for nama in ("nilai", "hapus", "rumus", "hanya_nilai_tersimpan", "isian", "gaya", "format"):
        x, y, kosong = getattr(a, nama), getattr(b, nama), getattr(beda, nama)
        if kosong not in (x, y) and x != y:
            raise tolak(a.lembar, f"{huruf_kolom(a.kolom)}{a.baris}", f"dua perintah {nama} yang berbeda")
        pilihan[nama] = y if x == kosong else x
    return Suntingan(a.lembar, a.baris, a.kolom, **pilihan)
