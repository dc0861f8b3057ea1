"""Which seconds of a film somebody has seen, as a list of [from, to] pairs in order, none touching another."""

JOIN = 0.5  # seconds: a pause between two reports is not a hole
DONE = 0.9  # the share that counts as watched: people leave at the closing words


def union(seen, more, duration):
    """Both lists as one. What lies outside the film or runs backwards is left out."""
    pairs = sorted(pair for pair in (_within(*pair, duration) for pair in [*seen, *more]) if pair[0] < pair[1])
    joined = []
    for start, end in pairs:
        if joined and start <= joined[-1][1] + JOIN:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return joined


def seconds(seen):
    return round(sum(end - start for start, end in seen), 1)


def share(covered, duration):
    """0 to 1; 0 when the length is not known."""
    return min(1.0, covered / duration) if duration else 0.0


def _within(start, end, duration):
    return [round(max(0.0, start), 1), round(min(end, duration), 1)]
