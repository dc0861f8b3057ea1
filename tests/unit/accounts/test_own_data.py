"""Everything about a person, for that person."""

import io
import json
import zipfile

from coaching.accounts.own_data import lines_of, own_data
from coaching.core.models import AccessLog, Draft
from coaching.core.registries import personal_data


def unpacked(answer):
    package = zipfile.ZipFile(io.BytesIO(answer.content))
    return {name: package.read(name).decode() for name in package.namelist()}


def test_package_has_everything_twice(signed_in, participant):
    Draft.objects.create(owner=participant, about="thread:1", text="Jäi kesken <b>")

    files = unpacked(signed_in(participant).post("/tili/omat-tiedot/"))

    data = json.loads(files["own-data.json"])
    assert list(data) == [name for name, _data in personal_data.items()]
    assert data["account"]["email"] == participant.email
    assert data["drafts"][0]["text"] == "Jäi kesken <b>"
    assert files["own-data.html"].count("Jäi kesken &lt;b&gt;") == 1


def test_package_holds_nobody_elses_name(participant, developer_client, coach, subgroup):
    others = str(own_data(coach)) + str(own_data(developer_client))
    assert "Secret Realname" in others

    found = json.dumps(own_data(participant), ensure_ascii=False)

    assert [name for name in ("Secret Realname", "Kuukkeli", "Tuuli Termospullo") if name in found] == []


def test_taking_out_is_in_the_access_log(signed_in, participant):
    signed_in(participant).post("/tili/omat-tiedot/")

    row = AccessLog.objects.get()
    assert (row.deed, row.actor_id, row.subject) == (
        "accounts.own_data_taken",
        participant.pk,
        f"user:{participant.pk}",
    )


def test_package_is_asked_by_post_only(signed_in, participant):
    answer = signed_in(participant).get("/tili/omat-tiedot/")

    assert answer.status_code == 405


def test_nested_data_reads_as_lines(in_english):
    lines = list(lines_of({"name": "Kaisla", "memberships": [{"subgroup": "Lapset", "until": None}]}))

    assert [(line["depth"], str(line["label"]), line["text"]) for line in lines] == [
        (0, "Name", "Kaisla"),
        (0, "Subgroups I have been in", ""),
        (1, "1.", ""),
        (2, "Subgroup", "Lapset"),
        (2, "Until", ""),
    ]
