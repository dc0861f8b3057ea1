"""A pilot as an operating model: seventeen fields in their order, and nobody's name in them."""

import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from docx import Document

from coaching.pilots import actions
from coaching.pilots.models import Pilot, Risk, Tool
from coaching.pilots.toimintamalli import concerns, workers_told, written_out

LABELS = [
    "Toimintamallin nimi",
    "Toimintamallin lyhyt kuvaus",
    "Toteutuspaikka",
    "Paikkakunta, maakunta tai hyvinvointialue",
    "Toimintamallin rahoittaja",
    "Toimintamallin kokonaisuus",
    "Tekijä",
    "Luotu",
    "Viimeksi muokattu",
    "Ratkaisun perusidea",
    "Toimintaympäristö",
    "Kohderyhmä ja asiakasymmärrys",
    "Toimivuuden ja käyttöönoton ehdot",
    "Arvioinnin tulokset tiivistettynä",
    "Vinkit toimintamallin soveltajille",
    "Kansikuva",
    "Kehittämisen vaihe",
]
TEXTS = [name for name in (field.name for field in Pilot._meta.fields) if name not in {"id", "key", "made_at"}]


@pytest.fixture
def full(pilot, programme, participant):
    """A pilot with something in every part; each text is its own column's name."""
    programme.funder = "Euroopan sosiaalirahasto (ESR)"
    programme.save()
    texts = {
        field.name: f"teksti {field.name}"
        for field in Pilot._meta.fields
        if field.get_internal_type() in ("CharField", "TextField") and not field.choices
    }
    given = {**texts, "outcome": "adopt", "licence": "cc_by", "state": "in_use", "decided_on": date(2020, 11, 1)}
    for name, value in given.items():
        setattr(pilot, name, value)
    pilot.save()
    actions.add_step(by=participant, pilot=pilot, title="teksti askel")
    actions.keep_tool(by=participant, pilot=pilot, tool=Tool(), name="teksti väline", supplier="teksti toimittaja")
    actions.keep_risk(by=participant, pilot=pilot, risk=Risk(), what="teksti riski", action="teksti teko")
    figures = {"clients": (12, True), "no_shows": (3, False), "chat": (2, False)}
    actions.keep_month(by=participant, pilot=pilot, month=date(2020, 9, 1), figures=figures)
    for _n in range(5):
        pilot.client_feedback.create(smile=5, words="salainen asiakkaan sana", told_on=date(2020, 9, 1))
    return pilot


def fields_of(pilot):
    return [field for section in written_out(pilot) for field in section.fields]


@pytest.fixture
def page(full):
    return reverse("pilots:toimintamalli", args=[full.pk])


def file_of(pilot, kind, read=""):
    return reverse("pilots:model_file", args=[pilot.pk, kind]) + f"?read={read}"


def test_the_seventeen_fields_come_in_their_order_and_all_are_filled(full):
    fields = fields_of(full)

    assert [field.label for field in fields] == LABELS
    assert [field.number for field in fields] == list(range(1, 18))
    assert [field.label for field in fields if not field.text] == []


def test_every_text_of_the_record_has_its_place(full):
    everything = "\n".join(field.text for field in fields_of(full))
    texts = [getattr(full, name) for name in TEXTS if str(getattr(full, name)).startswith("teksti")]
    texts += ["teksti askel", "teksti väline", "teksti toimittaja", "teksti riski", "teksti teko"]

    assert [text for text in texts if text not in everything] == []


def test_few_people_clients_words_and_names_are_not_in_it(full):
    results = fields_of(full)[13].text

    assert "12" in results
    assert "9/2020 3" not in results
    assert "salainen" not in "".join(field.text for field in fields_of(full))


