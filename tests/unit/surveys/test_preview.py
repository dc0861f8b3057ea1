"""How a survey looks to those who answer: in which language, to whom what, and that nothing is stored."""

import pytest
from django.urls import reverse

from coaching.core.models import History
from coaching.surveys.models import Answer, Sheet, Wave

from .conftest import make_item


@pytest.fixture
def asked(survey):
    """One question for everybody, one for developer-clients, one for a subgroup at the end."""
    section = survey.sections.get()
    survey.items.exclude(key="scale").delete()
    make_item(section, "text", "asiakas", only_for={"roles": ["developer_client"]})
    make_item(section, "text", "ryhma", only_for={"circles": {"subgroup": ["lapset"]}, "waves": ["after"]})
    return survey


def shown(client, survey, **lens):
    text = client.get(reverse("surveys:preview", args=[survey.pk]), lens).text
    return [key for key in ("scale", "asiakas", "ryhma") if f"Kysymys {key}?" in text]


@pytest.mark.parametrize(
    ("lens", "found"),
    [
        ({}, ["scale"]),
        ({"role": "developer_client"}, ["scale", "asiakas"]),
        ({"subgroup": "lapset", "kind": "after"}, ["scale", "ryhma"]),
        ({"subgroup": "lapset", "kind": "before"}, ["scale"]),
        ({"role": "nobody", "kind": "x", "language": "x"}, ["scale"]),
    ],
)
def test_each_sees_what_they_are_asked(asked, signed_in, organiser, subgroup, lens, found):
    assert shown(signed_in(organiser), asked, **lens) == found


def test_in_the_language_chosen_while_the_page_keeps_its_own(make_survey, signed_in, organiser):
    survey = make_survey("single")
    survey.items.update(text={"fi": "Mikä?", "sv": "Vilken?"})

    page = signed_in(organiser).get(reverse("surveys:preview", args=[survey.pk]), {"language": "sv"}).text

    assert ('<html lang="en"' in page, "Vilken?" in page, "Mikä?" in page) == (True, True, False)


def test_nothing_is_stored(survey, signed_in, organiser):
    client, before = signed_in(organiser), History.objects.count()

    client.get(reverse("surveys:preview", args=[survey.pk]))

    assert (Wave.objects.count(), Sheet.objects.count(), Answer.objects.count()) == (0, 0, 0)
    assert History.objects.count() == before


def test_an_anonymous_survey_asks_everybody_the_same(make_survey, signed_in, organiser, subgroup):
    survey = make_survey("text", mode="anonymous")

    form = signed_in(organiser).get(reverse("surveys:preview", args=[survey.pk])).context["form"]

    assert set(form.fields) == {"language", "kind"}


def test_only_its_writer_looks(survey, signed_in, coach, outsider):
    address = reverse("surveys:preview", args=[survey.pk])

    assert [signed_in(who).get(address).status_code for who in (coach, outsider)] == [403, 404]
