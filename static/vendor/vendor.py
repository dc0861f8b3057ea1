"""Fetch what manifest.json names, and check that it is what we once looked at.

``python static/vendor/vendor.py`` packs each npm package with the npm client,
copies the listed files, builds the icon sprite and writes the hashes into the
manifest. ``--check`` touches nothing and needs no network. Comments that point
at source maps are left out, since the maps are not vendored.
"""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
MANIFEST = HERE / "manifest.json"
SOURCE_MAP = re.compile(rb"\n?/[/*]# sourceMappingURL=[^\n]*")
SVG = re.compile(r'<svg[^>]*viewBox="([^"]+)"[^>]*>(.*)</svg>', re.DOTALL)


def read_manifest():
    return json.loads(MANIFEST.read_text())


def outputs(manifest):
    """Each vendored file with its entry, the sprite included."""
    for package in manifest["packages"].values():
        yield from package["files"].items()
        if sprite := package.get("sprite"):
            yield sprite["file"], sprite


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def differing(manifest):
    """The files that are missing or not what the manifest says."""
    for name, entry in outputs(manifest):
        path = HERE / name
        if not path.exists() or sha256(path) != entry.get("sha256"):
            yield name


def unpack(name, version, into):
    """Return the folder with the package's content."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", f"{name}@{version}"],
        cwd=into,
        check=True,
        capture_output=True,
        text=True,
    )
    tarball = into / packed.stdout.split()[-1]
    with tarfile.open(tarball) as archive:
        archive.extractall(into / "out", filter="data")
    return into / "out" / "package"


def build_sprite(folder, icons):
    symbols = []
    for icon in icons:
        view_box, drawing = SVG.search((folder / f"{icon}.svg").read_text()).groups()
        symbols.append(f'<symbol id="{icon}" viewBox="{view_box}">{" ".join(drawing.split())}</symbol>')
    licence = "<!-- Bootstrap Icons, MIT, (c) The Bootstrap Authors; made by static/vendor/vendor.py -->"
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg" fill="currentColor">', licence, *symbols, "</svg>", ""])


def fetch(name, package):
    with tempfile.TemporaryDirectory() as folder:
        source = unpack(name, package["version"], Path(folder))
        for target, entry in package["files"].items():
            path = HERE / target
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(SOURCE_MAP.sub(b"", (source / entry["from"]).read_bytes()))
        if sprite := package.get("sprite"):
            (HERE / sprite["file"]).write_text(build_sprite(source / "icons", sprite["icons"]))


def main():
    manifest = read_manifest()
    if "--check" not in sys.argv:
        for name, package in manifest["packages"].items():
            fetch(name, package)
        for name, entry in outputs(manifest):
            entry["sha256"] = sha256(HERE / name)
        MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n")
    if changed := list(differing(manifest)):
        sys.exit(f"Not what the manifest says: {', '.join(changed)}")


if __name__ == "__main__":
    main()
