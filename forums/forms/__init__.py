"""What may be typed into the discussions."""

from forums.forms.order import HandOverForm, HideForm
from forums.forms.starting import EVERYBODY, ThreadForm
from forums.forms.writing import TextForm

__all__ = ["EVERYBODY", "HandOverForm", "HideForm", "TextForm", "ThreadForm"]
