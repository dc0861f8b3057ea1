"""A number: how many, how long, a guess."""

import math
import statistics

from django.utils.translation import gettext_lazy as _

from realtime.tools.polls.kinds.kind import Kind, Words, WrongQuestion, percent, wrong_answer
from realtime.tools.polls.kinds.kind import Number as Whole

MOST_BINS = 6
GREATEST = 10**9


class Number(Kind):
    """Answers are told in bins, with mean and median; the lowest and highest would point at people."""

    name = "number"
    label = _("a number")
    answer = "a number, two decimals at most"
    result = "`mean`, `median`, and `bins` of `low`, `high` (inclusive) and `people`"
    settings = {"lowest": Whole(0, -GREATEST, GREATEST), "highest": Whole(100, -GREATEST, GREATEST), "unit": Words(20)}

    def checked(self, options, settings):
        options, settings = super().checked([], settings)
        if settings["lowest"] >= settings["highest"]:
            raise WrongQuestion("highest", _("The highest number must be above the lowest."))
        return options, settings

    def check(self, asked, answer):
        if type(answer) not in (int, float) or not asked.settings["lowest"] <= answer <= asked.settings["highest"]:
            raise wrong_answer()
        number = round(answer, 2)
        return int(number) if number == int(number) else number

    def tally(self, asked, answers, hidden=()):
        numbers = [number for number, people in answers for _person in range(people)]
        if not numbers:
            return {"mean": None, "median": None, "bins": []}
        return {
            "mean": round(statistics.fmean(numbers), 2),
            "median": round(statistics.median(numbers), 2),
            "bins": _bins(asked, numbers),
        }

    def shown(self, asked, result, answered, mine=None):
        rows = [
            {
                "text": f"{one['low']}–{one['high']}" if one["low"] != one["high"] else str(one["low"]),
                "people": one["people"],
                "percent": percent(one["people"], answered),
                "mine": mine is not None and one["low"] <= mine <= one["high"],
            }
            for one in result["bins"]
        ]
        told = {"mean": result["mean"], "median": result["median"], "unit": asked.settings["unit"]}
        return {"shape": "bars", "rows": rows, "number": told}

    def from_form(self, asked, data, name):
        text = data.get(name, "").strip().replace(",", ".").replace("\u2212", "-")
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            raise wrong_answer() from None
        if not math.isfinite(number):
            raise wrong_answer()
        return number

    def typed(self, asked, data, name):
        return data.get(name, "")

    def rows(self, asked, answer):
        yield {"answer": asked.settings["unit"], "value": answer}


def _bins(asked, numbers):
    """At most MOST_BINS even bins over the whole range asked for, so that runs compare bin by bin."""
    lowest, highest = asked.settings["lowest"], asked.settings["highest"]
    width = math.ceil((highest - lowest + 1) / MOST_BINS)
    starts = range(lowest, highest + 1, width)
    return [
        {
            "low": start,
            "high": min(start + width - 1, highest),
            "people": sum(1 for number in numbers if start <= math.floor(number) < start + width),
        }
        for start in starts
    ]
