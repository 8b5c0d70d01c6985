"""Family X, coverage: an indicator in one document and not in its siblings, reworded, or under another sasaran."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from xlkinerja.aturan.daftar_indikator import NAMA, URUTAN, Daftar, Saudara, saudara, saudara_iku
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.beku import beku
from xlkinerja.cocok import Kepastian, bentuk
from xlkinerja.formulir.indikator import kunci, tingkat_kantor
from xlkinerja.konteks import Konteks
from xlkinerja.temuan import Sel, Tingkat

_LIPAT = 3
"""So many indicators missing at one place are one finding."""
Butir = tuple[int, int]
"""An indicator of a list: (identity of the list, position)."""


@beku(frozen=True, slots=True)
class Hilang:
    """An indicator that some lists have and some of their siblings lack."""

    ada: tuple[tuple[Daftar, int], ...]
    tanpa: tuple[Daftar, ...]

    @property
    def utama(self) -> tuple[Daftar, int]:
        """Where it is reported: the most derived document that has it (KONTRAK detail 7)."""
        return max(self.ada, key=lambda x: URUTAN.index(x[0].jenis))

    @property
    def hanya_rak(self) -> bool:
        """True if the PK has it and nothing but an action plan lacks it: rule R205."""
        return all(d.jenis == "rak" for d in self.tanpa) and any(d.jenis == "pk" for d, _ in self.ada)


def hilang(kelompok: Sequence[Konteks]) -> Iterator[Hilang]:
    """The indicators that some documents of a satker have and their siblings lack."""
    for _, semua in _hilang_per_tahun(kelompok):
        yield from semua


def _hilang_per_tahun(kelompok: Sequence[Konteks]) -> list[tuple[int | None, list[Hilang]]]:
    memo = kelompok[0].memo
    if "hilang" not in memo:
        memo["hilang"] = [(tahun, _hilang(semua)) for tahun, semua in saudara(kelompok)]
    return cast("list[tuple[int | None, list[Hilang]]]", memo["hilang"])


def _tak_ada(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    for (tahun, semua), (_, antar) in zip(_hilang_per_tahun(kelompok), saudara(kelompok), strict=True):
        ganti = _berganti([h for h in semua if not h.hanya_rak], antar)
        terganti = {id(h) for h in ganti.values()}
        lipat: dict[tuple[int, tuple[int, ...]], list[Hilang]] = defaultdict(list)
        for h in (h for h in semua if not h.hanya_rak and id(h) not in terganti):
            lipat[id(h.utama[0]), tuple(id(d) for d in h.tanpa)].append(h)
        for daftar in lipat.values():
            for satu in [daftar] if len(daftar) >= _LIPAT else [[h] for h in daftar]:
                yield _hasil_hilang(satu, tahun, [ganti[id(h)] for h in satu if id(h) in ganti])


def _berganti(semua: Sequence[Hilang], antar: Sequence[Saudara]) -> dict[int, Hilang]:
    """Indicators that one document alone has, by `id`, with the one that this document alone lacks and that the others
    have in its place: one indicator that was renamed, or another put in its place."""
    pasangan = {(id(s.kiri), id(s.kanan)): {p.kiri: p.kanan for p in s.pasangan} for s in antar}
    pasangan |= {(b, a): {j: i for i, j in p.items()} for (a, b), p in pasangan.items()}
    hasil: dict[int, Hilang] = {}
    for baru in (h for h in semua if len(h.ada) == 1):
        (milik, j), = baru.ada
        for lama in (h for h in semua if [id(d) for d in h.tanpa] == [id(milik)]):
            if all(_di_tempat(pasangan.get((id(d), id(milik)), {}), i, j) for d, i in lama.ada):
                hasil[id(baru)] = lama
                break
    return hasil


def _di_tempat(pasangan: Mapping[int, int], i: int, j: int) -> bool:
    """True if two indicators stand between the same neighbours, as far as those are paired."""
    return pasangan.get(i - 1, -1) == j - 1 and (pasangan.get(i + 1) in (None, j + 1))


class _Persamaan:
    """Which indicators of several lists are one, through chains of pairs."""

    def __init__(self) -> None:
        self._induk: dict[Butir, Butir] = {}

    def akar(self, x: Butir) -> Butir:
        """The one that stands for all that are the same."""
        akar = x
        while (atas := self._induk.get(akar)) is not None and atas != akar:
            akar = atas
        while x != akar:
            self._induk[x], x = akar, self._induk[x]
        return akar

    def satukan(self, a: Butir, b: Butir) -> None:
        """Make two the same."""
        self._induk[self.akar(b)] = self.akar(a)


def _hilang(semua: Sequence[Saudara]) -> list[Hilang]:
    """One record per indicator, whatever number of documents has it and lacks it."""
    lowong = [x for s in semua for x in _lowong(s)]
    if not lowong:
        return []
    sama = _Persamaan()
    for s in semua:
        for p in s.pasangan:
            sama.satukan((id(s.kiri), p.kiri), (id(s.kanan), p.kanan))
    anggota: dict[Butir, list[tuple[Daftar, int]]] = defaultdict(list)
    for d in {id(d): d for s in semua for d in (s.kiri, s.kanan)}.values():
        for i in range(len(d.baris)):
            anggota[sama.akar((id(d), i))].append((d, i))
    tanpa: dict[Butir, dict[int, Daftar]] = defaultdict(dict)
    for dari, ke, sisa in lowong:
        if ke.berbaris_kembar:
            continue
        kunci_ke = {kunci(b.teks) for b in ke.butir}
        for i in sisa:
            x = sama.akar((id(dari), i))
            if kunci(dari.butir[i].teks) not in kunci_ke and not any(y is ke for y, _ in anggota[x]):
                tanpa[x][id(ke)] = ke
    return [Hilang(tuple(anggota[x]), tuple(lain.values())) for x, lain in tanpa.items()]


def _lowong(s: Saudara) -> Iterator[tuple[Daftar, Daftar, list[int]]]:
    """(a list, its sibling, the positions of its indicators that the sibling should have and that no pair covers)."""
    for dari, ke, ada in (
        (s.kiri, s.kanan, {p.kiri for p in s.pasangan}), (s.kanan, s.kiri, {p.kanan for p in s.pasangan})
    ):  # fmt: skip
        sisa = [i for i in range(len(dari.butir)) if i not in ada and i not in dari.tak_dituntut]
        if sisa:
            yield dari, ke, sisa


def _hasil_hilang(semua: Sequence[Hilang], tahun: int | None, ganti: Sequence[Hilang] = ()) -> Hasil:
    utama, i = semua[0].utama
    d, b = utama.baris[i]
    sel, tanpa = utama.sel(i), semua[0].tanpa
    ada = [x for h in (*semua, *ganti) for x in (h.utama, *h.ada)]
    rujukan = [Rujukan(x.sel(n), x.konteks.berkas) for x, n in ada if x.sel(n) is not sel]
    lama = dict.fromkeys(g.utama[0].butir[g.utama[1]].teks for g in ganti)
    return Hasil(
        sel,
        d,
        kunci(b.indikator),
        sebab=f"di tempatnya dokumen lain memuat {' dan '.join(f'“{x}”' for x in lama)}" if lama else None,
        terkait=(*rujukan, *(Rujukan(x.tabel[0].kepala["indikator"], x.konteks.berkas) for x in tanpa)),
        berkas=utama.konteks.berkas,
        isi={
            "bidang": "indikator",
            "indikator": f"“{b.indikator}”" + (f" dan {len(semua) - 1} indikator lain" if len(semua) > 1 else ""),
            "jenis": NAMA[utama.jenis],
            "tahun": str(tahun or d.tahun or ""),
            "tanpa": ", ".join(x.nama for x in tanpa),
        },
    )


X205 = Aturan(
    "X205",
    "Indikator tidak ada di dokumen pasangannya",
    Tingkat.PERINGATAN,
    ("renstra", "rkt", "rak", "pk", "capaian"),
    "Indikator yang bertarget di satu dokumen harus ada di dokumen lain untuk unit dan tahun yang sama: Renstra, RKT, "
    "PK, Rencana Aksi dan capaian. Dua tabel dibandingkan hanya bila sebagian besar indikatornya sama; tabel per "
    "sasaran dan tabel multi-tahun tidak dipersoalkan.",
    "Perpres 29/2014 (SAKIP): dokumen satu satker harus saling sesuai; LKj KPU Kota Kupang 2024 Tabel 5, 7, 9 dan 10",
    "{jenis} tahun {tahun} memuat indikator {indikator}, tetapi tidak ada di {tanpa}",
    "Tambahkan indikator itu di dokumen yang tidak memuatnya, atau jelaskan mengapa berbeda.",
    Contoh((Ubah("capaian_sasaran", 4, "indikator", None),), ("target_sasaran", 4, "indikator"),
           "indikatornya terhapus di tabel capaian"),
    Contoh((Ubah("target_sasaran", 4, "indikator", "Jumlah Revsi DIPA Dalam Satu Tahun Anggaran"),),
           uraian="salah ketik"),
    silang=_tak_ada,
)  # fmt: skip


Anggota = tuple[Daftar, int]
"""A list and the position of an indicator in it."""


def _rumusan(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    """Indicators worded for another level of office than in most documents, or that only their place in the sasaran
    pairs with the others: one finding per table, and each cell once."""
    sudah: set[tuple[str, str, str]] = set()
    for (_, antar), (_, iku) in zip(saudara(kelompok), saudara_iku(kelompok), strict=True):
        if all(map(_serumusan, (*antar, *iku))):
            continue
        menurut_tabel: dict[int, list[tuple[Anggota, Anggota, str]]] = defaultdict(list)
        for anggota, pasti in _serumpun([*antar, *iku]):
            for x, acuan, keadaan in _menyimpang(anggota, pasti):
                if _tempat(x) not in sudah:
                    sudah.add(_tempat(x))
                    menurut_tabel[id(x[0])].append((x, acuan, keadaan))
        yield from (_hasil_rumusan(beda) for beda in menurut_tabel.values())


def _serumusan(s: Saudara) -> bool:
    """True if all pairs of two lists are sure and name the same levels of office: then there is nothing to tell."""
    return all(
        p.kepastian is not Kepastian.URUTAN
        and tingkat_kantor(s.kiri.butir[p.kiri].teks) == tingkat_kantor(s.kanan.butir[p.kanan].teks)
        for p in s.pasangan
    )


def _serumpun(semua: Sequence[Saudara]) -> Iterator[tuple[list[Anggota], _Persamaan]]:
    """The members of each indicator over all documents, the source first, and which of them are surely the same."""
    sama, pasti = _Persamaan(), _Persamaan()
    for s in semua:
        for p in s.pasangan:
            dua = (id(s.kiri), p.kiri), (id(s.kanan), p.kanan)
            sama.satukan(*dua)
            if p.kepastian is not Kepastian.URUTAN:
                pasti.satukan(*dua)
    rumpun: dict[Butir, list[Anggota]] = defaultdict(list)
    for d in {id(d): d for s in semua for d in (s.kiri, s.kanan)}.values():
        for i in range(len(d.baris)):
            rumpun[sama.akar((id(d), i))].append((d, i))
    urutan = (*URUTAN, "iku")
    yield from ((sorted(x, key=lambda y: urutan.index(y[0].jenis)), pasti) for x in rumpun.values() if len(x) > 1)


def _menyimpang(anggota: Sequence[Anggota], pasti: _Persamaan) -> Iterator[tuple[Anggota, Anggota, str]]:
    """The members that differ from what prevails (else from the source), each with the one it is held against and in
    what way it differs."""
    bertingkat = [(x, t) for x in anggota if (t := tingkat_kantor(x[0].butir[x[1]].teks))]
    if bertingkat:
        lazim = Counter(t for _, t in bertingkat).most_common(1)[0][0]
        acuan = next(x for x, t in bertingkat if t == lazim)
        for x, t in bertingkat:
            if t.isdisjoint(lazim) or ("nasional" in t) != ("nasional" in lazim):
                yield x, acuan, "tingkat kantor yang disebut berbeda"
    akar = [pasti.akar((id(d), i)) for d, i in anggota]
    utama = Counter(akar).most_common(1)[0][0]
    acuan = anggota[akar.index(utama)]
    for x, a in zip(anggota, akar, strict=True):
        if a != utama:
            yield x, acuan, "dicocokkan menurut urutan dalam sasarannya, belum pasti"


def _tempat(x: Anggota) -> tuple[str, str, str]:
    sel = x[0].sel(x[1])
    return x[0].konteks.berkas.jalur, sel.lembar, sel.alamat


def _hasil_rumusan(beda: Sequence[tuple[Anggota, Anggota, str]]) -> Hasil:
    (milik, i), (lain, j), keadaan = beda[0]
    d, b = milik.baris[i]
    sel = lain.sel(j)
    terkait = [Rujukan(x.sel(n), x.konteks.berkas) for (x, n), _, _ in beda[1:]]
    terkait += [Rujukan(y.sel(n), y.konteks.berkas) for _, (y, n), _ in beda]
    return Hasil(
        milik.sel(i),
        d,
        kunci(b.indikator),
        seharusnya=lain.butir[j].teks,
        terkait=tuple(terkait),
        berkas=milik.konteks.berkas,
        isi={
            "bidang": "rumusan",
            "indikator": b.indikator,
            "lain": lain.butir[j].teks,
            "jenis": NAMA[lain.jenis],
            "tempat": f"{sel.lembar}!{sel.alamat}",
            "keadaan": keadaan + (f" (demikian pula {len(beda) - 1} indikator lain)" if len(beda) > 1 else ""),
        },
    )


X206 = Aturan(
    "X206",
    "Rumusan indikator berbeda antardokumen",
    Tingkat.INFO,
    ("renstra", "iku", "rkt", "rak", "pk", "capaian"),
    "Indikator yang sama dirumuskan untuk tingkat kantor yang lain (misalnya rumusan nasional di dokumen kabupaten), "
    "atau hanya urutannya dalam sasaran yang menunjukkan bahwa keduanya sama. Salah ketik dan kalimat yang terpotong "
    "tidak dipersoalkan.",
    "Keputusan KPU 5/PR.03-1-Kpt/03/KPU/I/2018; LKj KPU Kota Kupang 2024 Tabel 9 (rumusan nasional pada IKU)",
    "Indikator “{indikator}” dirumuskan lain di {jenis} ({tempat}): “{lain}”; {keadaan}",
    "Samakan rumusannya dengan dokumen induk, dan pastikan keduanya memang indikator yang sama.",
    Contoh((Ubah("capaian_sasaran", 1, "indikator", "Indeks Reformasi Birokrasi KPU RI"),),
           ("capaian_sasaran", 1, "indikator")),
    Contoh((Ubah("capaian_sasaran", 1, "indikator", "Indeks Reformasi Birokrasi"),), uraian="tanpa nama kantor"),
    silang=_rumusan,
)  # fmt: skip


@beku(frozen=True, slots=True)
class Pembagian:
    """How two tables with the same indicators divide them: for each pair the sasaran's wording and cell on either
    side."""

    daftar: tuple[Daftar, Daftar]
    nama: tuple[tuple[str, str], ...]
    sel: tuple[tuple[Sel, Sel], ...]

    def banyak(self, sisi: int) -> int:
        """How many sasaran one side has."""
        return len({n[sisi] for n in self.nama})


def _sasaran_beda(kelompok: Sequence[Konteks]) -> Iterator[Hasil]:
    """Tables that divide the same indicators into another number of sasaran than most do (else than the source)."""
    for _, semua in saudara(kelompok):
        if all(map(_sesasaran, semua)):
            continue
        bagi = [p for s in semua if (p := _pembagian(s)) is not None]
        banyak = {id(p.daftar[sisi]): p.banyak(sisi) for p in bagi for sisi in (0, 1)}
        lazim = Counter(banyak.values()).most_common(1)
        sudah: set[int] = set()
        for p, sisi in ((p, sisi) for p in bagi for sisi in (1, 0)):
            if p.banyak(1 - sisi) == lazim[0][0] != p.banyak(sisi) and id(p.daftar[sisi]) not in sudah:
                sudah.add(id(p.daftar[sisi]))
                yield from _hasil_sasaran(p, sisi)


def _sesasaran(s: Saudara) -> bool:
    """True if each pair of two lists stands under the same words: then they divide their indicators alike."""
    kiri, kanan = s.kiri.butir, s.kanan.butir
    return all(kiri[p.kiri].kelompok == kanan[p.kanan].kelompok for p in s.pasangan)


def _pembagian(s: Saudara) -> Pembagian | None:
    """None if the tables have not the very same indicators, or one names no sasaran."""
    dua = [(s.kiri.baris[p.kiri][1], s.kanan.baris[p.kanan][1]) for p in s.pasangan]
    nama = tuple((bentuk(getattr(a, "sasaran", "")), bentuk(getattr(b, "sasaran", ""))) for a, b in dua)
    lengkap = len(dua) == max(len(s.kiri.baris), len(s.kanan.baris)) and all(a and b for a, b in nama)
    if not lengkap or len(s.kiri.tabel) + len(s.kanan.tabel) > 2:
        return None
    return Pembagian((s.kiri, s.kanan), nama, tuple((a.asal["sasaran"], b.asal["sasaran"]) for a, b in dua))


def _hasil_sasaran(p: Pembagian, sisi: int) -> Iterator[Hasil]:
    """At the first sasaran whose bounds differ from those of the other table."""
    batas = [tuple(p.nama[n][i] == p.nama[n - 1][i] for i in (0, 1)) for n in range(1, len(p.nama))]
    n = next((n for n, (satu, lain) in enumerate(batas, 1) if satu != lain), None)
    if n is None:
        return
    milik, lain = p.daftar[sisi], p.daftar[1 - sisi]
    acuan = p.sel[n][1 - sisi]
    yield Hasil(
        p.sel[n][sisi],
        milik.tabel[0],
        p.nama[n][sisi],
        terkait=(Rujukan(acuan, lain.konteks.berkas),),
        berkas=milik.konteks.berkas,
        isi={
            "bidang": "sasaran",
            "jenis": NAMA[milik.jenis],
            "banyak": str(p.banyak(sisi)),
            "lain": NAMA[lain.jenis],
            "tempat": f"{acuan.lembar}!{acuan.alamat}",
            "banyak_lain": str(p.banyak(1 - sisi)),
        },
    )


X207 = Aturan(
    "X207",
    "Banyak sasaran berbeda antardokumen",
    Tingkat.INFO,
    ("renstra", "rkt", "rak", "pk", "capaian"),
    "Indikator kedua dokumen sama, tetapi terbagi dalam jumlah sasaran yang berbeda; yang ditunjuk adalah sasaran "
    "pertama yang batasnya lain.",
    "Perpres 29/2014 (SAKIP): dokumen satu satker harus saling sesuai",
    "Dokumen {jenis} memuat {banyak} sasaran, sedangkan {lain} memuat {banyak_lain} untuk indikator yang sama (lihat "
    "{tempat})",
    "Samakan pembagian sasaran kedua dokumen.",
    Contoh((Ubah("capaian_sasaran", 3, "sasaran", "Terwujudnya partisipasi pemilih perempuan"),),
           ("capaian_sasaran", 3, "sasaran")),
    Contoh((Ubah("capaian_sasaran", 2, "sasaran", "Terwujudnya kesadaran pemilih"),), uraian="kalimat sasaran lain"),
    silang=_sasaran_beda,
)  # fmt: skip
