"""Polls to start from: the questions that coaching groups ask again and again."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Preset:
    """Values for a poll's form; ``name`` is what it is called in the list."""

    name: Any
    kind: str
    question: Any
    options: Any = ""
    settings: dict = field(default_factory=dict)
    reveal: str = "when_closed"

    def initial(self):
        """The values in the reader's language, as the form takes them."""
        told = {name: value if isinstance(value, int) else str(value) for name, value in self.settings.items()}
        return {
            "kind": self.kind,
            "question": str(self.question),
            "options": str(self.options),
            "reveal": self.reveal,
            **told,
        }


PRESETS = {
    "mood": Preset(
        _("Mood round"),
        "scale",
        _("How are you arriving today?"),
        settings={"steps": 5, "low": _("worn out"), "high": _("full of energy")},
        reveal="live",
    ),
    "before-after": Preset(
        _("Scale, before and after"),
        "scale",
        _("How sure do you feel just now?"),
        _("I know what this is about\nI can explain it to a customer\nI dare to try it at work"),
        {"steps": 5, "low": _("not at all"), "high": _("fully")},
    ),
    "agree": Preset(
        _("Agree or disagree"),
        "scale",
        _("How far do you agree?"),
        _("Write your statements here, one on each line"),
        {"steps": 5, "low": _("I disagree"), "high": _("I agree")},
    ),
    "word": Preset(_("One word"), "cloud", _("Which word do you take with you?"), settings={"words": 1}, reveal="live"),
    "round": Preset(_("Question round"), "text", _("What would you like to ask?"), reveal="coach_only"),
    "try": Preset(_("What will you try?"), "text", _("What will you try at work before we meet again?")),
    "priorities": Preset(
        _("What matters most"),
        "points",
        _("Where should we use our time?"),
        _("Practising together\nTalking about cases\nInstructions to read"),
        {"points": 10},
    ),
    "yes-no": Preset(_("A decision"), "yes_no", _("Shall we do it so?")),
}
