"""How much memory and time a package takes: python -m tests.load.export_memory [posts …]

Each size runs in a process of its own, on a database of its own with a roster of
117, posts of about 40 words that name people now and then, fifty to a discussion,
and every format: CSV, XLSX, SPSS, JSON and the project file of texts.
"""

import atexit
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (10, 10_000, 1_000_000)
ROSTER = 117
WORDS = [
    "asiakas",
    "etätapaaminen",
    "luottamus",
    "kysyin",
    "miten",
    "kamera",
    "päällä",
    "chatissa",
    "hiljaisuus",
    "viesti",
    "tuli",
    "perjantaina",
    "ja",
]


def measure(posts):
    """Build one package here and print what it took."""
    study, evaluator = _prepare(posts)
    from coaching.evaluation.actions import ask_package
    from coaching.evaluation.package import build

    extraction = ask_package(by=evaluator, study=study, datasets=["load_posts"])
    before = _megabytes()
    started, worked = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        built = build(extraction, folder, lambda _tables, _rows: None)
        size = built.path.stat().st_size / 1e6
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    print(f"{posts:>9} posts  {worked:8.1f} s of work ({seconds:.1f} s passed)", end="  ")
    print(f"peak {_megabytes():.0f} MB ({before:.0f} before)  zip {size:.1f} MB", flush=True)
    assert built.counts == {"load_posts": posts}


def _prepare(posts):
    os.environ["DJANGO_SETTINGS_MODULE"] = "coaching.settings"
    place = tempfile.mkdtemp(prefix="load-")
    atexit.register(shutil.rmtree, place)
    os.environ["DIGIKAHVIT_DATA_DIR"] = place
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from coaching.accounts.models import User
    from coaching.core.registries import Column, Dataset, Reading, datasets
    from coaching.evaluation.models import Study
    from coaching.programmes.models import Consent, Enrolment, Programme

    programme = Programme.objects.create(key="kuorma", name="Kuorma")
    people = [User.objects.create_user(display_name=f"Nimi{_letters(n)}la Suku{_letters(n)}nen") for n in range(ROSTER)]
    Enrolment.objects.bulk_create(Enrolment(programme=programme, person=p, role="participant") for p in people)
    Consent.objects.bulk_create(Consent(programme=programme, person=p, purpose="evaluation") for p in people[:90])
    columns = {
        "post": Column("Number", "integer"),
        "thread": Column("Discussion", "integer"),
        "person": Column("Writer", "person"),
        "text": Column("Text", "words"),
    }
    ids, names = [person.pk for person in people], [person.display_name for person in people]
    reading = Reading("thread", order="post", words=("text",))
    rows = Dataset("Posts", columns, lambda _extract: _posts(posts, ids, names), reading=reading)
    datasets.add("load_posts", rows)
    return Study.objects.create(programme=programme, key="kuorma", name="Kuorma", question="Kuinka paljon?"), people[0]


def _posts(count, ids, names):
    chance = random.Random(1)
    for number in range(count):
        words = chance.choices(WORDS, k=40)
        if number % 5 == 0:
            words[7] = chance.choice(names)
        yield {"post": number, "thread": number // 50, "person": chance.choice(ids), "text": " ".join(words)}


def _letters(number):
    return chr(97 + number % 26) + chr(97 + number // 26)


def _megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
    else:
        for size in map(int, sys.argv[1:] or SIZES):
            one = [sys.executable, "-m", "tests.load.export_memory", "--one", str(size)]
            subprocess.run(one, check=True, cwd=Path(__file__).parents[2])
