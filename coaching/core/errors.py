"""Refusals: what turned out impossible, told in words a person may read."""


class Refused(Exception):
    """A deed that cannot be done now.

    ``code`` is stable, for programs and tests; ``message`` is a translated
    sentence that says what to do. The middleware turns it into a message on
    the page or a 409 answer; the live room into a refusal of the deed.
    """

    def __init__(self, code, message):
        super().__init__(code)
        self.code = code
        self.message = message
