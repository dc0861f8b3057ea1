import pytest
from django.db.models import RestrictedError

from forums.models import Post, Thread


def test_a_subgroup_with_discussions_cannot_be_deleted(thread, subgroup):
    with pytest.raises(RestrictedError):
        subgroup.delete()


def test_a_programme_goes_with_its_discussions(thread, thread_for_all, programme):
    programme.delete()

    assert (Thread.objects.count(), Post.objects.count()) == (0, 0)
