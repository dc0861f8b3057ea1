"""What a tick tells of the tools' sums."""


def told_sums(sums, view, acted):
    """{tool: [what this viewer is told of each sum]}; what may not be shown is not in it, nor that there is such."""
    told = {}
    for (tool, key), one in sums.items():
        if (value := one.told_to(view, (tool, key) in acted)) is not None:
            told.setdefault(tool, []).append(value)
    return told
