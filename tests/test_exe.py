"""The packed program's recipe names everything that the package reads; building it takes too long for here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

AKAR = Path(__file__).parents[1]


def test_semua_berkas_paket_terbawa() -> None:
    dapat: dict[str, Any] = {}

    class Palsu:
        pure: tuple[str, ...] = ()
        scripts = binaries = datas = pure

        def __init__(self, *_: object, **isi: Any) -> None:
            dapat.update(isi)

    ruang = {"SPECPATH": str(AKAR / "macros"), "Analysis": Palsu, "PYZ": Palsu, "EXE": Palsu, "COLLECT": Palsu}
    exec((AKAR / "macros" / "xlkinerja.spec").read_text("utf-8"), ruang)
    terbawa = {Path(asal) for asal, _ in dapat["datas"]}
    paket = {p for p in (AKAR / "xlkinerja").rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert paket <= terbawa
    assert AKAR / "xlkinerja" / "laporan" / "html" / "halaman.html.jinja" in terbawa
    assert {"xlkinerja.perintah_rekap", "xlkinerja.laporan.html"} <= set(dapat["hiddenimports"])
