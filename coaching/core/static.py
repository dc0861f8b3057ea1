"""How pages' own files are served where nothing changes under the server."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    """A name with a hash for each file, ES module imports included: cached for ever, fresh after a deploy."""

    support_js_module_import_aggregation = True
