"""The evaluator's package as whoever gets it sees it: python -I tests/play/outside package.zip known.json

Imports nothing of the house: only what an evaluator has (pandas, pyreadstat, an XML reader) and the published
standards. ``known.json`` holds what the simulated people did, told by themselves. Prints one line for everything
that is wrong and ends with 1 when there is any.
"""

import json
import sys
import zipfile
from pathlib import Path

import known
import names
import package
import project
import spss
import tables


def main(path, told):
    with zipfile.ZipFile(path) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    told = json.loads(Path(told).read_text(encoding="utf-8"))
    wrong = [*package.faults(files)]
    found, faults = tables.read(files)
    wrong += faults
    read, faults = spss.faults(files, found)
    wrong += faults
    wrong += project.faults(files)
    wrong += names.faults(files, read, told["names"])
    wrong += known.faults(found, told)
    for fault in wrong:
        print(fault)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
