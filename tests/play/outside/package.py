"""What the package says of itself against what is in it: the sums, and every file accounted for."""

import hashlib

ALWAYS = {"MANIFEST.sha256", "README.txt", "codebook.json", "codebook.xlsx", "consent_summary.csv", "datapackage.json"}


def faults(files):
    yield from (f"{name} is missing" for name in sorted(ALWAYS - files.keys()))
    lines = files.get("MANIFEST.sha256", b"").decode().splitlines()
    sums = dict(reversed(line.split("  ", 1)) for line in lines)
    yield from (
        f"{name} has no sum, or a sum and no file" for name in sums.keys() ^ (files.keys() - {"MANIFEST.sha256"})
    )
    for name in sums.keys() & files.keys():
        if hashlib.sha256(files[name]).hexdigest() != sums[name]:
            yield f"{name} is not what its sum says"
