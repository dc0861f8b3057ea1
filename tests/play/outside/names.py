"""Nobody's name, pseudonym of the pages or address in any file; what is packed is unpacked first."""

import io
import zipfile


def faults(files, sav, wanted):
    """``sav``: the rows of every .sav, as its own packing would hide a name from a reader of bytes."""
    texts = {
        **{name: text(name, data) for name, data in files.items()},
        **{n: sheet.to_csv() for n, sheet in sav.items()},
    }
    for path, content in texts.items():
        lowered = content.lower()
        yield from (f"{path} names {name}" for name in wanted if name.lower() in lowered)


def text(name, data):
    if name.endswith((".xlsx", ".qdpx")):
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            data = b"\n".join(one.encode() + b"\n" + opened.read(one) for one in opened.namelist())
    return data.decode("utf-8", "replace")
