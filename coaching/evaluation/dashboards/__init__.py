"""The figures of a programme as pages, files and a report, for evaluators, coaches and organisers."""
