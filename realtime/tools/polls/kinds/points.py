"""Sharing points among options: what matters, and how much."""

from django.utils.translation import gettext_lazy as _

from realtime.tools.polls.kinds.kind import Kind, Number, percent, whole, whole_numbers, wrong_answer


class Points(Kind):
    name = "points"
    label = _("share points")
    answer = "points for each option; 1–`points` in all"
    result = "`points` of each option, and `givers`: people who gave it any"
    settings = {"points": Number(10, 2, 100)}
    fewest_options, most_options = 2, 10

    def check(self, asked, answer):
        most = asked.settings["points"]
        given = whole_numbers(answer, 0, most, how_many=len(asked.options))
        if not 1 <= sum(given) <= most:
            raise wrong_answer()
        return given

    def tally(self, asked, answers, hidden=()):
        points, givers = [0] * len(asked.options), [0] * len(asked.options)
        for given, people in answers:
            for option, here in enumerate(given):
                points[option] += here * people
                givers[option] += people if here else 0
        return {"points": points, "givers": givers}

    def shown(self, asked, result, answered, mine=None):
        total = sum(result["points"])
        rows = [
            {
                "text": text,
                "points": points,
                "people": givers,
                "percent": percent(points, total),
                "mine": mine and mine[index],
            }
            for index, (text, points, givers) in enumerate(
                zip(asked.options, result["points"], result["givers"], strict=True)
            )
        ]
        return {"shape": "points", "rows": rows}

    def fields(self, asked, mine):
        options = enumerate(asked.options)
        return {"rows": [{"index": index, "text": text, "mine": mine[index] if mine else 0} for index, text in options]}

    def from_form(self, asked, data, name):
        given = [whole(data.get(f"{name}-{index}")) or 0 for index in range(len(asked.options))]
        return given if any(given) else None

    def rows(self, asked, answer):
        for option, points in enumerate(answer):
            yield {"option": option + 1, "answer": asked.options[option], "value": points}
