"""Which rows a filter leaves, by theme, subgroup, role and round; and what is said of it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from coaching.core.registries import datasets
from coaching.evaluation.extract import Snapshot, asked, clean_rows
from coaching.evaluation.filters import Filter, in_words, offered
from coaching.evaluation.forms import FilterForm
from coaching.evaluation.models import Extraction
from coaching.evaluation.summaries.attendance import kept_visits
from coaching.evaluation.summaries.frame import Frame
from coaching.programmes.models import Enrolment, Programme, Session, Theme
from coaching.surveys.models import Survey, Wave
from groups.actions import move
from realtime.models import Ballot


@pytest.fixture
def rows(study, coached_round, consents):
    """rows(table, filter) → the clean rows it leaves; everybody has consented."""
    consents(*(enrolment.person for enrolment in Enrolment.objects.select_related("person")))

    def take(name, **chosen):
        narrowed = Filter(**chosen)
        return list(clean_rows(datasets[name], asked(study, narrowed), Snapshot.of(study, narrowed)))

    return take


def told(rows, *names):
    return {tuple(row[name] for name in names) for row in rows}


def test_nothing_chosen_leaves_nothing_out(rows):
    assert len(rows("forum_posts")) == 3


def test_a_theme_by_its_own_column(rows, theme):
    """Another programme's theme of the same name is none of it."""
    other = Programme.objects.create(key="muualla", name="Muualla")
    Theme.objects.create(programme=other, key="muu", number=theme.number, name=theme.name)

    assert told(rows("forum_posts", themes=(theme.key,)), "theme") == {(str(theme),)}
    assert rows("forum_posts", themes=("muu",)) == []


def test_a_theme_by_the_session(rows, theme):
    whole = rows("chat")

    assert len(rows("chat", themes=(theme.key,))) == len(whole) > 0
    assert rows("chat", themes=("muu",)) == []


def test_what_knows_no_theme_stays(rows):
    assert len(rows("people", themes=("muu",))) == len(rows("people"))


def test_a_subgroup_by_its_own_column(rows, subgroup, other_subgroup):
    """Whoever wrote it: one of them is of the other subgroup."""
    assert len(rows("forum_posts", subgroups=(subgroup.name,))) == 3
    assert rows("forum_posts", subgroups=(other_subgroup.name,)) == []


def test_a_subgroup_by_the_session_where_no_person_is_told(rows, subgroup):
    Ballot.objects.update(answer=[1])
    whole = rows("poll_ballots")

    assert {row["person"] is None for row in whole} == {True, False}
    assert len(rows("poll_ballots", subgroups=(subgroup.name,))) == len(whole)
    assert rows("poll_ballots", subgroups=("Muu",)) == []


def test_a_subgroup_by_the_person_in_what_was_for_everybody(rows, subgroup, stranger):
    """The lecture is for all; those of another subgroup who were there are left out."""
    whole, own = rows("attendance"), rows("attendance", subgroups=(subgroup.name,))

    assert (len(whole) - len(own), told(own, "session") == told(whole, "session")) == (1, True)


def test_a_subgroup_by_where_the_person_was_on_that_day(rows, study, subgroup, other_subgroup, stranger, organiser):
    """What one did before moving stays in the subgroup that was left."""

    def there(group):
        chosen = Filter(subgroups=(group.name,))
        frame = Frame(study.programme_id, study.threshold, asked(study, chosen), Snapshot.of(study, chosen), True)
        visits = {visit.person for visit in kept_visits(frame)}
        return told(rows("attendance", subgroups=chosen.subgroups), "person"), visits

    before = [there(subgroup), there(other_subgroup)]

    move(by=organiser, person=stranger, subgroup=other_subgroup, to=subgroup)

    assert [there(subgroup), there(other_subgroup)] == before
    assert before[1][1] == {stranger.pk}
    Session.objects.update(starts_at=timezone.now() + timedelta(days=2))
    assert [stranger.pk in there(group)[1] for group in (subgroup, other_subgroup)] == [True, False]


def test_a_role_by_the_person(rows):
    members, staff = rows("people", roles=("member",)), rows("people", roles=("staff",))

    assert (told(members, "role"), told(staff, "role")) == ({("member",)}, {("staff",)})
    assert rows("attendance", roles=("staff",)) == []


def test_no_filter_tells_developer_clients_apart(study):
    assert [value for value, _label in offered(study)["roles"]] == ["member", "staff"]


def test_what_may_be_chosen(study, theme, subgroup, participant):
    found = offered(study)

    assert found["themes"] == [(theme.key, str(theme))]
    assert found["subgroups"] == [(subgroup.name, subgroup.name)]


def test_rounds_of_surveys_that_there_have_been(study, programme, rows):
    survey = Survey.objects.create(programme=programme, key="kysely", title={"fi": "Kysely"})
    now = timezone.now()
    for kind in ("after", "before", "session"):
        Wave.objects.create(survey=survey, key=kind, kind=kind, opens_at=now, closes_at=now + timedelta(days=1))
    Wave.objects.filter(kind="session").update(session=Session.objects.first())

    assert offered(study)["waves"] == [("before", "Alussa"), ("after", "Lopussa")]
    assert rows("chat", waves=("after",)) == rows("chat")


def test_a_package_remembers_its_filter(study):
    chosen = Filter(date(2020, 9, 1), None, themes=("b", "a"), roles=("member",))

    kept = Extraction.objects.create(study=study, number=1, **chosen.values)

    assert Filter.of(Extraction.objects.get()) == Filter(date(2020, 9, 1), None, ("a", "b"), (), ("member",))
    assert not kept.is_whole
    assert chosen.details == {"since": "2020-09-01", "until": None, "themes": ["a", "b"], "roles": ["member"]}


def test_all_of_a_facet_is_none_of_it(study, theme):
    form = FilterForm(study, {"themes": [theme.key], "roles": ["member", "staff"]})

    assert form.is_valid()
    assert form.chosen == Filter()


def test_it_is_said_in_words(study, theme):
    with translation.override("en"):
        said = in_words(Filter(themes=(theme.key,), roles=("member",)), offered(study))

    assert said == [("Themes", [str(theme)]), ("Roles", ["Member of the programme"])]
