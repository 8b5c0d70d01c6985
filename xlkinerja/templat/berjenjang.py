"""The cascade: a target that falls short of the one above it (province, nation) is named and marked in its sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from xlkinerja.hitung import OPINI, SAKIP
from xlkinerja.templat.kanvas import Acuan, Isi, Rumus
from xlkinerja.templat.tabel import Letak
from xlkinerja.temuan import alamat_a1, huruf_kolom


def isi_terhadap(letak: Letak, banding: Sequence[tuple[Rumus, Rumus]], tanda: Mapping[str, str]) -> None:
    """Fill "Dibanding Target di Atasnya": which higher target a row's target falls short of.

    `banding`: target and polarity of each row. `tanda`: columns to mark -> a further condition, "" for none.
    """
    k, c = letak.kanvas, letak.kolom
    for i, (t, polaritas) in enumerate(banding):
        r, rumus, nilai = letak.baris[i], '""', None
        for nama, kata in (
            ("target_nasional", "di bawah target nasional"),
            ("target_provinsi", "di bawah target provinsi"),
        ):
            rumus = f'IF({lebih_rendah(t.teks, alamat_a1(r, c[nama]), polaritas.teks)},"{kata}",{rumus})'
            if nilai_lebih_rendah(t.nilai, letak.acuan(i, nama).nilai, polaritas.nilai):
                nilai = kata
        k.tulis(r, c["terhadap"], Rumus(rumus, nilai), k.gaya.bantu())
    gaya = k.naskah.buku.add_format({"bold": True, "italic": True, "bg_color": "#F8D7C0"})
    for nama, syarat in {"terhadap": "", **tanda}.items():
        rendah = f'${huruf_kolom(c["terhadap"])}{letak.data}<>""'
        kriteria = f"=AND({rendah},{syarat})" if syarat else f"={rendah}"
        k.ws.conditional_format(
            letak.data - 1, c[nama] - 1, letak.akhir - 1, c[nama] - 1,
            {"type": "formula", "criteria": kriteria, "format": gaya},
        )  # fmt: skip


def disini(acuan: Acuan) -> Rumus:
    """A cell as a formula of its own sheet writes it."""
    return Rumus(alamat_a1(acuan.baris, acuan.kolom), acuan.nilai)


def lebih_rendah(target: str, acuan: str, polaritas: str) -> str:
    """Formula: whether a target falls short of the one above it, by polarity; words by their rank."""
    angka = f'IF({polaritas}="Minimal",{target}>{acuan},{target}<{acuan})'
    rank = "INDEX(xlk_ordinal_skor,MATCH({},xlk_ordinal_predikat,0))"
    kata = f"{rank.format(target)}<{rank.format(acuan)}"
    ada = 'AND({0}<>"",COUNTIF(xlk_ordinal_predikat,{0})=1)'
    dikenal = f"AND({ada.format(target)},{ada.format(acuan)})"
    return f"IF(AND(ISNUMBER({target}),ISNUMBER({acuan})),{angka},IF({dikenal},{kata},FALSE))"


def nilai_lebih_rendah(target: Isi, acuan: Isi, polaritas: Isi) -> bool:
    """The value of `lebih_rendah`."""
    if isinstance(target, Decimal) and isinstance(acuan, Decimal):
        return target > acuan if polaritas == "Minimal" else target < acuan
    skor = {**OPINI, **SAKIP}
    return (
        isinstance(target, str)
        and isinstance(acuan, str)
        and {target, acuan} <= skor.keys()
        and (skor[target] < skor[acuan])
    )


def disana(acuan: Acuan | None) -> Rumus:
    """A cell as a formula of another sheet writes it."""
    assert acuan is not None
    return Rumus(acuan.teks, acuan.nilai)
