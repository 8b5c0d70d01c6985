"""A checked workbook as it is handed around in a run: its head, what is known for good, and all of it."""

from __future__ import annotations

from dataclasses import replace

from xlkinerja.beku import beku
from xlkinerja.model import Berkas, Dokumen
from xlkinerja.periksa import Sendiri
from xlkinerja.temuan import Temuan


@beku(frozen=True, slots=True)
class Putusan:
    """What a workbook's findings are if its office has just these workbooks, by number in the run."""

    nomor: tuple[int, ...]
    temuan: tuple[Temuan, ...]


@beku(frozen=True, slots=True)
class Bungkus:
    """One workbook checked by itself.

    `kepala`: the workbook without its records. `siap`: its findings, if only rules across satker can add to them.
    `isi`: all of it, rolled up or, within one process, as it is; empty if it was let go. `sidik`: SHA-256 of the file
    it was read from; None if that does not stand for the result (not read, or an error of ours). `putus`: see there.
    """

    kepala: Berkas
    siap: tuple[Temuan, ...] | None
    isi: bytes | Sendiri
    sidik: str | None = None
    putus: Putusan | None = None

    def buka(self) -> Sendiri:
        """All of it."""
        if isinstance(self.isi, Sendiri):
            return self.isi
        from xlkinerja.gulung import GulunganRusak, buka_gulungan  # noqa: PLC0415 - brings pickle

        sendiri = buka_gulungan(self.isi)
        if not isinstance(sendiri, Sendiri):
            raise GulunganRusak("bukan hasil pemeriksaan")
        return sendiri

    def tergulung(self) -> Bungkus:
        """Ready to be kept or sent; what was computed on the way stays behind."""
        if isinstance(self.isi, Sendiri):
            from xlkinerja.gulung import gulung  # noqa: PLC0415 - the same

            return replace(self, isi=gulung(replace(self.isi, konteks=None)))
        return self


def bungkus(sendiri: Sendiri, *, sidik: str | None = None) -> Bungkus:
    """A checked workbook with what is known of it for good."""
    return Bungkus(kepala(sendiri.berkas), sendiri.temuan_tuntas(), sendiri, sidik)


def kepala(berkas: Berkas) -> Berkas:
    """A workbook without its records: what its findings are shown with."""
    return replace(berkas, dokumen=tuple(_kepala_dokumen(d) for d in berkas.dokumen), isyarat=())


def _kepala_dokumen(d: Dokumen) -> Dokumen:
    return replace(d, baris=(), kelompok=(), induk={}, judul_sel=(), penutup=())
