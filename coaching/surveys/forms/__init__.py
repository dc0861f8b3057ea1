"""Forms of whoever writes instruments. Words in several languages stand in a field each; lists are one a line."""

from coaching.surveys.forms.items import ItemForm, as_lines
from coaching.surveys.forms.lens import LensForm
from coaching.surveys.forms.texts import SectionForm, SurveyForm
from coaching.surveys.forms.waves import WaveForm

__all__ = ["ItemForm", "LensForm", "SectionForm", "SurveyForm", "WaveForm", "as_lines"]
