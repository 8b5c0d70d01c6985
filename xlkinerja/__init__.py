"""xlkinerja: reads, recomputes and checks the performance workbooks of KPU offices."""

__version__ = "0.1.0"
