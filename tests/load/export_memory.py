"""How much memory and time a package takes: python -m tests.load.export_memory [posts …]

Each size runs in a process of its own, on an SQLite database of its own with a
roster of 117 and real discussions of fifty posts of about 40 words that name people
now and then; every tenth person has not consented. Every format is on: CSV, XLSX,
SPSS, JSON and the project file of texts, and the summaries count the same posts.

What grows with the posts is the work (CPU time: the machine may have other work);
``a 1,000`` is what must stay the same from size to size.
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

SIZES = (10, 10_000, 100_000, 1_000_000)
ROSTER = 117
A_THREAD = 50
AT_ONCE = 100  # discussions written together
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

    extraction = ask_package(by=evaluator, study=study, datasets=["forum_threads", "forum_posts"])
    before = _megabytes()
    started, worked = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        built = build(extraction, folder, lambda _tables, _rows: None)
        size = built.path.stat().st_size / 1e6
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    print(f"{posts:>9} posts  {worked:8.1f} s of work ({seconds:.1f} s passed)", end="  ")
    print(f"a 1,000 {worked / posts * 1000:.3f} s  peak {_megabytes():.0f} MB ({before:.0f} before)", end="  ")
    print(f"zip {size:.1f} MB", flush=True)
    assert built.counts == {"forum_posts": posts, "forum_threads": -(-posts // A_THREAD)}, built.counts


def _prepare(posts):
    os.environ["DJANGO_SETTINGS_MODULE"] = "coaching.settings"
    place = tempfile.mkdtemp(prefix="load-")
    atexit.register(shutil.rmtree, place)
    os.environ["DIGIKAHVIT_DATA_DIR"] = place
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from coaching.accounts.models import User
    from coaching.evaluation.models import Study
    from coaching.programmes.consents import ASKED
    from coaching.programmes.models import Consent, Enrolment, Programme, Theme
    from groups.models import Subgroup

    programme = Programme.objects.create(key="kuorma", name="Kuorma")
    theme = Theme.objects.create(programme=programme, key="teema", name="Teema", number=1)
    subgroup = Subgroup.objects.create(programme=programme, key="alaryhma-1", name="Alaryhmä 1", number=1)
    people = [User.objects.create_user(display_name=f"Nimi{_letters(n)}la Suku{_letters(n)}nen") for n in range(ROSTER)]
    Enrolment.objects.bulk_create(Enrolment(programme=programme, person=p, role="participant") for p in people)
    Consent.objects.bulk_create(
        Consent(programme=programme, person=p, purpose="evaluation", version=ASKED["evaluation"].version)
        for n, p in enumerate(people)
        if n % 10
    )
    _write(posts, programme, theme, subgroup, people)
    return Study.objects.create(programme=programme, key="kuorma", name="Kuorma", question="Kuinka paljon?"), people[0]


def _write(posts, programme, theme, subgroup, people):
    """The discussions, some at a time so that writing them needs little memory."""
    from forums.models import Post, Thread

    chance, names = random.Random(1), [person.display_name for person in people]
    for first in range(0, posts, A_THREAD * AT_ONCE):
        numbers = range(first, min(posts, first + A_THREAD * AT_ONCE))
        threads = Thread.objects.bulk_create(
            Thread(programme=programme, theme=theme, subgroup=subgroup, title=f"Keskustelu {n}", author=people[0])
            for n in numbers[::A_THREAD]
        )
        Post.objects.bulk_create(
            Post(
                thread=threads[(n - first) // A_THREAD],
                subgroup=subgroup,
                number=n % A_THREAD + 1,
                author=chance.choice(people),
                text=_words(chance, n, names),
            )
            for n in numbers
        )


def _words(chance, number, names):
    words = chance.choices(WORDS, k=40)
    if number % 5 == 0:
        words[7] = chance.choice(names)
    return " ".join(words)


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
