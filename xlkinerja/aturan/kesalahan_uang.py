"""Located faults of budget tables to findings: what they share, where a wrong amount came from, what they explain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from xlkinerja.anggaran_baris import BULAN, uang_baris
from xlkinerja.angka import tulis_angka
from xlkinerja.aturan.deklarasi import Hasil, Pemeriksa, Rujukan
from xlkinerja.diagnosa import sebab_tempat
from xlkinerja.formulir.kinerja import nama_bulan
from xlkinerja.kendala import Kesalahan, Petak, Tabel
from xlkinerja.konteks import Konteks
from xlkinerja.model import BarisAnggaran, Dokumen, baris_anggaran
from xlkinerja.temuan import Sel

MEDAN = {
    "pagu": "Pagu",
    "realisasi": "Realisasi",
    "sisa": "Sisa",
    "persen": "Persentase serapan",
    "pagu_awal": "Pagu awal",
    "blokir": "Blokir",
    **{f"b{i}": f"Realisasi {nama_bulan(i)}" for i in range(1, 13)},
}


def sel_petak(baris: list[BarisAnggaran], petak: Petak) -> Sel:
    """The cell of a row's field."""
    return baris[petak[0]].asal[petak[1]]


Penyebab = Callable[[Dokumen, Tabel, Kesalahan, Sequence[Kesalahan]], str | None]
"""The likely cause of a fault, given its table, the table's identities and all its faults."""


Sekolom = Callable[[Dokumen, Sequence[Kesalahan]], str | None]
"""What several faults of one column have in common, None if nothing."""
_SEKOLOM = 3
"""So many cells of a column that are wrong in the same way are one finding."""


def dari_kesalahan(
    dasar: tuple[str, ...],
    sebab: Penyebab,
    saring: Callable[[Dokumen, Kesalahan], bool] = lambda _d, _k: True,
    sekolom: Sekolom = lambda _d, _k: None,
) -> Pemeriksa:
    """A rule that reports the located faults of budget tables that were shown by certain identities. `sekolom` says
    what all of a table's have in common: then the first speaks for them."""

    def periksa(konteks: Konteks) -> Iterator[Hasil]:
        for d, tabel, semua in konteks.kesalahan:
            serentak = sebaris(semua)
            milik = [k for k in semua if k.dasar in dasar and saring(d, k)]
            umum = sekolom(d, milik) if len(milik) >= _SEKOLOM else None
            if umum is not None:
                lainnya = {p for k in milik for p in (k.petak, *(i for i, _ in k.ikut))} - {milik[0].petak}
                yield _hasil(d, milik[0], f"{umum}; begitu pula {len(lainnya)} sel lain di kolom ini", milik[1:])
                continue
            for k in milik:
                lain = serentak.get(k.petak[0], ())
                if k in lain[1:]:
                    continue  # the first of its row speaks for all columns
                penyebab = sebab(d, tabel, k, semua) or _terbawa(d, k)
                if lain:
                    penyebab = _sebab_sebaris(d, k, lain, penyebab)
                penyebab = penyebab or _salinan(konteks, d, k) or tersalin(konteks, d, k)
                yield _hasil(d, k, penyebab, lain[1:])

    return periksa


_SEBARIS = 3
"""So many columns of one sum that fail together are one finding."""


def sebaris(semua: Sequence[Kesalahan]) -> dict[int, list[Kesalahan]]:
    """Rows whose sums fail in several columns by amounts that go together as a row's do (sisa = pagu - realisasi, the
    year = its months): there a whole row below is missing, double or another one. The pagu first."""
    per_baris: dict[int, list[Kesalahan]] = defaultdict(list)
    for k in semua:
        if k.dasar in ("jumlah", "total") and k.petak[1] != "persen" and not k.ikut:
            per_baris[k.petak[0]].append(k)
    urutan = ("pagu", "realisasi", "sisa")
    hasil = {}
    for i, salah in per_baris.items():
        beda = {k.petak[1]: k.tertulis - k.seharusnya for k in salah}
        if len(beda) >= _SEBARIS and _serasi(beda):
            hasil[i] = sorted(salah, key=lambda k: urutan.index(k.petak[1]) if k.petak[1] in urutan else len(urutan))
    return hasil


def _serasi(beda: Mapping[str, Decimal]) -> bool:
    bulan = [beda[n] for n in BULAN if n in beda]
    pagu, realisasi, sisa = (beda.get(n, Decimal(0)) for n in ("pagu", "realisasi", "sisa"))
    return sisa == pagu - realisasi and (not bulan or sum(bulan) == realisasi)


def _sebab_sebaris(d: Dokumen, k: Kesalahan, lain: Sequence[Kesalahan], sebab: str | None) -> str:
    """What the differences of all columns say: two of the rows are the same, or a row is missing or too much."""
    baris = baris_anggaran(d)
    kembar = [(a, b) for a, b in combinations(k.anak, 2) if _sama_isi(baris[a], baris[b])]
    if len(kembar) == 1:
        a, b = (baris[i].asal["pagu"].baris for i in kembar[0])
        return f"baris {a} dan {b} berisi angka yang sama pada setiap kolom; salah satunya tertimpa atau tersalin"
    if sebab is not None:
        return f"{sebab}; begitu pula {len(lain) - 1} kolom lain pada baris ini"
    kurang = k.tertulis > k.seharusnya
    isi = ", ".join(f"{MEDAN[x.petak[1]].lower()} {tulis_angka(abs(x.tertulis - x.seharusnya))}" for x in lain[:3])
    return f"satu baris rincian tampaknya {'tidak ada' if kurang else 'berlebih'} di bawahnya: {isi}"


