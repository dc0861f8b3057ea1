"""Setting pages and pictures with typst, away from the network and the machine's own fonts."""

import tempfile
from pathlib import Path

import typst

PAGE = '#set page(width: auto, height: auto, margin: 12pt, fill: white)\n#image("chart.svg", width: 420pt)\n'
PIXELS_AN_INCH = 220


def png(drawing):
    """A drawing as a picture on white."""
    return set_in({"main.typ": PAGE.encode(), "chart.svg": drawing.encode()}, format="png", ppi=PIXELS_AN_INCH)


def set_in(files, **options):
    """The files, {name: bytes}, set in a folder of their own, from main.typ."""
    with tempfile.TemporaryDirectory(prefix="setting-") as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        return typst.compile(str(Path(folder) / "main.typ"), root=folder, ignore_system_fonts=True, **options)
