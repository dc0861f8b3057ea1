"""Putting options in order, best first."""

from django.utils.translation import gettext_lazy as _

from realtime.tools.polls.kinds.kind import Kind, whole, whole_numbers, wrong_answer


class Ranking(Kind):
    name = "ranking"
    label = _("put in order")
    answer = "all options' indexes, the best first"
    result = "`means`: the mean place of each option, from 1; `places`: for each option, people per place"
    fewest_options, most_options = 2, 8

    def check(self, asked, answer):
        order = whole_numbers(answer, 0, len(asked.options) - 1, how_many=len(asked.options))
        if len(set(order)) != len(order):
            raise wrong_answer()
        return order

    def tally(self, asked, answers, hidden=()):
        places = [[0] * len(asked.options) for _option in asked.options]
        for order, people in answers:
            for place, option in enumerate(order):
                places[option][place] += people
        return {"means": [_mean(counts) for counts in places], "places": places}

    def shown(self, asked, result, answered, mine=None):
        most = len(asked.options)
        rows = [
            {
                "text": text,
                "mean": result["means"][index],
                "percent": 100 * (most - result["means"][index] + 1) / most if result["means"][index] else 0,
                "places": result["places"][index],
                "mine": mine and mine.index(index) + 1,
            }
            for index, text in enumerate(asked.options)
        ]
        return {"shape": "ranks", "rows": sorted(rows, key=lambda row: row["mean"] or 0), "places": range(1, most + 1)}

    def fields(self, asked, mine):
        """The options in one's own order, or as they were given."""
        order = mine or range(len(asked.options))
        rows = [{"index": i, "text": asked.options[i], "place": place} for place, i in enumerate(order, start=1)]
        return {"rows": rows, "places": range(1, len(rows) + 1), "given": bool(mine)}

    def from_form(self, asked, data, name):
        """Each option's place; two on the same place, or one missing, is a wrong answer."""
        places = [whole(data.get(f"{name}-{index}")) for index in range(len(asked.options))]
        if not any(places):
            return None
        if sorted(place or 0 for place in places) != list(range(1, len(places) + 1)):
            raise wrong_answer()
        return [places.index(place) for place in range(1, len(places) + 1)]

    def typed(self, asked, data, name):
        """The order in which the places stood, those without a place last; None when there were none."""
        places = [whole(data.get(f"{name}-{index}")) or 0 for index in range(len(asked.options))]
        last = len(places) + 1
        return sorted(range(len(places)), key=lambda index: places[index] or last) if any(places) else None

    def rows(self, asked, answer):
        for place, option in enumerate(answer, start=1):
            yield {"option": option + 1, "answer": asked.options[option], "value": place}


def _mean(counts):
    people = sum(counts)
    return round(sum(place * here for place, here in enumerate(counts, start=1)) / people, 2) if people else None