def _sama_isi(a: BarisAnggaran, b: BarisAnggaran) -> bool:
    medan = ("pagu_awal", "pagu", "blokir", "realisasi", *BULAN)
    return bool(a.pagu and a.realisasi) and all(uang_baris(a, n) == uang_baris(b, n) for n in medan)


def tersalin(konteks: Konteks, d: Dokumen, k: Kesalahan) -> str | None:
    """That a wrong amount is another cell's, of this sheet before those of others. No source are cells that compute,
    and the rows above and below, which show the same amount where a sum has one part."""
    baris = baris_anggaran(d)
    sel, kode = sel_petak(baris, k.petak), baris[k.petak[0]].kode
    sekeluarga = {
        sel_petak(baris, (i, k.petak[1])).alamat
        for i, b in enumerate(baris)
        if k.petak[1] in b.asal and (b.kode[: len(kode)] == kode or kode[: len(b.kode)] == b.kode)
    }
    return disalin_dari(konteks, sel, k.tertulis, sekeluarga)


def disalin_dari(konteks: Konteks, sel: Sel, nilai: Decimal, kecuali: Collection[str] = ()) -> str | None:
    """That a cell's wrong amount is another cell's; `kecuali`: addresses on its sheet that are no source."""
    lain = [
        s
        for s in konteks.tempat_uang.get(nilai, ())
        if s.rumus is None and (s.lembar != sel.lembar or (s.alamat != sel.alamat and s.alamat not in kecuali))
    ]
    lain.sort(key=lambda s: s.lembar != sel.lembar)
    return sebab_tempat(nilai, [s.alamat if s.lembar == sel.lembar else f"{s.lembar}!{s.alamat}" for s in lain])


def _terbawa(d: Dokumen, k: Kesalahan) -> str | None:
    """That the sums above carry the fault on, so that they agree with it."""
    if not k.ikut:
        return None
    atas = ", ".join(sel_petak(baris_anggaran(d), p).alamat for p, _ in k.ikut)
    if k.petak[1] == "sisa":
        return f"selisihnya terbawa ke {atas}; bila sisa ini benar, pagu atau realisasinya yang keliru"
    return f"angka ini ikut terjumlah pada {atas}, sehingga jumlahnya cocok tetapi sisa atau persentasenya tidak"


def _salinan(konteks: Konteks, d: Dokumen, k: Kesalahan) -> str | None:
    """That a faulty sum is the very figure of the same row in another table: a copy, or its parts are stale."""
    if k.dasar not in ("jumlah", "total") or not k.tertulis:
        return None
    milik = baris_anggaran(d)[k.petak[0]]
    for lain in konteks.berkas.semua("anggaran"):
        for b in baris_anggaran(lain) if lain is not d else ():
            sama = b.tingkat == 0 if milik.tingkat == 0 else bool(b.kode) and b.kode[-1:] == milik.kode[-1:]
            if sama and uang_baris(b, k.petak[1]) == k.tertulis:
                return (
                    f"angka ini sama dengan {lain.lembar}!{b.asal[k.petak[1]].alamat}: tersalin dari tabel itu, atau "
                    "rinciannya di sini yang belum dimutakhirkan"
                )
    return None


def _hasil(d: Dokumen, k: Kesalahan, sebab: str | None, sebaris: Sequence[Kesalahan] = ()) -> Hasil:
    """`sebaris`: the faults of the row's other columns, which this one stands for."""
    baris = baris_anggaran(d)
    b = baris[k.petak[0]]
    lain = (p for x in sebaris for p in (x.petak, *x.leluhur, *(i for i, _ in x.ikut)))
    ikut = (*(p for p, _ in k.ikut), *lain)
    terkait = tuple(Rujukan(sel_petak(baris, p)) for p in (*k.leluhur, *ikut, *k.terkait) if p != k.petak)
    rujukan_anak = tuple(Rujukan(sel_petak(baris, (a, k.petak[1]))) for a in k.anak[:8])
    persen = k.petak[1] == "persen"
    selisih = k.tertulis - k.seharusnya
    return Hasil(
        sel_petak(baris, k.petak),
        d,
        " ".join(b.kode) or b.nama,
        seharusnya=k.seharusnya,
        selisih=selisih,
        sebab=sebab,
        terkait=(*terkait, *rujukan_anak),
        menutup=tuple(Rujukan(sel_petak(baris, p)) for p in (*k.leluhur, *ikut)),
        isi={
            "bidang": k.petak[1],
            "medan": MEDAN[k.petak[1]],
            "nama": b.nama or "jumlah",
            "dengan": "sisa dan persentasenya" if k.ikut else "jumlah, sisa dan persentasenya",
            "dari": _sebut_rincian([sel_petak(baris, (a, k.petak[1])) for a in k.anak]),
            "seharusnya": tulis_angka(k.seharusnya, 2, "%") if persen else tulis_angka(k.seharusnya),
            "selisih": tulis_angka(selisih, 2) + " poin" if persen else tulis_angka(selisih),
        },
    )


def _sebut_rincian(sel: Sequence[Sel]) -> str:
    """The cells of a sum as a reader finds them: "D8:D10", "D6 + D15", "D6 + D15 + ... + D79"."""
    if len(sel) > 1 and [s.baris for s in sel] == list(range(sel[0].baris, sel[0].baris + len(sel))):
        return f"{sel[0].alamat}:{sel[-1].alamat}"
    alamat = [s.alamat for s in sel]
    return " + ".join(alamat if len(alamat) <= 4 else [*alamat[:2], "...", alamat[-1]])


