"""What may be typed into the discussions."""

from forums.forms.mail import MailForm
from forums.forms.order import HandOverForm, HideForm, MoveForm, ReportForm
from forums.forms.starting import ThreadForm
from forums.forms.subjects import EVERYBODY
from forums.forms.writing import TextForm

__all__ = ["EVERYBODY", "HandOverForm", "HideForm", "MailForm", "MoveForm", "ReportForm", "TextForm", "ThreadForm"]
