"""``make bench``: every benchmark in turn; what they print goes to RESULTS.md by hand, with the machine named."""

import subprocess
import sys

BENCHMARKS = (
    ("tests.load.room", "--server", "uvicorn", "--people", "100", "--writers", "32", "--seconds", "6"),
    ("tests.load.room", "--server", "daphne", "--people", "100", "--writers", "32", "--seconds", "6"),
    ("tests.load.export_memory",),
)

for words in BENCHMARKS:
    print("==", *words, flush=True)
    subprocess.run([sys.executable, "-m", *words], check=True)
