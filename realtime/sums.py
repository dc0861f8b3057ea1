"""What a tick tells of the tools' sums."""


def told_sums(sums, view, acted):
    """{tool: [what this viewer is told of each sum]}; what may not be shown is not in it."""
    told = {}
    for (tool, key), one in sums.items():
        told.setdefault(tool, []).append(one.told_to(view, (tool, key) in acted))
    return told
