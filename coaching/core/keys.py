"""Keys that name a row within its whole: in addresses, plans and exports."""

from django.utils.text import slugify

LONGEST = 30


def free_key(rows, name, otherwise):
    """A key made of the name, or of ``otherwise`` when it is all signs, that no other of these rows has."""
    stem = slugify(name)[:LONGEST].strip("-") or otherwise
    return free_among(set(rows.filter(key__startswith=stem).values_list("key", flat=True)), stem)


def free_among(taken, stem):
    """The stem, or the stem with the first number that is not among the taken."""
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    return key
