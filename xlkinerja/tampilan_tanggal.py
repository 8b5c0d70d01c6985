"""Day numbers -> the dates and times that an Indonesian Excel shows."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Context, Decimal

from xlkinerja.angka import bulatkan

TEPAT = Context(prec=400)
"""Wide enough that no stored figure is rounded by reckoning with it."""
_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_BULAN = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
          "November", "Desember")  # fmt: skip
_BULAN_PENDEK = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def tanggal_panjang(hari: date) -> str:
    """A date as a letter has it: "31 Desember 2026"."""
    return f"{hari.day} {_BULAN[hari.month - 1]} {hari.year}"


def hari_tanggal(tanggal: date) -> str:
    """As in "Senin, 2 November 2026"."""
    return f"{_HARI[tanggal.weekday()]}, {tanggal_panjang(tanggal)}"


def tampilkan_tanggal(nilai: Decimal, unsur: tuple[tuple[str, str], ...], tanggal_1904: bool) -> str:
    """A day number as its date parts, `unsur`: ("unsur", a key of `_saat`) or ("", literal text).

    "########" where Excel has no date (before 1900, after 9999).
    """
    pecahan = max((int(k[1]) for j, k in unsur if j and k[0] == "f"), default=0)
    detik = bulatkan(TEPAT.multiply(nilai, Decimal(86400)), pecahan)
    if tanggal_1904:
        detik += 1462 * 86400
    if not 0 <= detik < 2958466 * 86400:
        return "########"
    saat = _saat(int(detik), int(detik % 1 * 1000), ("unsur", "am") in unsur)
    return "".join(saat.get(k, "") if j else k for j, k in unsur).strip()


def _saat(detik: int, milidetik: int, setengah_hari: bool) -> dict[str, str]:
    """Every date part of a moment in seconds since 1900: "yyyy" -> "2021", "n" (minutes) -> "5", ..."""
    hari, jam, menit = detik // 86400, detik % 86400 // 3600, detik % 3600 // 60
    tahun, bulan, tanggal = _hari_excel(hari)
    tampil_jam = (jam % 12 or 12) if setengah_hari else jam
    saat = {"y": f"{tahun % 100:02d}", "yy": f"{tahun % 100:02d}", "yyy": str(tahun), "yyyy": str(tahun)}
    for huruf, nilai in (("m", bulan), ("d", tanggal), ("h", tampil_jam), ("n", menit), ("s", detik % 60)):
        saat[huruf], saat[huruf * 2] = str(nilai), f"{nilai:02d}"
    nama, nama_hari = _BULAN[bulan - 1], _HARI[(hari - 2) % 7]
    saat |= {"mmm": _BULAN_PENDEK[bulan - 1], "mmmm": nama, "mmmmm": nama[:1], "dddd": nama_hari}
    saat |= {"ddd": nama_hari[:3], "am": "AM" if jam < 12 else "PM"}
    saat |= {f"f{n}": f",{milidetik:03d}"[: n + 1] for n in (1, 2, 3)}
    return saat | {"[h]": str(detik // 3600), "[m]": str(detik // 60), "[s]": str(detik)}


def _hari_excel(hari: int) -> tuple[int, int, int]:
    """Year, month, day of a day number since 1900, with Excel's 0 January and 29 February 1900."""
    if hari in (0, 60):
        return (1900, 1, 0) if hari == 0 else (1900, 2, 29)
    d = date(1899, 12, 30) + timedelta(days=hari + (hari < 60))
    return d.year, d.month, d.day
