"""Several questions answered together, as one ballot."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from realtime.tools.polls.kinds.kind import FEWEST, Asked, Kind, WrongQuestion, wrong_answer

MOST_QUESTIONS = 10
QUESTION_LENGTH = 300


@dataclass(frozen=True)
class HidingPart:
    """A question of a form whose texts a coach may have hidden."""

    settings: dict
    hidden: list


class Form(Kind):
    """A question may be passed over: each has its own number of people, and is told from five of them on."""

    name = "form"
    label = _("several questions")
    settings = {"questions": None}
    answer = "for each question an answer of its kind, or null"
    result = "`parts`: for each question `answered`, `too_few` and its `kind`'s `result`, null when too few"

    def __init__(self, kinds):
        self.kinds = kinds

    def parts(self, asked):
        """[(kind, question)] of the form."""
        parts = [Asked(**part) for part in asked.settings["questions"]]
        return [(self.kinds[part.kind], part) for part in parts]

    def checked(self, options, settings):
        questions = settings.get("questions") or []
        if not 2 <= len(questions) <= MOST_QUESTIONS:
            raise WrongQuestion("questions", _("Take 2–10 questions."))
        return [], {"questions": [self._checked_part(part) for part in questions]}

    def _checked_part(self, part):
        if part["kind"] not in self.kinds or not 1 <= len(part["question"]) <= QUESTION_LENGTH:
            raise WrongQuestion("questions", _("A question within a form is of another kind, 300 characters at most."))
        options, settings = self.kinds[part["kind"]].checked(part["options"], part["settings"])
        return {"question": part["question"], "kind": part["kind"], "options": options, "settings": settings}

    def check(self, asked, answer):
        parts = self.parts(asked)
        if not isinstance(answer, list) or len(answer) != len(parts) or all(one is None for one in answer):
            raise wrong_answer()
        return [None if one is None else kind.check(part, one) for (kind, part), one in zip(parts, answer, strict=True)]

    def tally(self, asked, answers, hidden=()):
        answers = list(answers)
        return {
            "parts": [
                self._part(kind, part, [(one[index], people) for one, people in answers], hidden)
                for index, (kind, part) in enumerate(self.parts(asked))
            ]
        }

    def texts(self, asked):
        return [part.question for _kind, part in self.parts(asked)]

    def hides(self, asked, row):
        kind, part = self.parts(asked)[row["part"] - 1]
        return kind.hides(HidingPart(part.settings, asked.hidden), row)

    def _part(self, kind, part, answers, hidden):
        given = [(answer, people) for answer, people in answers if answer is not None]
        answered = sum(people for _answer, people in given)
        few = answered < FEWEST
        result = None if few else {"kind": kind.name, **kind.tally(part, given, hidden)}
        return {"answered": answered, "too_few": few, "result": result}

    def public(self, result):
        return {"parts": [self._public_part(part) for part in result["parts"]]}

    def _public_part(self, part):
        if part["result"] is None:
            return part
        kind = part["result"]["kind"]
        return part | {"result": {"kind": kind, **self.kinds[kind].public(part["result"])}}

    def shown(self, asked, result, answered, mine=None):
        mine = mine or [None] * len(result["parts"])
        rows = [
            {
                "text": part.question,
                "answered": told["answered"],
                "too_few": told["too_few"],
                "results": told["result"] and kind.shown(part, told["result"], told["answered"], own),
            }
            for (kind, part), told, own in zip(self.parts(asked), result["parts"], mine, strict=True)
        ]
        return {"shape": "parts", "rows": rows}

    def from_form(self, asked, data, name):
        answer = [kind.from_form(part, data, f"{name}-{index}") for index, (kind, part) in enumerate(self.parts(asked))]
        return None if all(one is None for one in answer) else answer

    def rows(self, asked, answer):
        for index, ((kind, part), one) in enumerate(zip(self.parts(asked), answer, strict=True), start=1):
            if one is not None:
                for row in kind.rows(part, one):
                    yield {"part": index, **row}
