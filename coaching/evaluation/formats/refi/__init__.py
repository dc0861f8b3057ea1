"""REFI-QDA project files (.qdpx): the discussions and open answers for ATLAS.ti, MAXQDA, NVivo and the like.

Exported only: nothing here reads such a file. Attributes are written three times
(of cases, of texts, and as sets), because each tool looks in its own place.
"""

from coaching.evaluation.formats.refi.project import Project

__all__ = ["Project"]
