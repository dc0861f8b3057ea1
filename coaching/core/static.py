"""How pages' own files are served where nothing changes under the server."""

import posixpath
import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'^@import url\("([^"]+)"\)(?: layer\((\w+)\))?;$', re.MULTILINE)
RELATIVE = re.compile(r'url\("(?![a-z]+:|[/#])([^"]+)"\)')
CHARSET = re.compile(r'^@charset "[^"]+";')


class HashedStatic(CompressedManifestStaticFilesStorage):
    """A name with a hash for each file: cached for ever, fresh after a deploy.

    A stylesheet holds what it imports, so that a page waits for one file and
    not for thirty. Scripts are left as they are: ours import each other by the
    names in the pages' import map, and a library's need not be whole to be
    served.
    """

    def post_process(self, paths, *args, **kwargs):
        whole = {name: (WholeSheets(where), path) for name, (where, path) in paths.items() if name.endswith(".css")}
        return super().post_process(paths | whole, *args, **kwargs)


class WholeSheets:
    """Stylesheets of another storage, each with what it imports in the place of the import."""

    def __init__(self, storage):
        self.storage = storage

    def open(self, path):
        return ContentFile(self._whole(path).encode())

    def _whole(self, path):
        with self.storage.open(path) as file:
            text = CHARSET.sub("", file.read().decode())
        return IMPORT.sub(lambda found: self._in_place(path, *found.groups()), text)

    def _in_place(self, path, imported, layer):
        folder = posixpath.dirname(path)
        inner = posixpath.normpath(posixpath.join(folder, imported))
        text = RELATIVE.sub(lambda found: _moved(found[1], posixpath.dirname(inner), folder), self._whole(inner))
        return f"@layer {layer} {{\n{text}\n}}" if layer else text


def _moved(address, was_in, folder):
    """An address relative to one folder, as it is from another."""
    return f'url("{posixpath.relpath(posixpath.join(was_in, address), folder or ".")}")'
