"""The REFI-QDA project standard (1.5) as far as the house writes it: order, what is required, what may not be empty."""

import re

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NAMESPACE = "{urn:QDA-XML:project:1.0}"

# The children of each element, in the standard's order.
ORDER = {
    "Project": "Users CodeBook Variables Cases Sources Notes Links Sets Graphs Description NoteRef",
    "Users": "User",
    "CodeBook": "Codes",
    "Codes": "Code",
    "Code": "Description NoteRef Code",
    "Variables": "Variable",
    "Variable": "Description",
    "VariableValue": "VariableRef TextValue BooleanValue IntegerValue FloatValue DateValue DateTimeValue",
    "Cases": "Case",
    "Case": "Description CodeRef VariableValue SourceRef SelectionRef",
    "Sources": "TextSource PictureSource PDFSource AudioSource VideoSource",
    "TextSource": "Description PlainTextContent PlainTextSelection Coding NoteRef VariableValue",
    "PlainTextSelection": "Description Coding NoteRef",
    "Coding": "CodeRef NoteRef",
    "Notes": "Note",
    "Note": "Description PlainTextContent PlainTextSelection Coding NoteRef VariableValue",
    "Links": "Link",
    "Sets": "Set",
    "Set": "Description MemberCode MemberSource MemberNote",
    "Graphs": "Graph",
}
REQUIRED = {
    "Project": ("name",),
    "User": ("guid",),
    "Code": ("guid", "name", "isCodable"),
    "Variable": ("guid", "name", "typeOfVariable"),
    "Case": ("guid",),
    "TextSource": ("guid",),
    "PlainTextSelection": ("guid", "startPosition", "endPosition"),
    "Coding": ("guid",),
    "Note": ("guid",),
    "Set": ("guid", "name"),
    **dict.fromkeys(
        ("NoteRef", "CodeRef", "SourceRef", "SelectionRef", "VariableRef", "MemberCode", "MemberSource", "MemberNote"),
        ("targetGUID",),
    ),
}
NOT_EMPTY = {"Users", "CodeBook", "Codes", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs"}
ALLOWED = {
    "isCodable": {"true", "false"},
    "typeOfVariable": {"Text", "Boolean", "Integer", "Float", "Date", "DateTime"},
}


def faults(root):
    """Everything that is not as the standard says, in words."""
    found = []
    for element in root.iter():
        found += _faults_of(element)
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    targets = {element.get("targetGUID") for element in root.iter() if element.get("targetGUID")}
    found += [f"{guid} is given twice" for guid in {guid for guid in guids if guids.count(guid) > 1}]
    return found + [f"{guid} is pointed at and not there" for guid in targets - set(guids)]


def _faults_of(element):
    name = _name(element)
    children = [_name(child) for child in element]
    order = ORDER.get(name, "").split()
    if unknown := set(children) - set(order):
        return [f"{name} has {unknown}"]
    found = []
    if children != sorted(children, key=order.index):
        found.append(f"the order in {name}")
    if name in NOT_EMPTY and not children:
        found.append(f"{name} is empty")
    found += [f"{name} has no {needed}" for needed in REQUIRED.get(name, ()) if element.get(needed) is None]
    for attribute, value in element.attrib.items():
        if attribute.lower().endswith("guid") and not GUID.fullmatch(value):
            found.append(f"{name} {attribute} {value}")
        if value not in ALLOWED.get(attribute, {value}):
            found.append(f"{name} {attribute} {value}")
    if name == "VariableValue" and len(children) != 2:
        found.append("VariableValue has no value")
    if name in {"TextSource", "Note"} and ("PlainTextContent" in children) == (
        element.get("plainTextPath") is not None
    ):
        found.append(f"{name} has not exactly one text")
    return found


def _name(element):
    if not element.tag.startswith(NAMESPACE):
        return element.tag
    return element.tag.removeprefix(NAMESPACE)
