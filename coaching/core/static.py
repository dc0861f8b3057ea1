"""How pages' own files are served where nothing changes under the server."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    """A name with a hash for each file: cached for ever, fresh after a deploy.

    Scripts are left as they are: ours import each other by the names in the
    pages' import map, and a library's need not be whole to be served.
    """
