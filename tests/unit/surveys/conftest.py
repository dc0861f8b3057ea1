"""A small instrument of every kind of item, and a wave of it that is open now."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone, translation

from coaching.surveys.models import Item, Section, Survey, Wave

LEVELS = [{"fi": "En osaa"}, {"fi": "Osaan"}, {"fi": "Opastan muita"}]
AREAS = [{"key": "teknologia", "text": {"fi": "Teknologia"}}, {"key": "etiikka", "text": {"fi": "Etiikka"}}]
CHOICES = [{"key": "chat", "text": {"fi": "Chat", "en": "Chat"}}, {"key": "video", "text": {"fi": "Video"}}]
SETTINGS = {
    "single": {"choices": CHOICES},
    "multiple": {"choices": CHOICES},
    "scale": {"steps": 5, "low": {"fi": "ei"}, "high": {"fi": "kyllä"}, "cannot_say": True},
    "number": {"lowest": 0, "highest": 300},
    "matrix": {"areas": AREAS, "levels": LEVELS},
}


def make_item(section, kind, key=None, **values):
    values = {"text": {"fi": f"Kysymys {key or kind}?"}, "settings": SETTINGS.get(kind, {}), **values}
    place = section.items.count() + 1
    return Item.objects.create(
        survey=section.survey, section=section, place=place, key=key or kind, kind=kind, **values
    )


@pytest.fixture(autouse=True)
def _in_english(client):
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def make_survey(programme):
    """make_survey(*kinds, **values) → an instrument with an item of each kind, in one section."""

    def make(*kinds, key="kysely", **values):
        survey = Survey.objects.create(programme=programme, key=key, title={"fi": "Kysely"}, **values)
        section = Section.objects.create(survey=survey, place=1, title={"fi": "Osa"})
        for kind in kinds or Item.Kind.values:
            make_item(section, kind)
        return survey

    return make


@pytest.fixture
def make_wave():
    """make_wave(survey, **values) → a wave open since yesterday until tomorrow."""

    def make(survey, key="alku", kind=Wave.Kind.BEFORE, **values):
        now = timezone.now()
        values = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=1)} | values
        return Wave.objects.create(survey=survey, key=key, kind=kind, **values)

    return make


@pytest.fixture
def survey(make_survey):
    return make_survey()


@pytest.fixture
def wave(survey, make_wave):
    return make_wave(survey)


@pytest.fixture
def anonymous_wave(make_survey, make_wave):
    return make_wave(make_survey("scale", "text", key="nimeton", mode=Survey.Mode.ANONYMOUS))


@pytest.fixture
def over():
    """over(wave): its time for answering has just ended."""

    def end(wave):
        Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
        wave.refresh_from_db()
        return wave

    return end


@pytest.fixture
def item(survey):
    """item(key) → that item of the small instrument."""
    return lambda key, of=None: (of or survey).items.get(key=key)


def typed(item, *values, **areas):
    """What a form sends of one item."""
    data = QueryDict(mutable=True)
    if values:
        data.setlist(item.name, list(values))
    for area, level in areas.items():
        data[f"{item.name}-{area}"] = level
    return data
