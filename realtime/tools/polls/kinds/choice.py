"""Choosing among options: one, several, or yes, no and abstaining."""

from django.utils.translation import gettext_lazy as _

from realtime.tools.polls.kinds.kind import Kind, percent, whole, whole_numbers, wrong_answer

MOST_OPTIONS = 10


class Choice(Kind):
    answer = "the chosen options' indexes, from 0"
    result = "`counts`: people per option"
    most = 1
    fewest_options, most_options = 2, MOST_OPTIONS

    def check(self, asked, answer):
        chosen = sorted(set(whole_numbers(answer, 0, len(asked.options) - 1)))
        if len(chosen) != len(answer) or not 1 <= len(chosen) <= self.most:
            raise wrong_answer()
        return chosen

    def tally(self, asked, answers, hidden=()):
        counts = [0] * len(asked.options)
        for chosen, people in answers:
            for option in chosen:
                counts[option] += people
        return {"counts": counts}

    def shown(self, asked, result, answered, mine=None):
        rows = zip(asked.options, result["counts"], strict=True)
        return {
            "shape": "bars",
            "rows": [
                {"text": text, "people": people, "percent": percent(people, answered), "mine": index in (mine or ())}
                for index, (text, people) in enumerate(rows)
            ],
        }

    def fields(self, asked, mine):
        options = enumerate(asked.options)
        return {"rows": [{"index": index, "text": text, "mine": index in (mine or ())} for index, text in options]}

    def from_form(self, asked, data, name):
        chosen = [whole(text) for text in data.getlist(name)]
        return chosen or None

    def rows(self, asked, answer):
        for option in answer:
            yield {"option": option + 1, "answer": asked.options[option]}


class Single(Choice):
    name = "single"
    label = _("choose one")


class Multiple(Choice):
    name = "multiple"
    label = _("choose several")
    most = MOST_OPTIONS


class YesNo(Choice):
    """Abstaining is an answer, counted apart: shares are of those who took a stand."""

    name = "yes_no"
    label = _("yes, no or abstain")
    result = "`counts`: people who said yes, no, and who abstained"
    fewest_options = most_options = 3

    def checked(self, options, settings):
        return super().checked(options or [str(_("Yes")), str(_("No")), str(_("I abstain"))], settings)

    def shown(self, asked, result, answered, mine=None):
        shown = super().shown(asked, result, answered, mine)
        *stands, abstained = shown["rows"]
        taken = sum(row["people"] for row in stands)
        for row in stands:
            row["percent"] = percent(row["people"], taken)
        abstained |= {"percent": None}
        return shown