@pytest.mark.parametrize(
    ("smiles", "told"),
    [
        ([5, 4, 4, 5, 5], (5, 5)),
        ([1, 1, 2, 2, 3], (0, 5)),
        ([4] * 5 + [1] * 5, (5, 10)),
        ([5, 4, 4, 5], None),
        ([5] * 5 + [1], None),
        ([], None),
    ],
)
def test_workers_are_counted_when_neither_part_is_small(smiles, told):
    with translation.override("en"):
        words = "Works well for {} of {} workers.".format(*told) if told else ""

        assert workers_told(5, smiles) == words


def test_funder_and_stage_are_the_forms_own_words(full):
    fields = fields_of(full)

    assert (fields[4].text, fields[16].text) == ("Euroopan Sosiaalirahasto (ESR)", "Käytössä")


def test_an_idea_is_mostly_empty_and_in_the_making(make_pilot, participant, signed_in):
    pilot = make_pilot("Etäryhmä", participant, state="idea", organisation=None)

    answer = signed_in(participant).get(reverse("pilots:toimintamalli", args=[pilot.pk]))

    assert [field.number for field in answer.context["empty"]] == [2, 3, 4, 5, 7, *range(10, 17)]
    assert fields_of(pilot)[16].text == "Kehitteillä"


def test_copying_waits_until_names_on_the_roster_have_been_read(full, participant, developer_client, page, signed_in):
    Pilot.objects.update(idea="Kaislan ja Secret Realnamen keksintö, soita 040 123 4567")
    client = signed_in(participant)

    marked = client.get(page)
    read = client.get(f"{page}?read={marked.context['read']}")

    assert [(field.number, words) for field, words in marked.context["concerns"]] == [
        (10, ["Kaislan", "Secret Realnamen", "040 123 4567"])
    ]
    assert ["<copy-button" in answer.content.decode() for answer in (marked, read)] == [False, True]
    assert "Kuukkeli" not in marked.content.decode()


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_a_file_waits_too_and_a_new_name_must_be_read_anew(kind, full, participant, page, signed_in):
    Pilot.objects.update(tips="Kysy Kaislalta")
    client = signed_in(participant)
    read = client.get(page).context["read"]

    got = [client.get(file_of(full, kind, given)).status_code for given in ("", read)]
    Pilot.objects.update(tips="Kysy Kaislalta tai Kuukkelilta")

    assert (got, client.get(file_of(full, kind, read)).url) == ([302, 200], page)


def test_the_word_document_has_real_headings_and_no_author(full, participant, signed_in):
    answer = signed_in(participant).get(file_of(full, "docx"))

    document = Document(io.BytesIO(answer.content))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 2"]
    assert (headings, document.core_properties.author) == (LABELS, "")
    assert answer["Content-Disposition"] == 'attachment; filename="teksti-name.docx"'


def test_the_web_page_shows_what_was_written_as_text(full, participant, signed_in):
    Pilot.objects.update(tips="<script>alert(1)</script>")

    page = signed_in(participant).get(file_of(full, "html")).content.decode()

    assert ("<script>" in page, "&lt;script&gt;" in page) == (False, True)
    assert [label for label in LABELS if f"<h3>{label}</h3>" not in page] == []


@pytest.mark.parametrize(
    ("who", "status"), [("participant", 200), ("developer", 200), ("coach", 403), ("stranger", 403), ("evaluator", 404)]
)
def test_who_writes_it_out(who, status, request, full, page, signed_in):
    client = signed_in(request.getfixturevalue(who))

    assert [client.get(path).status_code for path in (page, file_of(full, "docx"))] == [status, status]


def test_it_costs_as_much_for_one_of_each_and_for_three(full, participant, page, signed_in, django_assert_num_queries):
    def things():
        full.steps.create(title="x")
        full.risks.create(what="x")
        full.tools.create(name="x")

    client = signed_in(participant)
    client.get(page)

    with django_assert_num_queries(22):
        client.get(page)
    things()
    things()
    with django_assert_num_queries(22):
        client.get(page)


def test_places_and_services_are_nobody(full, participant):
    full.idea = "Tapaaminen Teamsissa tai Ninchatissa, kolme kertaa viikossa"

    assert concerns(full, written_out(full)) == {}
