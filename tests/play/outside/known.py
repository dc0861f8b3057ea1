"""What the simulated people did, as they know it themselves, against what the package tells of it."""

from collections import Counter

import tables

ROUNDS = {"before": "t1", "after": "t3"}
NO_ANSWER = "99"


def faults(found, told):
    yield from words(found, told["said"])
    yield from ballots(found, told)
    yield from pairs_wide(found["survey_wide"].rows, told["surveys"])
    yield from pairs_long(found["survey_long"].rows, told["surveys"])
    yield from changes(found["summaries"].rows, told["surveys"])
    yield from labels(found["survey_wide"], told["surveys"]["labels"])
    yield from clients(found, told)
    yield from visits(found["guidance_visits"].rows, told["visits"])


def words(found, said):
    """Every acknowledged word of those who consented once, the others' not at all."""
    texts = Counter(found["chat"].rows["text"]) + Counter(found["forum_posts"].rows["text"])
    for text, consented in said.items():
        if texts[text] != consented:
            yield f"“{text}” is there {texts[text]} times, consent: {consented}"


def ballots(found, told):
    """Who answered is counted in the summaries, last in each poll's table; rows are of no other runs."""
    wanted = {run: number for run, number in told["ballots"].items() if number >= told["fewest"]}
    figures = found["summaries"].rows
    polls = figures[figures["table"].str.startswith("poll_")].groupby("table").last()
    has = {table.removeprefix("poll_"): int(value) for table, value in polls["value"].items()}
    if not has or {run: wanted.get(run) for run in has} != has or not {*found["poll_ballots"].rows["run"]} <= {*wanted}:
        yield f"ballots {has}, acknowledged were {told['ballots']}"


def answered(surveys):
    """The sheets of those whose answers may leave the house, each as {round: {variable: code}}."""
    return [person["answers"] for person in surveys["people"] if person["consents"]]


def pairs_wide(rows, surveys):
    """One row a person: what was answered in each round, with the codes for no answer."""
    for which in (["before"], ["before", "after"]):
        names = [name for one in which for name in surveys["variables"][one]]
        has = Counter(tuple(row) for row in rows[names].itertuples(index=False) if all(map(bool, row)))
        sheets = [sheet for sheet in answered(surveys) if all(one in sheet for one in which)]
        wanted = Counter(tuple(str(sheet[o][n]) for o in which for n in surveys["variables"][o]) for sheet in sheets)
        yield from unlike(f"wide, answered {' and '.join(which)}", has, wanted)


def pairs_long(rows, surveys):
    """One row an answer: the rounds joined by the pseudonym, as an evaluator would."""
    rounds = []
    for one in ("before", "after"):
        own = rows[rows["variable"].isin(surveys["variables"][one])]
        rounds.append(own.pivot(index="person", columns="variable", values="code"))
    joined = rounds[0].merge(rounds[1], left_index=True, right_index=True).fillna("")
    names = [*surveys["variables"]["before"], *surveys["variables"]["after"]]
    has = Counter(tuple(row) for row in joined.reindex(columns=names, fill_value="").itertuples(index=False))
    wanted = Counter()
    for sheet in answered(surveys):
        if "after" in sheet:
            codes = [str({**sheet["before"], **sheet["after"]}[name]) for name in names]
            wanted[tuple("" if code == NO_ANSWER else code for code in codes)] += 1
    yield from unlike("long, joined by the pseudonym", has, wanted)


def unlike(what, has, wanted):
    if has != wanted:
        unlike = (has - wanted) + (wanted - has)
        yield f"{what}: {sum(has.values())} people, {sum(wanted.values())} answered so; {unlike.most_common(2)} unlike"


def changes(rows, surveys):
    """The table of before and after: each figure is what was answered, or hidden; nothing of rounds still open."""
    own = rows[rows["table"] == "changes"]
    if not surveys["over"]:
        if len(own):
            yield f"{len(own)} figures of change are told while the rounds are open"
        return
    for question, (before, after) in surveys["questions"].items():
        steps = [
            (sheet["before"][before], sheet["after"][after])
            for sheet in answered(surveys)
            if "after" in sheet and not {sheet["before"][before], sheet["after"][after]} & {97, 99}
        ]
        wanted = [
            len(steps),
            sum(then < now for then, now in steps),
            sum(then == now for then, now in steps),
            sum(then > now for then, now in steps),
        ]
        cells = list(own[own["row"] == question]["value"])[2:6]
        if len(cells) != 4:
            yield f"nothing is told of the change in “{question}”: {cells}"
        elif any(cell and float(cell) != number for cell, number in zip(cells, wanted, strict=True)):
            yield f"“{question}”: {cells} told, {wanted} answered"


def labels(table, wanted):
    """A code means what its button said."""
    fields = {field["name"]: field for field in table.fields}
    for name, codes in wanted.items():
        told = {str(one["value"]): one["label"] for one in fields[name].get("categories", ())}
        if told != codes:
            yield f"{name} means {told}, the page said {codes}"
        if set(tables.missing(fields[name])) != {"97", "98", "99"}:
            yield f"{name} has the codes {tables.missing(fields[name])} for no answer"


def clients(found, told):
    """Faces are told once enough have gathered, no small one among them; what waits is nowhere."""
    faces, words = found["pilot_client_feedback"].rows, found["pilot_client_words"].rows
    for pilot, answers in told["clients"].items():
        gathered = answers[: len(answers) // told["fewest"] * told["fewest"]]
        counts = Counter(str(smile) for smile, _words in gathered)
        own = faces[faces["pilot"] == pilot]
        if set(own["answered"]) != ({str(len(gathered))} if gathered else set()):
            yield f"pilot {pilot}: {set(own['answered'])} answers, {len(gathered)} have gathered"
        for smile, answered in zip(own["smile"], own["answers"], strict=True):
            if answered and (int(answered) != counts[smile] or 0 < int(answered) < told["fewest"]):
                yield f"pilot {pilot}: face {smile} {answered} times, {counts[smile]} were given"
        said = Counter(text for _smile, text in gathered if text)
        has = Counter(" ".join(text.split()[:2]) for text in words[words["pilot"] == pilot]["text"])
        if has != said:
            yield f"pilot {pilot}: {sum(has.values())} clients' words, {sum(said.values())} may be told"


def visits(rows, wanted):
    """Each guidance visit with its minutes; the notes of a visitor who has not consented are not there."""
    for visit in wanted:
        own = rows[rows["topics"] == visit["topics"]]
        if len(own) != visit["consents"]:
            yield f"the visit “{visit['topics']}” is there {len(own)} times"
        elif len(own) and (own["minutes"].item(), own["form"].item()) != (str(visit["minutes"]), visit["form"]):
            yield f"the visit “{visit['topics']}”: {own['minutes'].item()} minutes, {own['form'].item()}"
