"""A person with a browser: follows links, fills forms, keeps cookies. No JavaScript."""

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import httpx


class Wrong(Exception):
    """Something a person would call broken."""


class Page(HTMLParser):
    """The forms and links of one page, and its text. ``called``: {words: link}; ``choices``: {name: options}."""

    def __init__(self, html, url):
        super().__init__()
        self.html, self.url = html, url
        self.forms, self.links, self.called, self.choices = [], [], {}, {}
        self._textarea = self._select = self._link = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "a" and attributes.get("href"):
            self._link = urljoin(self.url, attributes["href"])
            self.links.append(self._link)
        elif tag == "form":
            action = urljoin(self.url, attributes.get("action") or self.url)
            self.forms.append({"action": action, "method": attributes.get("method", "get").lower(), "fields": {}})
        elif tag in {"input", "textarea", "select", "option"} and self.forms:
            self._field(tag, attributes)

    def _field(self, tag, attributes):
        fields, name = self.forms[-1]["fields"], attributes.get("name")
        if tag == "option":
            if self._select and (self._select not in fields or "selected" in attributes):
                fields[self._select] = attributes.get("value", "")
            if self._select and attributes.get("value"):
                self.choices.setdefault(self._select, []).append(attributes["value"])
        elif tag == "select":
            self._select = name
        elif tag == "textarea":
            self._textarea = name
            fields[name] = ""
        elif name and attributes.get("type") in {"checkbox", "radio"}:
            if "checked" in attributes:
                fields.setdefault(name, []).append(attributes.get("value", "on"))
        elif name and attributes.get("type") not in {"submit", "file"}:
            fields[name] = attributes.get("value", "")

    def handle_data(self, data):
        if self._link and data.strip():
            self.called[data.strip()] = self._link
        if self._textarea:
            self.forms[-1]["fields"][self._textarea] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._textarea = None
        if tag == "a":
            self._link = None
        if tag == "select":
            self._select = None

    def form(self, part):
        """The first form whose address holds ``part``."""
        found = [form for form in self.forms if part in form["action"]]
        if not found:
            raise Wrong(f"{self.url}: no form to …{part}")
        return found[0]

    def link(self, part):
        """The first link whose address holds ``part``."""
        found = [link for link in self.links if part in link]
        if not found:
            raise Wrong(f"{self.url}: no link to …{part}")
        return found[0]

    def link_called(self, words):
        if words not in self.called:
            raise Wrong(f"{self.url}: no link called “{words}”")
        return self.called[words]


class Browser:
    """One person's browser on one server of possibly several."""

    def __init__(self, url):
        self.url = url
        self.http = httpx.AsyncClient(base_url=url, follow_redirects=True, timeout=60)
        self.http.headers["Accept-Language"] = "fi"

    async def open(self, address):
        """A page; anything but 200 is Wrong."""
        answer = await self.http.get(address)
        if answer.status_code != 200:
            raise Wrong(f"GET {address}: {answer.status_code}")
        return Page(answer.text, str(answer.url))

    async def status(self, address):
        return (await self.http.get(address)).status_code

    async def send(self, page, part, **values):
        """Fill the page's form to ``part`` and send it; the page one lands on."""
        form = page.form(part)
        answer = await self.http.post(
            form["action"], data=form["fields"] | values, headers={"Referer": page.url, "Origin": self.url}
        )
        if answer.status_code != 200:
            raise Wrong(f"POST {urlsplit(form['action']).path}: {answer.status_code}")
        return Page(answer.text, str(answer.url))

    async def close(self):
        await self.http.aclose()
