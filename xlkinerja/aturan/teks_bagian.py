"""Family J, prose: a share stated beside its part and its whole ("549 dari 602 item = 91,20%")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.angka import Angka, Selang, tulis_angka
from xlkinerja.aturan.deklarasi import Aturan, Contoh, Hasil, Ubah
from xlkinerja.aturan.teks_angka import hasil_teks
from xlkinerja.diagnosa import sebab_salin
from xlkinerja.konteks import Konteks
from xlkinerja.prosa import Sebutan, kalimat, prosa_memuat, sebutan
from xlkinerja.regeks import regeks
from xlkinerja.temuan import Tingkat

_DARI = regeks(r"\s*(?:\([A-Za-z ]+\)\s*)?(?:[A-Za-z/]+\s+){0,3}dari\s+(?:[A-Za-z/]+\s+){0,3}", re.I)
_LALU = regeks(
    r"\s*(?:\([A-Za-z ]+\)\s*)?(?:[A-Za-z/]+[\s,]+){0,6}?"
    r"(?:=|\(|(?:atau|yaitu|yakni|setara)(?:\s+(?:sebesar|mencapai|dengan|baru|hanya)){0,2}|sebesar)\s*",
    re.I,
)
_SYARAT = regeks(
    r"\b(?:capaian\w*|di ?atas|di ?bawah|lebih|kurang|minimal|paling|target sebesar|setiap|masing)\b", re.I
)


def _bagian(teks: str) -> Iterator[tuple[Sebutan, Sebutan, Sebutan]]:
    """(part, whole, share) where three figures follow each other so, with nothing but words between them."""
    semua = sebutan(teks)
    for a, b, p in zip(semua, semua[1:], semua[2:], strict=False):
        if a.persen or b.persen or a.uang != b.uang or not p.persen:
            continue
        lurus = _DARI.fullmatch(teks, a.akhir, b.awal) and _LALU.fullmatch(teks, b.akhir, p.awal)
        if lurus and not _SYARAT.search(teks, b.akhir, p.awal):
            yield a, b, p


def _bulat(s: Sebutan) -> Decimal | None:
    """A count or a whole amount; "2.000" counts as two thousand."""
    bulat = [b for b in s.bacaan if isinstance(b, Angka) and b.desimal == 0]
    return bulat[0].nilai if bulat else None


def _bagian_beda(konteks: Konteks) -> Iterator[Hasil]:
    for p in prosa_memuat(konteks, " dari "):
        if "%" not in p.teks and "persen" not in p.teks:
            continue
        for a, b, persen in (x for k in kalimat(p.teks) for x in _bagian(k)):
            bagian, semua = _bulat(a), _bulat(b)
            if bagian is None or not semua or semua < bagian:
                continue
            nilai = bagian / semua * 100
            tepat = Selang(nilai, nilai)
            if persen.cocok(tepat) or persen.dipotong(tepat):
                continue
            ini = persen.bacaan[0]
            isi = {
                "persen": persen.teks,
                "hitung": f"{a.teks} dari {b.teks}",
                "seharusnya": tulis_angka(nilai, max(ini.desimal, 0), "%"),
            }
            sebab = sebab_salin(ini.nilai, round(nilai, max(ini.desimal, 0)))
            yield hasil_teks(p, f"{a.teks} {b.teks}", isi, nilai, sebab)


J215 = Aturan(
    "J215",
    "Persentase dalam kalimat tidak sesuai dengan bagiannya",
    Tingkat.GALAT,
    (),
    "Bila kalimat menyebut “sekian dari sekian” langsung diikuti persentasenya, persentase itu harus hasil bagi "
    "keduanya.",
    "LKj Sekretariat KPU Provinsi NTT 2020 baris 672 (549 dari 602 item = 91,20%), baris 903 (14 dari 19 target)",
    "{persen} tidak sesuai: {hitung} adalah {seharusnya}",
    "Periksa kedua angka dan persentasenya, lalu betulkan yang keliru.",
    Contoh((Ubah("capaian_sasaran", 0, "catatan", "Sebanyak 5 dari 7 target kinerja tercapai atau sebesar 74,13%"),),
           ("capaian_sasaran", 0, "catatan")),
    Contoh((Ubah("capaian_sasaran", 0, "catatan", "Sebanyak 5 dari 7 target kinerja tercapai atau sebesar 71,43%"),)),
    _bagian_beda,
)  # fmt: skip
