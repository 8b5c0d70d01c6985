"""All classes of faults."""

from __future__ import annotations

from tests.suntik import kelas_anggaran, kelas_kinerja
from tests.suntik.kelas import Kelas

SEMUA: tuple[Kelas, ...] = (*kelas_anggaran.SEMUA, *kelas_kinerja.SEMUA)
