"""The evaluator's pages, the packages', and the organiser's."""

from coaching.evaluation.views.organiser import destroy_key, log
from coaching.evaluation.views.packages import ask, count, download, extraction, retry, table
from coaching.evaluation.views.study import codebook_file, codebook_page, studies, study

__all__ = [
    "ask",
    "codebook_file",
    "codebook_page",
    "count",
    "destroy_key",
    "download",
    "extraction",
    "log",
    "retry",
    "studies",
    "study",
    "table",
]
