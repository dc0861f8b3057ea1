"""An instrument, the waves it is sent in, and what was answered."""

from coaching.surveys.models.answers import Answer, BlankSheet, Receipt, Sheet
from coaching.surveys.models.instrument import Item, Section, Survey, TextChange
from coaching.surveys.models.waves import Mailing, Wave

__all__ = ["Answer", "BlankSheet", "Item", "Mailing", "Receipt", "Section", "Sheet", "Survey", "TextChange", "Wave"]
