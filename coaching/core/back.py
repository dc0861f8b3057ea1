"""The way back to where one came from."""

from django.utils.http import url_has_allowed_host_and_scheme


def own_address(request, address):
    """The address when it leads to a page of this house, otherwise ""."""
    return address if address and url_has_allowed_host_and_scheme(address, {request.get_host()}) else ""
