"""Family J: cells that hold a share and its count together ("49,8% (50.381 Suara)"), against the others of their group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlkinerja.angka import Ambigu, Angka, Selang, baca_angka, pangkas_cocok, sejalan, selang, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.beku import beku
from xlkinerja.buku import LEBAR, Lembar
from xlkinerja.konteks import Konteks
from xlkinerja.prosa import Prosa, prosa_memuat
from xlkinerja.regeks import regeks
from xlkinerja.temuan import Sel, Tingkat

_POLA = regeks(
    r"\s*(?P<persen>\d{1,3}(?:[.,]\d{1,4})?)\s*%\s*\(?\s*(?P<cacah>\d[\d.,]*)\s*(?:suara|pemilih|orang|jiwa)\s*\)?\s*",
    re.I,
)

@beku(frozen=True, slots=True)
class _Perolehan:
    """One cell: the share in percent with its decimals, the count."""

    sel: Sel
    persen: Angka
    cacah: Decimal

    def cocok(self, total: Decimal, cacah: Decimal | None = None) -> bool:
        tepat = (self.cacah if cacah is None else cacah) / total * 100
        tertulis = selang(self.persen.nilai, self.persen.desimal)
        return sejalan(tertulis, Selang(tepat, tepat)) or pangkas_cocok(tepat, self.persen.nilai, self.persen.desimal)


def _perolehan(p: Prosa) -> _Perolehan | None:
    cocok = _POLA.fullmatch(p.teks) if len(p.teks) < 60 else None
    if cocok is None:
        return None
    persen, cacah = baca_angka(cocok["persen"] + "%"), baca_angka(cocok["cacah"])
    if isinstance(cacah, Ambigu):
        cacah = cacah.id if cacah.id.desimal == 0 else cacah.en  # a count has no decimals
    ada = isinstance(persen, Angka) and isinstance(cacah, Angka) and cacah.desimal == 0
    return _Perolehan(p.sel, persen, cacah.nilai) if ada else None  # type: ignore[union-attr,arg-type]


def _kelompok(konteks: Konteks) -> Iterator[tuple[int, list[_Perolehan]]]:
    """Such cells of one column, those of one group together: a group begins where something stands to the left of
    the row's own label; where every row has its number, the whole column is one group."""
    kolom: dict[tuple[int, int], list[_Perolehan]] = {}
    for p in prosa_memuat(konteks, "%"):
        satu = _perolehan(p)
        if satu is not None:
            kolom.setdefault((p.urut, p.sel.kolom), []).append(satu)
    for (urut, k), semua in kolom.items():
        assert konteks.buku is not None
        awal = _berawal(konteks.buku.lembar[urut], k - 1)
        mulai = [s.sel.baris in awal for s in semua]
        if all(mulai):
            yield urut, semua
            continue
        grup: list[_Perolehan] = []
        for s, baru in zip(semua, mulai, strict=True):
            if baru and grup:
                yield urut, grup
                grup = []
            grup.append(s)
        yield urut, grup


def _berawal(lembar: Lembar, sebelum: int) -> set[int]:
    """Rows that have something left of a column."""
    return {
        k // LEBAR + 1
        for k, isi in zip(lembar.kunci, lembar.isi, strict=True)
        if k % LEBAR + 1 < sebelum and isi.strip()
    }


def _satu_digit(cacah: Decimal) -> Iterator[Decimal]:
    """A count with one digit typed differently."""
    teks = format(cacah, "f")
    for i, d in enumerate(teks):
        for lain in "0123456789":
            if lain != d and not (i == 0 and lain == "0"):
                yield Decimal(teks[:i] + lain + teks[i + 1 :])


def _salah_ketik(grup: Sequence[_Perolehan]) -> tuple[_Perolehan, Decimal] | None:
    """The only count that, with one digit changed, makes every share of the group right; then which and what."""
    jumlah = sum((s.cacah for s in grup), Decimal(0))
    calon = []
    for s in grup:
        baik = [
            n
            for n in _satu_digit(s.cacah)
            if all(x.cocok(jumlah - s.cacah + n, n if x is s else None) for x in grup)
        ]
        calon += [(s, baik)] if baik else []
    if len(calon) != 1:
        return None
    s, baik = calon[0]
    return (s, baik[0]) if len(baik) == 1 else None


def _perolehan_salah(konteks: Konteks) -> Iterator[Hasil]:
    for urut, grup in _kelompok(konteks):
        total = sum((s.cacah for s in grup), Decimal(0))
        if len(grup) < 2 or total <= 0:
            continue
        salah = [s for s in grup if not s.cocok(total)]
        if not salah:
            continue
        ketik = _salah_ketik(grup) if len(salah) > 1 and len(grup) <= 30 else None
        s = ketik[0] if ketik else max(salah, key=lambda x: abs(x.cacah / total * 100 - x.persen.nilai))
        tepat = s.cacah / total * 100
        sebab = None
        if ketik:
            sebab = (
                f"satu angka salah ketik: {tulis_angka(s.cacah)} seharusnya {tulis_angka(ketik[1])}; dengan itu semua "
                "persentase kelompoknya cocok"
            )
        isi = {
            "bidang": "perolehan",
            "cacah": tulis_angka(s.cacah),
            "total": tulis_angka(total),
            "persen": tulis_angka(s.persen.nilai, s.persen.desimal, "%"),
            "seharusnya": tulis_angka(tepat, max(s.persen.desimal, 1), "%"),
        }
        yield Hasil(
            s.sel,
            None,
            f"{s.sel.lembar} {s.cacah}",
            tertulis=" ".join(s.sel.tampil.split()),
            seharusnya=tepat,
            selisih=s.persen.nilai - tepat,
            sebab=sebab,
            terkait=tuple(Rujukan(x.sel) for x in grup if x is not s),
            isi=isi,
            lembar=s.sel.lembar,
            urut_lembar=urut,
        )


J214 = Aturan(
    "J214",
    "Persentase perolehan tidak sesuai dengan cacahnya",
    Tingkat.GALAT,
    (),
    "Sel yang memuat persentase beserta cacahnya (49,8% (50.381 Suara)) dibandingkan dengan sel lain dalam "
    "kelompoknya: cacah / jumlah cacah kelompok x 100%.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 1150-1212 (cocok pada delapan dari sembilan kabupaten)",
    "Tertulis {persen}, sedangkan {cacah} dari {total} adalah {seharusnya}",
    "Cocokkan cacah dan persentasenya dengan berita acara, lalu betulkan yang keliru.",
    Contoh((Ubah("suara", 1, "perolehan", "29,7% (57.296 Suara)"),), ("suara", 1, "perolehan")),
    Contoh((Ubah("suara", 1, "perolehan", "27,92%\n57.296 suara)"),), uraian="ditulis dengan cara lain"),
    _perolehan_salah,
)
