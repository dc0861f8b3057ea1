"""What the API knows of a person: the tokens they hold and those they issued."""

from coaching.evaluation.api.models import Token


def export(person):
    return {
        "tokens_held": [_told(token) for token in _tokens(person=person)],
        "tokens_issued": [_told(token) for token in _tokens(made_by=person)],
    }


def erase(person):
    """Tokens of somebody who is gone give nothing any more, and neither hold nor tell who they were."""
    Token.objects.filter(person=person).delete()
    Token.objects.filter(made_by=person).update(made_by=None)


def _tokens(**whose):
    return Token.objects.filter(**whose).select_related("study").order_by("pk")


def _told(token):
    return {
        "study": token.study.name,
        "tables": token.tables,
        "made_at": token.made_at.isoformat(),
        "ends": token.ends.isoformat(),
        "revoked": token.revoked_at is not None,
    }
