"""The Excel add-in: VBA sources, ribbon, and the built xlkinerja.xlam (`python -m macros.bangun`)."""
