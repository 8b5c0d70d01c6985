"""Folders of workbooks to findings: each workbook checked by itself, then those that concern each other together.

    paths ─► cache? ─► pelaksana (this process, several, a cluster) ─► a Bungkus each ─► by province: rules across

What is known of a workbook for good is told while the others are still being checked. Of many workbooks only those of
one province and the last few are held with their records, so that memory does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from xlkinerja.aturan import SEMUA
from xlkinerja.beku import beku
from xlkinerja.bungkus import Bungkus, kepala
from xlkinerja.himpunan import mungkin
from xlkinerja.hitung import Skala
from xlkinerja.model import JALUR_BERSAMA, Berkas
from xlkinerja.pelaksana import Pelaksana, Tugas, berurutan, kerjakan, pekerja_baku, sederet, sejajar, sidik_berkas
from xlkinerja.periksa import HasilBerkas, HasilPeriksa, Sendiri, gabungkan, kumpulkan, tanpa_daur_ulang
from xlkinerja.putusan import Tahanan, kantor_lepas, putuskan
from xlkinerja.temuan import Temuan

if TYPE_CHECKING:
    from xlkinerja.simpanan import Simpanan

_BERSAMAAN = 64
"""Workbooks whose records may all be held at once."""
KODE_WILAYAH = frozenset(a.kode for a in SEMUA if a.wilayah is not None)
"""Rules that compare offices: they speak when all workbooks are known."""


_T = TypeVar("_T")


@beku(frozen=True, slots=True)
class Kabar:
    """Who is told of a run while it goes on. `maju(done, of, path)` after each workbook; `siap(number, result)` when
    nothing but the rules of KODE_WILAYAH can add to a workbook, in the order of the numbers."""

    maju: Callable[[int, int, str], None] | None = None
    siap: Callable[[int, HasilBerkas], None] | None = None


def periksa_jalur(
    jalur: Sequence[str | Path],
    *,
    abaikan: Collection[str] = (),
    pekerja: int | None = 1,
    pelaksana: Pelaksana | None = None,
    simpanan: Simpanan | None = None,
    rinci: bool = True,
    kabar: Kabar | None = None,
    skala: Skala | None = None,
) -> HasilPeriksa:
    """Check files and folders.

    `abaikan`: rule codes to leave out. `pekerja`: processes of this machine, if no `pelaksana` is given; None: as many
    as are worth starting. `simpanan`: the cache, None to read everything anew. `rinci`: with the records and figures of
    every workbook; without them the results carry findings only, and memory stays flat. `skala`: of categories, for
    workbooks that carry none. Raises TidakAdaBuku.
    """
    tugas = [Tugas(i, p, j, skala=skala) for i, (p, j) in enumerate(kumpulkan(jalur))]
    pekerja = pekerja or pekerja_baku([t.path for t in tugas])
    hemat = not rinci and len(tugas) > _BERSAMAAN
    with tanpa_daur_ulang():
        jalannya = _Jalannya(
            tugas,
            abaikan=frozenset(abaikan),
            simpanan=simpanan,
            rinci=rinci,
            hemat=hemat,
            kabar=kabar or Kabar(),
            ulang=partial(sejajar, pekerja=pekerja) if pelaksana is None and pekerja > 1 else None,
        )
        return jalannya.selesaikan(pelaksana or _di_mesin_ini(pekerja, hemat=hemat, lengkap=simpanan is not None))


def _di_mesin_ini(pekerja: int, *, hemat: bool, lengkap: bool) -> Pelaksana:
    """`hemat`: neighbours are decided where they are checked. `lengkap`: their records are sent all the same."""

    def jalankan(tugas: Sequence[Tugas]) -> Iterator[tuple[Tugas, Bungkus]]:
        banyak = min(pekerja, len(tugas))
        if banyak < 2:
            return berurutan(tugas)
        return sederet(tugas, banyak, lengkap=lengkap) if hemat else sejajar(tugas, banyak)

    return jalankan


class _Jalannya:
    """One run: what is known so far of each workbook, by number. `hemat`: records are let go as early as can be."""

    def __init__(
        self,
        tugas: Sequence[Tugas],
        *,
        abaikan: frozenset[str],
        simpanan: Simpanan | None,
        rinci: bool,
        hemat: bool,
        kabar: Kabar,
        ulang: Pelaksana | None,
    ) -> None:
        self.tugas = tugas
        self.abaikan = abaikan
        self.simpanan = simpanan
        self.rinci, self.hemat = rinci, hemat
        self.kabar = kabar
        self.ulang = ulang
        """Who reads again what was let go too early; None: this process, one after the other."""
        self.kunci = [self._kunci(t, sidik_berkas(t.path)) for t in tugas] if simpanan is not None else []
        """Cache keys, None for what cannot be read just now; none without a cache."""
        self.bungkus: list[Bungkus | None] = [None] * len(tugas)
        self.tahanan = Tahanan()
        self.diberitahukan = 0
        """Number of the first workbook that has not been told of."""

    def selesaikan(self, pelaksana: Pelaksana) -> HasilPeriksa:
        """All of it; from the cache if no workbook has changed."""
        semua = self._ambil_semua()
        if semua is None:
            self._satu_satu(pelaksana)
            semua = self._gabungkan()
            self._simpan_semua(semua)
            if self.simpanan is not None:
                self.simpanan.rapikan()
        else:
            for i, h in enumerate(semua.berkas):
                self._beri_tahu(i, h)
        hasil = self._saring(semua)
        return replace(hasil, berkas=tuple(self._rincikan(i, h) for i, h in enumerate(hasil.berkas)))

    def _satu_satu(self, pelaksana: Pelaksana) -> None:
        """Each workbook by itself: those in the cache first, then the others as they are done."""
        sisa = [t for t in self.tugas if not self._dari_simpanan(t)]
        selesai = len(self.tugas) - len(sisa)
        self._maju(selesai, "")
        for t, b in pelaksana(sisa) if sisa else ():
            selesai += 1
            self.bungkus[t.nomor] = self._terima(t, b)
            self._putuskan()
            self._siapkan()
            self._maju(selesai, t.jalur)

    def _terima(self, t: Tugas, b: Bungkus) -> Bungkus:
        """A new result: into the cache, and without its records if they are to be let go."""
        tersimpan = self._simpan(t, b)
        if not self.hemat:
            return b
        kantor = kantor_lepas(t.nomor, b.kepala) if isinstance(b.isi, Sendiri) else None
        if kantor is not None and self.tahanan.tahan(kantor, t.nomor):
            return b
        return replace(b, isi=b"") if tersimpan or b.putus is not None else b.tergulung()

    def _putuskan(self) -> None:
        """Decide the offices of which no more can be held."""
        while nomor := self.tahanan.terlama():
            anggota = [(i, b) for i in nomor if (b := self.bungkus[i]) is not None]
            for i, b in zip(nomor, putuskan(anggota), strict=True):
                self.bungkus[i] = replace(b, isi=b"") if b.putus is not None else b.tergulung()

    def _maju(self, selesai: int, jalur: str) -> None:
        if self.kabar.maju is not None:
            self.kabar.maju(selesai, len(self.tugas), jalur)

    def _siapkan(self) -> None:
        """Tell of the workbooks that are ready, as far as there is no gap before them."""
        while self.diberitahukan < len(self.tugas):
            b = self.bungkus[self.diberitahukan]
            if b is None:
                return
            if b.siap is not None:
                self._beri_tahu(self.diberitahukan, HasilBerkas(b.kepala, (), b.siap))
            self.diberitahukan += 1

    def _beri_tahu(self, nomor: int, h: HasilBerkas) -> None:
        """Tell of one workbook, without what compares it with other offices."""
        if self.kabar.siap is not None and h.berkas.templat:
            sendiri = tuple(t for t in h.temuan if t.kode not in KODE_WILAYAH and t.kode not in self.abaikan)
            self.kabar.siap(nomor, replace(h, temuan=sendiri))

    def _saring(self, semua: HasilPeriksa) -> HasilPeriksa:
        if not self.abaikan:
            return semua
        berkas = tuple(_tanpa(h, self.abaikan) for h in semua.berkas)
        bersama = _tanpa(semua.bersama, self.abaikan) if semua.bersama is not None else None
        return HasilPeriksa(berkas, bersama if bersama is not None and bersama.temuan else None)

    def _rincikan(self, nomor: int, h: HasilBerkas) -> HasilBerkas:
        if not self.rinci or h.hitungan:
            return h
        sendiri = self._buka(nomor)
        return replace(h, berkas=sendiri.berkas, hitungan=sendiri.hitungan)

    # Rules across workbooks

    def _gabungkan(self) -> HasilPeriksa:
        kepala_semua = [b.kepala for b in self.bungkus if b is not None]
        lepas, kelompok = _kelompok(kepala_semua)
        tak_dikenal = [kepala_semua[i] for i in sorted(lepas)]
        if self.ulang is not None:
            self._baca_ulang([i for nomor in kelompok if self._putus(nomor) is None for i in nomor], self.ulang)
        hasil: dict[int, HasilBerkas] = {}
        bersama: list[Temuan] = []
        for nomor in kelompok:
            # A province asks whether one that is missing may be among those that nobody knows.
            lain = tak_dikenal if nomor[0] not in lepas else ()
            putus = self._putus(nomor)
            if putus is not None:
                hasil.update(putus)
                continue
            bagian = gabungkan([self._buka(i) for i in nomor], lain=lain)
            hasil.update(zip(nomor, map(self._ringkas, bagian.berkas), strict=True))
            bersama += bagian.bersama.temuan if bagian.bersama is not None else ()
        bersama.sort(key=lambda t: (t.urut, t.kode))
        umum = HasilBerkas(Berkas(JALUR_BERSAMA, None, None, ()), (), tuple(bersama)) if bersama else None
        return HasilPeriksa(tuple(hasil[i] for i in range(len(kepala_semua))), umum)

    def _putus(self, nomor: Sequence[int]) -> dict[int, HasilBerkas] | None:
        """What an office was decided to be, if by all of its workbooks."""
        hasil = {}
        for i in nomor:
            b = self.bungkus[i]
            if b is None or b.putus is None or b.putus.nomor != tuple(nomor):
                return None
            hasil[i] = HasilBerkas(b.kepala, (), b.putus.temuan)
        return hasil

    def _baca_ulang(self, nomor: Sequence[int], ulang: Pelaksana) -> None:
        """The records of workbooks that were let go and are not in the cache."""
        semua = [(self.tugas[i], self.bungkus[i]) for i in nomor if not self.kunci]
        for t, b in ulang([t for t, b in semua if b is not None and b.isi == b""]):
            self.bungkus[t.nomor] = b

    def _ringkas(self, h: HasilBerkas) -> HasilBerkas:
        """What is kept of a result: all where all is wanted, else its findings."""
        return h if self.rinci else HasilBerkas(kepala(h.berkas), (), h.temuan)

    def _buka(self, nomor: int) -> Sendiri:
        """A workbook's records; where they were let go and are not in the cache, checked once more."""
        b, t = self.bungkus[nomor], self.tugas[nomor]
        if b is None or b.isi == b"":
            b = self._ambil(nomor) or kerjakan(t)
        return b.buka()

    # The cache

    def _kunci(self, t: Tugas, sidik: str | None) -> str | None:
        if self.simpanan is None or sidik is None:
            return None
        return self.simpanan.kunci(*t.bagian_kunci(sidik))

    def _kunci_semua(self) -> str | None:
        """The key of the whole run; None if something of it cannot be told apart by a key."""
        kunci = [k for k in self.kunci if k is not None]
        utuh = self.simpanan is not None and len(kunci) == len(self.tugas)
        return self.simpanan.kunci("kumpulan", *kunci) if utuh and self.simpanan is not None else None

    def _isi(self, kunci: str | None, kelas: type[_T]) -> _T | None:
        return self.simpanan.ambil_isi(kunci, kelas) if self.simpanan is not None and kunci is not None else None

    def _ambil(self, nomor: int) -> Bungkus | None:
        return self._isi(self.kunci[nomor], Bungkus) if self.kunci else None

    def _dari_simpanan(self, t: Tugas) -> bool:
        b = self._ambil(t.nomor)
        if b is None:
            return False
        self.bungkus[t.nomor] = replace(b, isi=b"") if self.hemat else b
        self._siapkan()
        return True

    def _simpan(self, t: Tugas, b: Bungkus) -> bool:
        if self.simpanan is None:
            return False
        # Of what was read, should the file have changed since it was looked up.
        self.kunci[t.nomor] = kunci = self._kunci(t, b.sidik)
        return kunci is not None and self.simpanan.taruh_isi(kunci, replace(b.tergulung(), putus=None))

    def _ambil_semua(self) -> HasilPeriksa | None:
        return self._isi(self._kunci_semua(), HasilPeriksa)

    def _simpan_semua(self, semua: HasilPeriksa) -> None:
        kunci = self._kunci_semua()
        if self.simpanan is not None and kunci is not None:
            ringkas = tuple(HasilBerkas(kepala(h.berkas), (), h.temuan) for h in semua.berkas)
            self.simpanan.taruh_isi(kunci, replace(semua, berkas=ringkas))


