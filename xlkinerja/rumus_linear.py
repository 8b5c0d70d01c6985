"""A formula that only adds up: which cells, each how often. What multiplies cells or decides by them is none."""

from __future__ import annotations

from typing import NamedTuple, cast

from xlkinerja.rumus_buku import PetaRumus
from xlkinerja.rumus_sel import Acuan, pecah, urai_acuan
from xlkinerja.rumus_urai import Pohon, urai


class Suku(NamedTuple):
    """A reference that is added `kali` times; `subtotal`: cells that are a SUBTOTAL themselves do not count;
    `fungsi`: it stands inside a SUM or SUBTOTAL."""

    acuan: Acuan
    kali: float
    subtotal: bool = False
    fungsi: bool = False


def suku_jumlah(rumus: str, peta: PetaRumus) -> tuple[Suku, ...] | None:
    """The references that a formula adds up; None if it does anything else, or refers to another workbook."""
    if rumus not in peta.suku:
        peta.suku[rumus] = _suku(rumus, peta)
    return cast("tuple[Suku, ...] | None", peta.suku[rumus])


def _suku(rumus: str, peta: PetaRumus) -> tuple[Suku, ...] | None:
    kerangka, acuan = pecah(rumus)
    pohon = urai(kerangka) if acuan else None
    if pohon is None:
        return None
    hasil: list[Suku] = []
    penghimpun = _Penghimpun(tuple(map(urai_acuan, acuan)), peta, hasil)
    return tuple(hasil) if penghimpun.himpun(pohon, 1.0) and hasil else None


class _Penghimpun:
    """Walks a formula's tree and collects what is added."""

    def __init__(self, acuan: tuple[Acuan, ...], peta: PetaRumus, hasil: list[Suku]) -> None:
        self.acuan, self.peta, self.hasil = acuan, peta, hasil

    def himpun(self, p: Pohon, kali: float, *, fungsi: bool = False) -> bool:  # noqa: PLR0911
        """Collect a part of the formula; False if it is no sum."""
        match p[0]:
            case "acuan":
                return self.catat(self.acuan[p[1]], kali, fungsi=fungsi)
            case "nama":
                teks = self.peta.nama(p[1])
                return teks is not None and self.catat(urai_acuan(teks), kali, fungsi=fungsi)
            case "kurung":
                return self.himpun(p[1], kali)
            case "angka":
                return bool(p[1] == 0)
            case "satu":
                return self.himpun(p[2], -kali if p[1] == "-" else kali)
            case "dua" if p[1] in ("+", "-"):
                return self.himpun(p[2], kali) and self.himpun(p[3], -kali if p[1] == "-" else kali)
            case "fungsi":
                return self.fungsi(p[1], p[2], kali)
        return False

    def fungsi(self, nama: str, isi: tuple[Pohon, ...], kali: float) -> bool:
        """A function that adds up or that leaves a sum as it is."""
        if nama == "SUM":
            return all(p[0] == "lowong" or self.himpun(p, kali, fungsi=True) for p in isi)
        if nama == "SUBTOTAL" and isi and isi[0] in (("angka", 9.0), ("angka", 109.0)):
            awal = len(self.hasil)
            if not all(p[0] == "acuan" and self.himpun(p, kali, fungsi=True) for p in isi[1:]):
                return False
            self.hasil[awal:] = [s._replace(subtotal=True) for s in self.hasil[awal:]]
            return True
        if nama in ("ROUND", "ROUNDUP", "ROUNDDOWN", "IFERROR", "N") and isi:
            return self.himpun(isi[0], kali)
        return False

    def catat(self, a: Acuan, kali: float, *, fungsi: bool) -> bool:
        """Note one reference; a range outside of a function is no sum."""
        if a.luar or not (a.tunggal or fungsi):
            return False
        self.hasil.append(Suku(a, kali, fungsi=fungsi))
        return True
