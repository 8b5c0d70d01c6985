"""Family F: formulas that pass over figures because these are stored as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Rujukan, Ubah
from xlkinerja.konteks import Konteks
from xlkinerja.rumus_rambat import pelewat_teks, rambatan
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
        rumus = pelewat_teks(peta, tempat)
        dokumen = next((d for d in konteks.berkas.dokumen if d.lembar == sel[0].lembar), None)
        if not rumus or dokumen is None:
            continue
        di = [a if lembar == sel[0].lembar else f"{lembar}!{a}" for lembar, a in
              ((x, alamat_a1(b, k)) for x, b, k in rumus[:_DISEBUT])]  # fmt: skip
        lebih = ", ..." if len(rumus) > _DISEBUT else ""
        yield Hasil(
            sel[0],
            dokumen,
            f"teks {sel[0].kolom}",
            terkait=(*map(Rujukan, sel[1:]), *(Rujukan(peta.sel(*t)) for t in rumus)),
            menutup=(*map(Rujukan, sel), *(Rujukan(peta.sel(*t)) for t in sorted(rambatan(peta, tempat)))),
            isi={
                "bidang": "teks",
                "jumlah": str(len(sel)),
                "banyak": str(len(rumus)),
                "contoh": ", ".join(di) + lebih,
            },
        )


F133 = Aturan(
    "F133",
    "Rumus melewatkan angka yang tersimpan sebagai teks",
    Tingkat.GALAT,
    ("anggaran", "capaian", "pendukung", "data_dukung"),
    "SUM, SUMIFS, AVERAGE dan N menganggap angka yang tersimpan sebagai teks tidak ada, sehingga jumlah dan semua yang "
    "dihitung darinya kurang. Angka lain yang salah karena ini tidak dilaporkan sendiri-sendiri.",
    "Penulisan angka Indonesia; satu buku kerja publik memuat 44.960 sel teks yang dijumlahkan menjadi 0",
    "{jumlah} angka di kolom ini tersimpan sebagai teks, sehingga tidak dihitung oleh {banyak} rumus ({contoh})",
    "Ubah sel menjadi angka (Data > Text to Columns > Finish, atau ketik ulang angkanya), lalu hitung ulang.",
    Contoh((Ubah("anggaran_realisasi", 4, "pagu", "1.360.620.000"),
            Ubah("anggaran_realisasi", 3, "pagu", Decimal(17834000), "#,##0", "SUM(C8:C9)")),
           ("anggaran_realisasi", 4, "pagu")),
    Contoh((Ubah("anggaran_realisasi", 4, "pagu", "1.360.620.000"),), uraian="tidak ada rumus yang memakainya"),
    _dilewati,
)  # fmt: skip
