"""Which satker somebody means who writes a code or a name."""

from __future__ import annotations

import re

from xlkinerja.formulir.baku import kode_satker_kpu
from xlkinerja.formulir.identitas import daftar_satker, satker_dari_nama_berkas
from xlkinerja.model import Satker
from xlkinerja.tataletak import normal


def satker_disebut(teks: str) -> list[Satker]:
    """The offices that a Kemendagri code, a KPU satker code or a name may mean; none or several if it is not clear."""
    semua = daftar_satker()
    kpu = {v: k for k, v in kode_satker_kpu().items()}
    kode = kpu.get(teks.strip(), teks.strip())
    cocok = [s for s in semua if s.kode == kode]
    if cocok:
        return cocok
    kata, tunggal = normal(teks), satker_dari_nama_berkas(teks)
    cocok = [s for s in semua if kata and kata in (normal(s.nama), normal(s.nama).removeprefix("kpu "))]
    cocok = cocok or [s for s in semua if kata and re.search(rf"\b{re.escape(kata)}\b", normal(s.nama))]
    return cocok or ([tunggal] if tunggal else [])


def bukan_satu(teks: str, cocok: list[Satker]) -> str:
    """Why a text means no single office, and which there are to choose from."""
    semua = daftar_satker()
    pilihan = ", ".join(f"{s.kode} {s.nama}" for s in cocok) or f"{semua[0].kode} sampai {semua[-1].kode}, atau semua"
    apa = "berarti lebih dari satu satker" if cocok else "tidak dikenal"
    return f'satker "{teks}" {apa}; pilih: {pilihan}'
