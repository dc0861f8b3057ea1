"""What a run comes to: ratios against the bare limit and the naive room, beside what must be reached."""

import os
import subprocess
from datetime import UTC, datetime
from statistics import median

HEAD = "Newest first."


def tell(figures):
    """The run as a section of RESULTS.md."""
    rows = [row for told in (_storms, _paces, _votes, _joins, _disks, _pairs) for row in told(figures)]
    lines = [
        f"## {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {_version()}",
        "",
        f"{os.cpu_count()} processors, server on one and client on the other, load average {_load()} at the end.",
        "",
        "| what | people | server, database | measured | must reach | |",
        "| --- | --- | --- | --- | --- | --- |",
        *(f"| {' | '.join(map(str, row))} |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


def keep(path, text):
    """Put the run before the earlier ones."""
    kept = path.read_text(encoding="utf-8")
    before, found, after = kept.partition("\n## ")
    path.write_text(f"{before}\n{text}{found}{after}", encoding="utf-8")


def _of(figures, what):
    return [one for one in figures if one["what"] == what]


def _row(what, one, measured, must, reached):
    where = " ".join(filter(None, (one.get("server"), one.get("database"))))
    return what, one.get("people", ""), where, measured, must, {True: "yes", False: "**no**", None: ""}[reached]


def _lossless(one):
    return not one["missing"] and not one["closed"] and one["settled"]


def _storms(figures):
    rows = []
    for one in _of(figures, "storm"):
        bare, naive = (_peer(figures, "storm", server, one["people"]) for server in ("bare", "naive"))
        ratio = bare and one["deliveries_s"] / bare["deliveries_s"]
        over_naive = naive and one["deliveries_s"] / naive["deliveries_s"]
        own = one["server"] == "room"
        counts = own and one["writers"] >= 32
        told = f"{one['deliveries_s']:,} deliveries/s ({one['messages_s']} messages/s)"
        if own and bare and naive:
            told += f" = {ratio:.2f} × bare, {over_naive:.0f} × naive"
        good = counts and bare and naive and ratio >= 1 and over_naive >= 30 and _lossless(one)
        what = f"storm, {one['writers']} writers"
        rows.append(_row(what, one, told, "1.0 × bare, 30 × naive" * counts, bool(good) if counts else None))
        late = f"p50 {one['p50_ms']} / p99 {one['p99_ms']} ms, missing {one['missing']}, "
        late += f"client {100 * one['client_busy']:.0f} % busy"
        rows.append(_row(what, one, late, "p99 100 ms" * counts, one["p99_ms"] < 100 if counts else None))
        cpu = f"{one['cpu_10000']} CPU s per 10,000"
        if own and bare:
            cpu += f" = {bare['cpu_10000'] / one['cpu_10000']:.1f} × bare's deliveries for the same CPU"
        rows.append(_row(what, one, cpu, "0.05" * counts, one["cpu_10000"] <= 0.05 if counts else None))
    return rows


def _peer(figures, what, server, people):
    return next((one for one in _of(figures, what) if one["server"] == server and one["people"] == people), None)


def _paces(figures):
    rows = []
    for one in _of(figures, "pace"):
        bare = _peer(figures, "pace", "bare", one["people"])
        told = f"p50 {one['p50_ms']} / p99 {one['p99_ms']} ms, ack p99 {one['ack_p99_ms']} ms, missing {one['missing']}"
        must, good = "", None
        if one["server"] == "room" and one["rate"] == 10 and bare:
            told += f" = {one['p99_ms'] / bare['p99_ms']:.1f} × bare"
            must, good = "p99 3 × bare", one["p99_ms"] <= 3 * bare["p99_ms"]
        rows.append(_row(f"{one['rate']:g} messages a second", one, told, must, good))
    return rows


def _votes(figures):
    rows = []
    for one in _of(figures, "votes"):
        told = (
            f"final tally {one['final_s']} s after the last ack, {one['ballots']} ballots, "
            f"{one['tallies_a_second']} tallies/s, ack p99 {one['ack_p99_ms']} ms, {one['cpu_s']} CPU s"
        )
        fast = one["settled"] and one["final_s"] <= 0.3 and one["tallies_a_second"] <= 4
        good = fast and one["ballots"] == one["people"] and not one["refused"]
        rows.append(_row("everyone votes in 2 s", one, told, "0.3 s, every ballot once, 4 tallies/s", good))
    return rows


def _joins(figures):
    rows = []
    for one in _of(figures, "joins"):
        most = one["people"] / 250
        told = f"all in within {one['seconds']} s, {one['counts_a_second']} counts/s"
        good = one["seconds"] <= most and one["counts_a_second"] <= 4 and not one["closed"]
        rows.append(_row("everyone comes at once", one, told, f"{most:g} s, 4 counts/s", good))
        rows.append(_row("an idle member", one, f"{one['kb_a_member']} KB", "60 KB", one["kb_a_member"] <= 60))
    return rows


def _disks(figures):
    rows = []
    pairs = {}
    for one in _of(figures, "disk"):
        pairs.setdefault(one["database"], {})[one["how"]] = one
    for database, pair in pairs.items():
        together, singly = pair["together"]["deeds_s"], pair["one each"]["deeds_s"]
        must = 5 if database == "postgresql" else 3
        told = f"{together} together, {singly} one transaction each = {together / singly:.1f} ×"
        rows.append(_row("deeds on disk a second", pair["together"], told, f"{must} ×", together / singly >= must))
    for one in _of(figures, "disk pace"):
        told = f"ack p50 {one['p50_ms']} / p99 {one['p99_ms']} ms"
        rows.append(_row(f"{one['rate']} deeds a second on disk", one, told, "p99 60 ms", one["p99_ms"] < 60))
    return rows


def _pairs(figures):
    """Turn and turn about, as this machine's own speed changes: the median of the turns is compared."""
    rows = []
    found = _of(figures, "two processes")
    for load in dict.fromkeys(one["load"] for one in found):
        alone, both = ([one for one in found if (one["load"], one["processes"]) == (load, n)] for n in (1, 2))
        cpu = median(one["cpu_10000"] for one in both)
        ratio = cpu / median(one["cpu_10000"] for one in alone)
        lossless = all(map(_lossless, both))
        told = f"{cpu} CPU s per 10,000 = {ratio:.2f} × one process, missing {sum(one['missing'] for one in both)}"
        what = f"two processes over Redis, {load}"
        rows.append(_row(what, both[0], told, "1.3 ×, nothing lost", ratio <= 1.3 and lossless))
    return rows


def _load():
    return ", ".join(f"{one:.1f}" for one in os.getloadavg())


def _version():
    told = subprocess.run(["git", "describe", "--always", "--dirty"], stdout=subprocess.PIPE, text=True)
    return told.stdout.strip() or "no version"
