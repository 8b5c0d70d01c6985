"""Family F: formulas that pass over figures, or fail, because these are stored as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.konteks import Konteks
from xlkinerja.rumus_rambat import Tempat, melewatkan_teks, perujuk, rambatan
from xlkinerja.temuan import Sel, Tingkat, alamat_a1

_TEKS = ("S101", "S102", "S103", "S107")
_DISEBUT = 3


def _dilewati(konteks: Konteks) -> Iterator[Hasil]:
    peta = konteks.rumus
    kelompok: dict[tuple[str, int], dict[tuple[int, int], Sel]] = defaultdict(dict)
    for i in konteks.berkas.isyarat if peta is not None else ():
        for s in (i.sel, *i.terkait) if i.kode in _TEKS else ():
            if s is not None and s.jenis == "s" and s.rumus is None:
                kelompok[s.lembar, s.kolom][s.baris, s.kolom] = s
    for semua in kelompok.values():
        assert peta is not None
        sel = [semua[k] for k in sorted(semua)]
        tempat = [(s.lembar, s.baris, s.kolom) for s in sel]
        semua_rumus = perujuk(peta, tempat)
        galat = [t for t in semua_rumus if peta.sel(*t).jenis == "e"]
        rumus = [t for t in semua_rumus if t not in galat and melewatkan_teks(peta, t)]
        dokumen = next((d for d in konteks.berkas.dokumen if d.lembar == sel[0].lembar), None)
        if not (rumus or galat) or dokumen is None:
            continue
        akibat = [f"tidak dihitung oleh {_sebut(rumus, sel[0])}"] if rumus else []
        akibat += [f"membuat {_sebut(galat, sel[0])} galat"] if galat else []
        yield Hasil(
            sel[0],
            dokumen,
            f"teks {sel[0].kolom}",
            terkait=(*map(Rujukan, sel[1:]), *(Rujukan(peta.sel(*t)) for t in (*rumus, *galat))),
            menutup=(*map(Rujukan, sel), *(Rujukan(peta.sel(*t)) for t in sorted(rambatan(peta, tempat)))),
            isi={"bidang": "teks", "jumlah": str(len(sel)), "akibat": " dan ".join(akibat)},
        )


def _sebut(rumus: Sequence[Tempat], sel: Sel) -> str:
    """How many formulas, and the first of them: "2 rumus (E17, F17)"."""
    di = [f"{lembar}!" * (lembar != sel.lembar) + alamat_a1(b, k) for lembar, b, k in rumus[:_DISEBUT]]
    return f"{len(rumus)} rumus ({', '.join(di)}{', ...' if len(rumus) > _DISEBUT else ''})"


F133 = Aturan(
    "F133",
    "Rumus melewatkan angka yang tersimpan sebagai teks",
    Tingkat.GALAT,
    ("anggaran", "capaian", "pendukung", "data_dukung"),
    "SUM, SUMIFS, AVERAGE dan N menganggap angka yang tersimpan sebagai teks tidak ada, sehingga jumlah dan semua yang "
    "dihitung darinya kurang; rumus lain menjadi galat. Angka lain yang salah karena ini tidak dilaporkan "
    "sendiri-sendiri.",
    "Penulisan angka Indonesia; satu buku kerja publik memuat 44.960 sel teks yang dijumlahkan menjadi 0",
    "{jumlah} angka di kolom ini tersimpan sebagai teks, sehingga {akibat}",
    "Ubah sel menjadi angka (Data > Text to Columns > Finish, atau ketik ulang angkanya), lalu hitung ulang.",
    Contoh((Ubah("anggaran_realisasi", 4, "pagu", "1.360.620.000"),
            Ubah("anggaran_realisasi", 3, "pagu", Decimal(17834000), "#,##0", "SUM(C8:C9)")),
           ("anggaran_realisasi", 4, "pagu")),
    Contoh((Ubah("anggaran_realisasi", 4, "pagu", "1.360.620.000"),), uraian="tidak ada rumus yang memakainya"),
    _dilewati,
)  # fmt: skip
