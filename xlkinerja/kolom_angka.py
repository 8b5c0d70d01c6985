"""A column of figures: styles compared, ambiguous ones decided by the column, then by sums that close, or reported.

In: the figures of one column in row order. Out: the same figures with what could be decided, and what was noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlkinerja.angka import Ambigu, Angka, Kata, Kosong, Notasi
from xlkinerja.beku import beku
from xlkinerja.model import Nilai
from xlkinerja.tampilan import figur
from xlkinerja.temuan import Sel

_KATA_BULAT = (
    "orang org jiwa pemilih pegawai peserta personil anggota responden pengunjung penduduk warga tps dokumen dok "
    "laporan lap kegiatan keg satker kali paket unit buah bh lembar lbr eksemplar eks exp surat berkas naskah "
    "keputusan perkara sengketa kasus aduan pengaduan permohonan informasi data item berita publikasi konten desa "
    "kelurahan kec kecamatan kab kabupaten kab/kota kabupaten/kota badan sertifikat aplikasi rekomendasi temuan "
    "suara kotak bilik"
)
_BULAT = frozenset(_KATA_BULAT.split())
"""Units of what is counted in whole things."""


@beku(frozen=True, slots=True)
class Catat:
    """Something noticed in a column: rule code, cells (the first is the primary one), details for the message."""

    kode: str
    sel: tuple[Sel, ...]
    rincian: Mapping[str, str]


@dataclass(slots=True)
class KolomAngka:
    """The figures of one column by row index, and what was noticed."""

    sel: list[Sel]
    nilai: list[Nilai]
    catatan: list[Catat]


def baca_kolom(sel: Sequence[Sel], *, uang: bool, kata: bool = False) -> KolomAngka:
    """Read a column; ambiguous figures are decided by its style where one style clearly prevails.

    `uang`: rupiah, where a figure with both separators and three last digits can only be thousands. `kata`: words
    may stand for a figure (WTP, BB); in other columns they are noted. What counts people or things has no decimals.
    """
    hasil = KolomAngka(list(sel), list(map(figur, sel)), [])
    # Only figures written as text have a style of their own; most columns have none.
    if any(isinstance(n, Angka | Ambigu) for s, n in zip(hasil.sel, hasil.nilai, strict=True) if s.jenis == "s"):
        _samakan_gaya(hasil, uang)
    if Kata in map(type, hasil.nilai):
        _catat_kata(hasil, kata)
    return hasil


def _samakan_gaya(kolom: KolomAngka, uang: bool) -> None:
    """Decide what the column's style decides, and note what is written in another one or as text."""
    suara = list(map(_suara, kolom.sel, kolom.nilai))
    gaya = _gaya_kolom(suara)
    for i, n in enumerate(kolom.nilai):
        if not isinstance(n, Ambigu):
            continue
        if uang and n.id.notasi is Notasi.CAMPUR:
            kolom.nilai[i] = n.id
        elif (bulat := _bulat(n)) is not None:
            kolom.nilai[i] = bulat
        elif gaya is not None:
            kolom.nilai[i] = n.id if gaya is Notasi.ID else n.en
    _catat_gaya(kolom, suara, gaya)
    _catat_teks(kolom)


def _bulat(n: Ambigu) -> Angka | None:
    """The one reading without decimals of a count of people or things: 2.000 orang are two thousand."""
    kata = n.id.satuan.casefold().strip(" .").split()
    tanpa = [a for a in (n.id, n.en) if a.desimal == 0]
    return tanpa[0] if kata and kata[0] in _BULAT and len(tanpa) == 1 else None


def _catat_kata(kolom: KolomAngka, kata: bool) -> None:
    """Words where a figure belongs, and error values anywhere."""
    for sel, n in zip(kolom.sel, kolom.nilai, strict=True):
        if isinstance(n, Kata) and (sel.jenis == "e" or not kata):
            kolom.catatan.append(Catat("S204", (sel,), {}))


