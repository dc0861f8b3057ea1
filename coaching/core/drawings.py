"""Drawings within documents: their lines as they were, without the program, the maker and the file names beside them.

An SVG keeps what is drawn and nothing that runs or is fetched. In Windows metafiles (EMF, WMF) the words of the
header and the notes of programs are made empty where they lie; pictures packed within their records stay as they are.
"""

import base64
import binascii
import re
import struct
from urllib.parse import unquote_to_bytes

from lxml import etree

_SVG = "http://www.w3.org/2000/svg"
_KEPT_SPACES = {None, _SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"}
_TELLING = {"metadata", "title", "desc", "script", "foreignObject", "handler", "set", "animate"}
_FETCHED = re.compile(r"@import|url\(\s*['\"]?(?!#|data:image/)|expression\(|javascript:", re.IGNORECASE)
_EMF_HEADER, _EMF_COMMENT, _EMF_PLUS = 88, 70, b"EMF+"
_WMF_PLACEABLE, _WMF_ESCAPE, _WMF_COMMENT = b"\xd7\xcd\xc6\x9a", 0x0626, 0x000F


def is_svg(content):
    return bool(re.match(rb"(?:\xef\xbb\xbf)?\s*<", content[:64])) and b"<svg" in content[:8192]


def is_emf(content):
    return content[:4] == b"\x01\0\0\0" and content[40:44] == b" EMF"


def is_wmf(content):
    return content.startswith(_WMF_PLACEABLE) or (content[:4] in {b"\x01\0\x09\0", b"\x02\0\x09\0"})


def plain_svg(content, stripped):
    """``stripped`` is what makes a picture plain that is packed within; ValueError when it is no SVG after all."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("the drawing cannot be read") from error
    if root.tag != f"{{{_SVG}}}svg" or root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("no drawing, or one that declares what is not in it")
    for element in list(root.iter()):
        if element is not root and _goes(element):
            _drop(element)
        else:
            _clean_attributes(element, stripped)
    etree.cleanup_namespaces(root)
    return etree.tostring(root)


def _goes(element):
    """Whether an element tells, runs, fetches or belongs to a drawing program."""
    if not isinstance(element.tag, str):
        return True
    name = etree.QName(element)
    fetches = name.localname == "style" and _FETCHED.search(element.text or "")
    return name.namespace not in _KEPT_SPACES or name.localname in _TELLING or bool(fetches)


def _drop(element):
    """Away with all in it; what stood after it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _clean_attributes(element, stripped):
    for key, value in list(element.attrib.items()):
        name = etree.QName(key)
        if name.namespace not in _KEPT_SPACES or name.localname.startswith("on") or _FETCHED.search(value):
            del element.attrib[key]
        elif name.localname == "href" and not value.startswith("#"):
            plain = _plain_data(value, stripped)
            if plain:
                element.set(key, plain)
            else:
                del element.attrib[key]


def _plain_data(address, stripped):
    """A picture packed into its address, made plain; nothing of any other address."""
    match = re.match(r"data:(image/(?:png|jpeg|gif|webp))(;base64)?,(.*)$", address.strip(), re.DOTALL)
    if not match:
        return None
    try:
        packed = base64.b64decode(match[3]) if match[2] else unquote_to_bytes(match[3])
    except binascii.Error:
        return None
    return f"data:{match[1]};base64,{base64.b64encode(stripped(packed)).decode()}"


def plain_emf(content):
    if len(content) < _EMF_HEADER:
        raise ValueError("the drawing ends in its header")
    kept, place = bytearray(content), 0
    while place + 8 <= len(kept):
        kind, size = struct.unpack_from("<II", kept, place)
        if size < 8 or place + size > len(kept):
            raise ValueError("the drawing ends in the middle")
        if place == 0:
            signs, start = struct.unpack_from("<II", kept, 60)
            _empty(kept, start, min(start + 2 * signs, size))
        elif kind == _EMF_COMMENT and kept[place + 12 : place + 16] != _EMF_PLUS:
            _empty(kept, place + 12, place + size)
        place += size
    return bytes(kept)


def plain_wmf(content):
    kept = bytearray(content)
    place = (22 if content.startswith(_WMF_PLACEABLE) else 0) + 18
    while place + 6 <= len(kept):
        words, kind = struct.unpack_from("<IH", kept, place)
        end = place + 2 * words
        if words < 3 or end > len(kept):
            raise ValueError("the drawing ends in the middle")
        if kind == _WMF_ESCAPE and words > 5 and struct.unpack_from("<H", kept, place + 6)[0] == _WMF_COMMENT:
            _empty(kept, place + 10, end)
        place = end
        if kind == 0:
            break
    return bytes(kept[:place])


def _empty(content, start, end):
    if end > start:
        content[start:end] = bytes(end - start)