def _tanpa(h: HasilBerkas, abaikan: Collection[str]) -> HasilBerkas:
    return replace(h, temuan=tuple(t for t in h.temuan if t.kode not in abaikan))


def _kelompok(berkas: Sequence[Berkas]) -> tuple[set[int], list[list[int]]]:
    """Numbers of the workbooks of no listed office; and all numbers in groups that concern each other: of one
    province, as far as content and names of files tell, or of one office outside the list, or alone."""
    lepas, milik = set(), []
    for i, b in enumerate(berkas):
        kantor = kantor_lepas(i, b)
        if kantor is not None:
            lepas.add(i)
        milik.append({kantor} if kantor is not None else {(s.kode or "").split(".")[0] for s in mungkin(b)})
    return lepas, _satukan(milik)


def _satukan(milik: Iterable[Collection[str]]) -> list[list[int]]:
    """Numbers that share a name, directly or through others, in groups in order."""
    kelompok: dict[str, list[int]] = {}
    for i, nama in enumerate(milik):
        lama = {id(kelompok[n]): kelompok[n] for n in nama if n in kelompok}
        baru = sorted([i, *(x for daftar in lama.values() for x in daftar)])
        kelompok |= {n: baru for n, daftar in kelompok.items() if id(daftar) in lama} | dict.fromkeys(nama, baru)
    return sorted({id(x): x for x in kelompok.values()}.values())
