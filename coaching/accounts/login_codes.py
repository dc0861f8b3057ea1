"""Personal codes: how a person without an e-mail signs in."""

import hashlib

from coaching.accounts.models import User, fresh_code
from coaching.core.history import log_access


def new_login_code(person, *, by=None):
    """Give the person a new personal code and return it; only its hash is kept and the old one stops working."""
    code = fresh_code(groups=4)  # 80 bits: a plain hash is enough, nobody can try them all
    person.login_code_hash = hashed(code)
    person.save(update_fields=["login_code_hash"])
    log_access("accounts.login_code_made", actor=by or person, subject=f"user:{person.pk}")
    return code


def person_with_code(code):
    """The active person whose code this is, or None."""
    return User.objects.filter(login_code_hash=hashed(code), is_active=True).first()


def hashed(code):
    plain = "".join(code.upper().split()).replace("-", "")
    return hashlib.sha256(plain.encode()).hexdigest()