def _suara(sel: Sel, nilai: Nilai) -> Notasi | None:
    """The separator style that a cell shows, None if it shows none or is ambiguous itself."""
    if sel.jenis == "n":
        return Notasi.ID if "." in sel.tampil or "," in sel.tampil else None
    if isinstance(nilai, Angka) and nilai.notasi in (Notasi.ID, Notasi.EN):
        return nilai.notasi
    return None


def _gaya_kolom(suara: Sequence[Notasi | None]) -> Notasi | None:
    """The style of at least four in five of the cells that show one; None if the column is mixed."""
    semua = len(suara) - suara.count(None)
    for gaya in (Notasi.ID, Notasi.EN):
        if semua and suara.count(gaya) * 5 >= semua * 4:
            return gaya
    return None


def _catat_gaya(kolom: KolomAngka, suara: Sequence[Notasi | None], gaya: Notasi | None) -> None:
    umum = gaya or (Notasi.EN if suara.count(Notasi.EN) > suara.count(Notasi.ID) else Notasi.ID)
    for sel, s, n in zip(kolom.sel, suara, kolom.nilai, strict=True):
        if isinstance(n, Angka) and n.notasi is Notasi.CAMPUR:
            kolom.catatan.append(Catat("S107", (sel,), {"nilai": format(n.nilai, "f")}))
        elif sel.jenis == "s" and s is not None and s is not umum and suara.count(umum) > 0:
            kolom.catatan.append(Catat("S102", (sel,), {"umum": umum.value, "gaya": s.value}))


def _catat_teks(kolom: KolomAngka) -> None:
    """Numbers stored as text, one note per run of neighbouring rows; blanks and dashes do not break a run."""
    sudah = {c.sel[0].alamat for c in kolom.catatan}
    larik: list[Sel] = []
    for sel, n in [*zip(kolom.sel, kolom.nilai, strict=True), (None, Kosong(""))]:
        if sel is not None and _angka_teks(sel, n) and sel.alamat not in sudah:
            if not larik or (larik[-1].baris, larik[-1].kolom) != (sel.baris, sel.kolom):
                larik.append(sel)
        elif sel is None or not isinstance(n, Kosong):
            if larik:
                kolom.catatan.append(Catat("S101", tuple(larik), {"jumlah": str(len(larik))}))
            larik = []


def _angka_teks(sel: Sel, nilai: Nilai) -> bool:
    inti = nilai.id if isinstance(nilai, Ambigu) else nilai
    if sel.jenis != "s" or not isinstance(inti, Angka):
        return False
    return inti.satuan in ("", "%", "Rp") and not inti.catatan


def putuskan(kolom: KolomAngka, tutup: Callable[[int, Decimal], bool | None]) -> None:
    """Decide what is still ambiguous by sums: `tutup(row, value)` says whether a sum with that value closes,
    None if no sum involves the row. Exactly one reading must close; one decided figure may decide others. The rest
    is reported as S103."""
    sisa = [i for i, n in enumerate(kolom.nilai) if isinstance(n, Ambigu)] if Ambigu in map(type, kolom.nilai) else []
    while sisa:
        belum = [i for i in sisa if not _diputuskan(kolom, i, tutup)]
        if len(belum) == len(sisa):
            break
        sisa = belum
    for i in sisa:
        n = kolom.nilai[i]
        assert isinstance(n, Ambigu)
        rincian = {"id": format(n.id.nilai, "f"), "en": format(n.en.nilai.normalize(), "f")}
        kolom.catatan.append(Catat("S103", (kolom.sel[i],), rincian))


def _diputuskan(kolom: KolomAngka, i: int, tutup: Callable[[int, Decimal], bool | None]) -> bool:
    n = kolom.nilai[i]
    assert isinstance(n, Ambigu)
    cocok = [b for b in (n.id, n.en) if tutup(i, b.nilai)]
    if len(cocok) == 1:
        kolom.nilai[i] = cocok[0]
    return len(cocok) == 1


def uang(nilai: Nilai) -> Decimal | None:
    """Rupiah or count that a figure stands for: "-" is 0, blank, words and undecided figures are None."""
    if isinstance(nilai, Angka):
        return nilai.nilai
    if isinstance(nilai, Kosong) and nilai.teks.strip():
        return Decimal(0)
    return None
