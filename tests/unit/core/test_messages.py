"""Catalogues are compiled at the first start, after Django has read what there was."""

import polib
from django.utils.translation import gettext, override

from coaching.core.messages import catalogue_path, compile_catalogues


def test_what_is_compiled_is_spoken_at_once(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    with override("fi"):
        assert gettext("Good morning, coffee") == "Good morning, coffee"
    catalogue_path("fi").parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Good morning, coffee", msgstr="Huomenta, kahvi"))
    catalogue.save(str(catalogue_path("fi")))

    compile_catalogues()

    with override("fi"):
        assert gettext("Good morning, coffee") == "Huomenta, kahvi"
