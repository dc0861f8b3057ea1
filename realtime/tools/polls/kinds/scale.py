"""A scale with words at its ends: how far one agrees with each statement, or with the question itself."""

from django.utils.translation import gettext_lazy as _

from realtime.tools.polls.kinds.kind import FEWEST, Kind, Number, Words, percent, whole, wrong_answer


class Scale(Kind):
    """Statements may be passed over: each has its own number of people, and is told from five of them on."""

    name = "scale"
    label = _("a scale")
    answer = "for each statement the step from 1, or null; one statement when there are no options"
    result = "`items`: for each statement `answered`, and `counts` per step and `mean`, null when too few"
    settings = {"steps": Number(5, 3, 10), "low": Words(), "high": Words()}
    fewest_options, most_options = 0, 10

    def check(self, asked, answer):
        steps = asked.settings["steps"]
        if not isinstance(answer, list) or len(answer) != len(statements(asked)):
            raise wrong_answer()
        if any(step is not None and (type(step) is not int or not 1 <= step <= steps) for step in answer):
            raise wrong_answer()
        if not any(answer):
            raise wrong_answer()
        return answer

    def tally(self, asked, answers, hidden=()):
        counts = [[0] * asked.settings["steps"] for _statement in statements(asked)]
        for answer, people in answers:
            for item, step in zip(counts, answer, strict=True):
                if step:
                    item[step - 1] += people
        return {"items": [_item(item) for item in counts]}

    def shown(self, asked, result, answered, mine=None):
        items = [
            {
                "text": text,
                "mine": mine and mine[index],
                **item,
                "steps": item["counts"] and _segments(item["counts"], item["answered"]),
            }
            for index, (text, item) in enumerate(zip(statements(asked), result["items"], strict=True))
        ]
        return {
            "shape": "stack",
            "rows": items,
            "steps": range(1, asked.settings["steps"] + 1),
            "single": not asked.options,
            **ends(asked),
        }

    def fields(self, asked, mine):
        rows = [
            {"index": index, "text": text, "mine": mine and mine[index]} for index, text in enumerate(statements(asked))
        ]
        return {
            "rows": rows,
            "steps": range(1, asked.settings["steps"] + 1),
            "single": not asked.options,
            **ends(asked),
        }

    def from_form(self, asked, data, name):
        steps = [whole(data.get(f"{name}-{index}")) for index, _text in enumerate(statements(asked))]
        return steps if any(steps) else None

    def rows(self, asked, answer):
        for index, (text, step) in enumerate(zip(statements(asked), answer, strict=True), start=1):
            if step:
                yield {"option": index, "answer": text, "value": step}


def statements(asked):
    """What is rated: the options, or the question itself when there are none."""
    return asked.options or [asked.question]


def ends(asked):
    return {"low": asked.settings["low"], "high": asked.settings["high"]}


def _item(counts):
    people = sum(counts)
    if people < FEWEST:
        return {"answered": people, "counts": None, "mean": None}
    mean = sum(step * here for step, here in enumerate(counts, start=1)) / people
    return {"answered": people, "counts": counts, "mean": round(mean, 2)}


def _segments(counts, people):
    """Where each step's part of the bar begins and how wide it is, in percents: the middle of the scale at 0."""
    shares = [percent(here, people) for here in counts]
    half = len(shares) // 2
    below = sum(shares[:half]) + (shares[half] / 2 if len(shares) % 2 else 0)
    segments, start = [], -below
    for step, (share, here) in enumerate(zip(shares, counts, strict=True), start=1):
        tone = 1 + round(4 * (step - 1) / (len(counts) - 1))
        segments.append({"step": step, "people": here, "percent": share, "start": start, "tone": tone})
        start += share
    return segments
