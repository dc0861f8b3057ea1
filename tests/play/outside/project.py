"""The project file of texts as a qualitative tool would open it, by the REFI-QDA standard's own tables."""

import io
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "unit" / "evaluation"))
import refi_standard  # the standard's tables: order, what is required, what may not be empty

INTERNAL = "internal://"


def faults(files):
    if "forum.qdpx" not in files:
        return ["forum.qdpx is missing"]
    with zipfile.ZipFile(io.BytesIO(files["forum.qdpx"])) as opened:
        inside = {name: opened.read(name) for name in opened.namelist()}
    return [f"forum.qdpx: {fault}" for fault in faults_in(inside)]


def faults_in(inside):
    if inside["project.qde"].startswith(b"\xef\xbb\xbf"):
        yield "a byte order mark stands before the XML"
    root = ET.fromstring(inside["project.qde"])
    yield from refi_standard.faults(root)
    texts = {name: data.decode("utf-8") for name, data in inside.items() if name.startswith("sources/")}
    yield from (f"{name} does not belong there" for name in inside.keys() - texts.keys() - {"project.qde"})
    told = set()
    for source in root.iter(f"{refi_standard.NAMESPACE}TextSource"):
        path = source.get("plainTextPath", "")
        name = f"sources/{path.removeprefix(INTERNAL)}"
        told.add(name)
        if not path.startswith(INTERNAL) or name not in texts:
            yield f"{path} is pointed at and not there"
            continue
        if not texts[name].strip() or "\r" in texts[name] or texts[name].startswith("\ufeff"):
            yield f"{name} is empty, or has more than line feeds"
        for part in source.iter(f"{refi_standard.NAMESPACE}PlainTextSelection"):
            start, end = int(part.get("startPosition")), int(part.get("endPosition"))
            if not 0 <= start < end <= len(texts[name]):
                yield f"{name}: a selection of {start}–{end}, the text has {len(texts[name])} signs"
    yield from (f"{name} is pointed at by nothing" for name in texts.keys() - told)
