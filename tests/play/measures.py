"""What the play measures, as the people in it feel it."""

import time


class Measures:
    """Seconds from sending to ack, and from sending to a text's arrival with each of the others."""

    def __init__(self):
        self.ack, self.delivery, self.errors = [], [], []
        self.people = self.messages = self.votes = self.sheets = self.faces = 0
        self._said = {}
        self._began = time.perf_counter()

    def said(self, text):
        self._said[text] = time.perf_counter()

    def delivered(self, text):
        if text in self._said:
            self.delivery.append(time.perf_counter() - self._said[text])

    def wrong(self, what):
        self.errors.append(what)

    def table(self):
        """The one table the play ends with."""
        rows = [
            ("people", self.people),
            ("messages", self.messages),
            ("votes", self.votes),
            ("sheets of surveys", self.sheets),
            ("answers of clients", self.faces),
            ("ack p50 / p95, ms", _two(self.ack)),
            ("delivery p50 / p95, ms", _two(self.delivery)),
            ("errors", len(self.errors)),
            ("seconds", round(time.perf_counter() - self._began)),
        ]
        lines = [f"{name:<24}{value:>16}" for name, value in rows]
        return "\n".join(lines + [f"ERROR  {error}" for error in self.errors])


def _two(values):
    if not values:
        return "–"
    ordered = sorted(values)
    return " / ".join(f"{ordered[int(share * (len(ordered) - 1))] * 1000:.0f}" for share in (0.5, 0.95))
