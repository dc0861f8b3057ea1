"""SPSS system files (.sav) with labels, measures and missing values, in memory that does not grow with the rows.

Written by hand because the one library that writes the format takes the whole
table at once, which a million posts would not fit in.
"""

from coaching.evaluation.formats.spss.writer import SavWriter

__all__ = ["SavWriter"]
