"""All classes of faults."""

from __future__ import annotations

from tests.suntik import (
    kelas_aksi,
    kelas_anggaran,
    kelas_kinerja,
    kelas_rumus,
    kelas_silang,
    kelas_struktur,
    kelas_wilayah,
)
from tests.suntik.kelas import Kelas

SEMUA: tuple[Kelas, ...] = (
    *kelas_struktur.SEMUA,
    *kelas_anggaran.SEMUA,
    *kelas_kinerja.SEMUA,
    *kelas_aksi.SEMUA,
    *kelas_rumus.SEMUA,
    *kelas_silang.SEMUA,
    *kelas_wilayah.SEMUA,
)
