"""Asking who may. The tables themselves stand in each app's own access.py."""

from django.core.exceptions import PermissionDenied


def require(user, permission, subject=None):
    """403 unless this user may; pages show no button where this would refuse."""
    if not user.has_perm(permission, subject):
        raise PermissionDenied(permission)
