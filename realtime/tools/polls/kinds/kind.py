"""What every kind of question has in common: checking a question and an answer, tallying, telling the results."""

import hashlib
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused

FEWEST = 5
OPTION_LENGTH = 200


@dataclass(frozen=True)
class Asked:
    """A question of some kind, also as one part of a form; a poll and a run are asked alike."""

    question: str
    kind: str
    options: list = field(default_factory=list)
    settings: dict = field(default_factory=dict)


class WrongQuestion(ValueError):
    """A question that cannot be asked so; ``name`` is what is wrong with it, ``message`` says what to do."""

    def __init__(self, name, message):
        super().__init__(name)
        self.name = name
        self.message = message


@dataclass(frozen=True)
class Number:
    """A setting that is a whole number within bounds."""

    default: int
    least: int
    most: int


@dataclass(frozen=True)
class Words:
    """A setting that is a short text, empty unless given."""

    most: int = 60
    default: str = ""


class Kind:
    """One kind of question.

    ``settings`` declares what it may be told, ``fewest_options`` and
    ``most_options`` how many options it takes. ``answer`` and ``result``
    describe, for docs/protocol.md, what goes over the wire. Answers come to
    ``tally`` as (answer, people who gave it).
    """

    name = ""
    label = ""
    answer = ""
    result = ""
    settings = {}
    fewest_options = most_options = 0

    def checked(self, options, settings):
        """(options, settings) as they are stored; WrongQuestion says what is wrong."""
        return self._checked_options(options), self._checked_settings(settings)

    def check(self, asked, answer):
        """The answer as it is stored; Refused when it does not answer the question."""
        raise NotImplementedError

    def tally(self, asked, answers, hidden=()):
        """What the answers come to. ``hidden`` has the keys of texts that a coach has hidden."""
        raise NotImplementedError

    def public(self, result):
        """The result without what only coaches see."""
        return result

    def shown(self, asked, result, answered, mine=None):
        """The result as its template walks it."""
        raise NotImplementedError

    def texts(self, asked):
        """What is asked about, for those who do not answer: the options, or a form's questions."""
        return asked.options

    def fields(self, asked, mine):
        """What the template of the ballot walks besides the question's own."""
        return {}

    def from_form(self, asked, data, name):
        """The answer in what a plain form sent under this name; None when nothing was answered."""
        raise NotImplementedError

    def typed(self, asked, data, name):
        """What a refused form held, as near to an answer as ``fields`` and the ballot's template can show it."""
        try:
            return self.from_form(asked, data, name)
        except Refused:
            return None

    def rows(self, asked, answer):
        """The answer as rows of data: dicts of ``option`` (from 1), ``answer``, ``value`` and ``text``."""
        raise NotImplementedError

    def hides(self, asked, row):
        """Whether a coach has hidden the text of this row of data."""
        return key_of(row["text"]) in asked.hidden

    def _checked_options(self, options):
        options = [option.strip() for option in options if option.strip()]
        if not self.fewest_options <= len(options) <= self.most_options:
            few_many = {"fewest": self.fewest_options, "most": self.most_options}
            raise WrongQuestion("options", _("Write {fewest}–{most} options, each on its own line.").format(**few_many))
        if len(set(options)) != len(options):
            raise WrongQuestion("options", _("Two options are the same. Change one of them."))
        if any(len(option) > OPTION_LENGTH for option in options):
            raise WrongQuestion("options", _("An option may have 200 characters at most."))
        return options

    def _checked_settings(self, settings):
        return {name: _setting(name, kind, settings.get(name)) for name, kind in self.settings.items()}


def _setting(name, kind, value):
    if value in (None, ""):
        return kind.default
    if isinstance(kind, Number):
        if type(value) is not int or not kind.least <= value <= kind.most:
            between = _("Give a whole number from {least} to {most}.").format(least=kind.least, most=kind.most)
            raise WrongQuestion(name, between)
        return value
    if not isinstance(value, str) or len(value) > kind.most:
        raise WrongQuestion(name, _("Write at most {most} characters.").format(most=kind.most))
    return value.strip()


def wrong_answer():
    return Refused("wrong_answer", _("This does not answer the question. Look at your answer once more."))


def whole_numbers(answer, least, most, *, how_many=None):
    """The answer, when it is a list of whole numbers within bounds; otherwise refused."""
    if not isinstance(answer, list) or (how_many is not None and len(answer) != how_many):
        raise wrong_answer()
    if any(type(number) is not int or not least <= number <= most for number in answer):
        raise wrong_answer()
    return answer


def whole(text):
    """The whole number in a form's field; None when there is none."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def key_of(text):
    """What a text is called when it is hidden; the order of keys tells nothing of the order of answering."""
    return hashlib.sha256(text.casefold().encode()).hexdigest()[:16]


def percent(people, answered):
    return 100 * people / answered if answered else 0
