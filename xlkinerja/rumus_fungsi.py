"""The functions of formulas, as Excel computes them, for the part that is evaluated (`rumus_nilai` walks the tree)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from functools import lru_cache
from math import prod

from xlkinerja.regeks import regeks
from xlkinerja.rumus_nilai import Nilai, NilaiGalat, Penilai, Sumber, TakDinilai, banding
from xlkinerja.rumus_sel import pecah, urai_acuan
from xlkinerja.rumus_urai import Pohon, urai

_Argumen = Sequence[Pohon]


def _banyak(argumen: _Argumen, *boleh: int) -> None:
    if len(argumen) not in boleh:
        raise TakDinilai


def _sum(p: Penilai, argumen: _Argumen) -> float:
    bagian = (p.sumber.jumlah(*p.rujukan(a)) if a[0] in ("acuan", "nama") else p.angka(a) for a in argumen)
    return float(sum(bagian))


def _average(p: Penilai, argumen: _Argumen) -> float:
    semua = list(p.semua(argumen))
    if not semua:
        raise NilaiGalat("#DIV/0!")
    return sum(semua) / len(semua)


def _count(p: Penilai, argumen: _Argumen) -> float:
    if any(a[0] not in ("acuan", "nama") for a in argumen):
        raise TakDinilai
    return float(sum(1 for _ in p.semua(argumen)))


def _counta(p: Penilai, argumen: _Argumen) -> float:
    if any(a[0] not in ("acuan", "nama") for a in argumen):
        raise TakDinilai
    return float(sum(p.sumber.nilai(*s) is not None for a in argumen for s in p.sel(a)))


def _bulat(cara: str) -> Callable[[Penilai, _Argumen], float]:
    def fungsi(p: Penilai, argumen: _Argumen) -> float:
        _banyak(argumen, 2)
        n, digit = p.angka(argumen[0]), p.angka(argumen[1])
        if not -20 <= digit <= 20 or abs(n) > 1e15:
            raise TakDinilai
        return float(Decimal(f"{n:.15g}").quantize(Decimal(1).scaleb(-int(digit)), cara))

    return fungsi


def _if(p: Penilai, argumen: _Argumen) -> Nilai:
    _banyak(argumen, 2, 3)
    if p.logika(argumen[0]):
        return p.nilai(argumen[1])
    return p.nilai(argumen[2]) if len(argumen) == 3 else False


def _iferror(p: Penilai, argumen: _Argumen) -> Nilai:
    _banyak(argumen, 2)
    try:
        return p.nilai(argumen[0])
    except NilaiGalat:
        return p.nilai(argumen[1])


def _semua_logika(p: Penilai, argumen: _Argumen) -> list[bool]:
    if not argumen or any(a[0] == "acuan" and not p.rujukan(a)[1].tunggal for a in argumen):
        raise TakDinilai
    return [p.logika(a) for a in argumen]


def _subtotal(p: Penilai, argumen: _Argumen) -> float:
    """9: rows that a filter hides do not count, rows hidden by hand do; the file does not say which, so a range with
    hidden rows is not judged. 109 counts visible rows only. Cells that hold a SUBTOTAL themselves never count."""
    kode = p.angka(argumen[0]) if argumen else 0
    if kode not in (9, 109) or len(argumen) < 2:
        raise TakDinilai
    jumlah = 0.0
    for a in argumen[1:]:
        for s in p.sel(a):
            if p.sumber.tersembunyi(s[0], s[1]):
                if kode == 9:
                    raise TakDinilai
                continue
            n = p.sumber.nilai(*s)
            if isinstance(n, float) and not p.sumber.bersubtotal(*s):
                jumlah += n
    return jumlah


def _sumif(p: Penilai, argumen: _Argumen) -> float:
    _banyak(argumen, 2, 3)
    return _jumlah_bersyarat(p, argumen[-1] if len(argumen) == 3 else argumen[0], ((argumen[0], argumen[1]),))


def _sumifs(p: Penilai, argumen: _Argumen) -> float:
    if len(argumen) < 3 or len(argumen) % 2 == 0:
        raise TakDinilai
    return _jumlah_bersyarat(p, argumen[0], tuple(zip(argumen[1::2], argumen[2::2], strict=True)))


def _jumlah_bersyarat(p: Penilai, dijumlah: Pohon, syarat: Sequence[tuple[Pohon, Pohon]]) -> float:
    lembar, jumlah = p.rujukan(dijumlah)
    uji = []
    for rentang, kriteria in syarat:
        lain, a = p.rujukan(rentang)
        if (a.baris2 - a.baris1, a.kolom2 - a.kolom1) != (jumlah.baris2 - jumlah.baris1, jumlah.kolom2 - jumlah.kolom1):
            raise TakDinilai
        uji.append((lain, a, _kriteria(p.nilai(kriteria))))
    hasil = 0.0
    for b, k, n in p.sumber.angka(lembar, jumlah):
        if n and all(
            cocok(p.sumber.nilai(lain, a.baris1 + b - jumlah.baris1, a.kolom1 + k - jumlah.kolom1))
            for lain, a, cocok in uji
        ):
            hasil += n
    return hasil


def _sumproduct(p: Penilai, argumen: _Argumen) -> float:
    """Of plain ranges of one shape: what is no number counts as 0. Arrays that are computed are not judged."""
    if not argumen or any(a[0] not in ("acuan", "nama") for a in argumen):
        raise TakDinilai
    kolom, bentuk = [], set()
    for arg in argumen:
        lembar, a = p.rujukan(arg)
        bentuk.add((a.baris2 - a.baris1, a.kolom2 - a.kolom1))
        kolom.append({(b - a.baris1, k - a.kolom1): n for b, k, n in p.sumber.angka(lembar, a)})
    if len(bentuk) > 1:
        raise TakDinilai
    return float(sum(prod(n[di] for n in kolom) for di in kolom[0] if all(di in n for n in kolom)))


_BANDING = regeks(r"(<=|>=|<|>|=)(-?[0-9]+(?:\.[0-9]+)?)")
_POLOS = regeks(r"-?[0-9]+(?:\.[0-9]+)?")


def _kriteria(n: Nilai) -> Callable[[Nilai], bool]:
    """A criterion of SUMIF: a number, or a text with * and ?, without regard to capitals."""
    if isinstance(n, float):
        return lambda x: _sama_angka(x, n)
    if not isinstance(n, str) or not n or "~" in n:
        raise TakDinilai
    cocok_op = _BANDING.fullmatch(n)
    if cocok_op is not None and cocok_op[1] != "=":
        return lambda x: isinstance(x, float) and banding(cocok_op[1], x, float(cocok_op[2]))
    if cocok_op is not None:
        return lambda x: _sama_angka(x, float(cocok_op[2]))
    if n[0] in "<>=":
        raise TakDinilai
    if _POLOS.fullmatch(n):
        return lambda x: (isinstance(x, str) and x == n) or _sama_angka(x, float(n))
    cocok = _pola(n).fullmatch
    return lambda x: isinstance(x, str) and cocok(x) is not None


@lru_cache(maxsize=1024)
def _pola(kriteria: str) -> re.Pattern[str]:
    return re.compile("".join({"*": ".*", "?": "."}.get(h, re.escape(h)) for h in kriteria), re.I | re.S)


def _countif(p: Penilai, argumen: _Argumen) -> float:
    _banyak(argumen, 2)
    cocok = _kriteria(p.nilai(argumen[1]))
    return float(sum(cocok(p.sumber.nilai(*s)) for s in p.sel(argumen[0])))


def _countifs(p: Penilai, argumen: _Argumen) -> float:
    if not argumen or len(argumen) % 2:
        raise TakDinilai
    pasangan = zip(argumen[::2], argumen[1::2], strict=True)
    ruas = [(*p.rujukan(r), _kriteria(p.nilai(k))) for r, k in pasangan]
    awal = ruas[0][1]
    ukuran = {(a.baris2 - a.baris1, a.kolom2 - a.kolom1) for _, a, _ in ruas}
    if len(ukuran) > 1:
        raise TakDinilai

    def semua_cocok(b: int, k: int) -> bool:
        geser = b - awal.baris1, k - awal.kolom1
        return all(cocok(p.sumber.nilai(x, a.baris1 + geser[0], a.kolom1 + geser[1])) for x, a, cocok in ruas)

    return float(sum(semua_cocok(b, k) for _, b, k in p.sel(argumen[0])))


def _index(p: Penilai, argumen: _Argumen) -> Nilai:
    lembar, baris, kolom = _petak(p, argumen)
    return p.sumber.nilai(lembar, baris, kolom)


def _petak(p: Penilai, argumen: _Argumen) -> tuple[str, int, int]:
    """The cell that INDEX picks out of a range: by its number in a row or a column, or by both."""
    _banyak(argumen, 2, 3)
    lembar, a = p.rujukan(argumen[0])
    nomor = [int(p.angka(x)) for x in argumen[1:]]
    if len(nomor) == 1:
        if a.baris1 != a.baris2 and a.kolom1 != a.kolom2:
            raise TakDinilai
        nomor = [1, nomor[0]] if a.baris1 == a.baris2 else [nomor[0], 1]
    if not (1 <= nomor[0] <= a.baris2 - a.baris1 + 1 and 1 <= nomor[1] <= a.kolom2 - a.kolom1 + 1):
        raise NilaiGalat("#REF!") if min(nomor) > 0 else TakDinilai()
    return lembar, a.baris1 + nomor[0] - 1, a.kolom1 + nomor[1] - 1


def _match(p: Penilai, argumen: _Argumen) -> float:
    """The place of the first equal cell; other ways of looking (1, -1, wildcards) are not judged."""
    _banyak(argumen, 3)
    dicari = p.nilai(argumen[0])
    _, a = p.rujukan(argumen[1])
    if p.angka(argumen[2]) != 0 or not isinstance(dicari, float | str) or set(str(dicari)) & set("*?~"):
        raise TakDinilai
    if a.baris1 != a.baris2 and a.kolom1 != a.kolom2:
        raise TakDinilai
    for s in p.sel(argumen[1]):
        n = p.sumber.nilai(*s)
        if type(n) is type(dicari) and banding("=", n, dicari):
            return float(s[1] - a.baris1 + s[2] - a.kolom1 + 1)
    raise NilaiGalat("#N/A")


def _mod(p: Penilai, argumen: _Argumen) -> float:
    _banyak(argumen, 2)
    n, bagi = p.angka(argumen[0]), p.angka(argumen[1])
    if bagi == 0:
        raise NilaiGalat("#DIV/0!")
    return n - bagi * _bulat_ke_bawah(n / bagi)


def _choose(p: Penilai, argumen: _Argumen) -> Nilai:
    n = int(p.angka(argumen[0])) if argumen else 0
    if not 1 <= n < len(argumen):
        raise NilaiGalat("#VALUE!")
    return p.nilai(argumen[n])


def _rows(p: Penilai, argumen: _Argumen) -> float:
    _banyak(argumen, 1)
    _, a = p.rujukan(argumen[0])
    return float(a.baris2 - a.baris1 + 1)


def _left(p: Penilai, argumen: _Argumen) -> str:
    _banyak(argumen, 2)
    return p.teks(argumen[0])[: max(0, int(p.angka(argumen[1])))]


def _sama_angka(x: Nilai, n: float) -> bool:
    if isinstance(x, str):
        if _angka_teks(x) == n:
            raise TakDinilai  # whether a text counts as that number depends on how it was written
        return False
    return isinstance(x, float) and x == n


@lru_cache(maxsize=1024)
def _angka_teks(teks: str) -> float | None:
    return float(teks) if _POLOS.fullmatch(teks) else None


def _satu_angka(hitung: Callable[[float], float]) -> Callable[[Penilai, _Argumen], float]:
    def fungsi(p: Penilai, argumen: _Argumen) -> float:
        _banyak(argumen, 1)
        return hitung(p.angka(argumen[0]))

    return fungsi


def _n(p: Penilai, argumen: _Argumen) -> float:
    _banyak(argumen, 1)
    n = p.nilai(argumen[0])
    return 0.0 if n is None or isinstance(n, str) else float(n)


def _isnumber(p: Penilai, argumen: _Argumen) -> bool:
    _banyak(argumen, 1)
    try:
        return isinstance(p.nilai(argumen[0]), float)
    except NilaiGalat:
        return False


def _isref(p: Penilai, argumen: _Argumen) -> bool:
    _banyak(argumen, 1)
    if argumen[0][0] == "galat":
        return False
    if argumen[0][:2] == ("fungsi", "INDEX"):
        _petak(p, argumen[0][2])
        return True
    p.rujukan(argumen[0])
    return True


def _bulat_ke_bawah(n: float) -> float:
    return float(f"{n:.15g}") // 1


FUNGSI: dict[str, Callable[[Penilai, _Argumen], Nilai]] = {
    "SUM": _sum,
    "AVERAGE": _average,
    "MIN": lambda p, a: min(p.semua(a), default=0.0),
    "MAX": lambda p, a: max(p.semua(a), default=0.0),
    "COUNT": _count,
    "COUNTA": _counta,
    "ROUND": _bulat(ROUND_HALF_UP),
    "ROUNDUP": _bulat(ROUND_UP),
    "ROUNDDOWN": _bulat(ROUND_DOWN),
    "ABS": _satu_angka(abs),
    "INT": _satu_angka(_bulat_ke_bawah),
    "IF": _if,
    "IFERROR": _iferror,
    "AND": lambda p, a: all(_semua_logika(p, a)),
    "OR": lambda p, a: any(_semua_logika(p, a)),
    "NOT": lambda p, a: not p.logika(a[0]),
    "SUBTOTAL": _subtotal,
    "SUMIF": _sumif,
    "SUMIFS": _sumifs,
    "SUMPRODUCT": _sumproduct,
    "COUNTIF": _countif,
    "COUNTIFS": _countifs,
    "INDEX": _index,
    "MATCH": _match,
    "MOD": _mod,
    "CHOOSE": _choose,
    "ROWS": _rows,
    "UPPER": lambda p, a: p.teks(a[0]).upper(),
    "LEN": lambda p, a: float(len(p.teks(a[0]))),
    "LEFT": _left,
    "N": _n,
    "ISNUMBER": _isnumber,
    "ISREF": _isref,
}


def nilai_rumus(rumus: str, lembar: str, sumber: Sumber) -> Nilai:
    """What a formula on a sheet gives. Raises TakDinilai, NilaiGalat."""
    kerangka, acuan = pecah(rumus)
    pohon = urai(kerangka)
    if pohon is None:
        raise TakDinilai
    hasil = Penilai(lembar, tuple(map(urai_acuan, acuan)), sumber, FUNGSI).nilai(pohon)
    return 0.0 if hasil is None else hasil
