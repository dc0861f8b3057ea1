/* A line without WebSockets, for networks that block them: plain requests, one after another (docs/protocol.md).
 *
 * It is used as a WebSocket is: onmessage, onclose, send, close. Its frames come parsed.
 */

const MOST = 20;

export class Polling {
  #line = "";
  #asking;
  #closed = false;
  #deeds = [];
  #posting = false;

  /* address() → where to ask, with what has been applied already; deeds: where to send what is done. */
  constructor(address, deeds) {
    this.address = address;
    this.deeds = deeds;
    this.#listen();
  }

  /* A deed is posted; a resume begins a new line, from what has been applied. */
  send(text) {
    const frame = JSON.parse(text);
    if (frame.do) {
      this.#deeds.push(frame);
      this.#post();
    } else {
      this.#line = "";
      this.#asking.abort();
    }
  }

  close() {
    this.#closed = true;
    this.#asking.abort();
  }

  async #listen() {
    while (!this.#closed) {
      this.#asking = new AbortController();
      const { signal } = this.#asking;
      const address = this.address();
      address.searchParams.set("line", this.#line);
      try {
        const told = await answer(await fetch(address, { signal, cache: "no-store" }));
        if (signal.aborted) continue;
        this.#line = told.line ?? "";
        this.#tell(told);
      } catch {
        if (!signal.aborted) this.#end(1006);
      }
    }
  }

  async #post() {
    if (this.#posting) return;
    this.#posting = true;
    try {
      while (this.#deeds.length && !this.#closed) {
        const body = JSON.stringify({ deeds: this.#deeds.splice(0, MOST) });
        const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
        const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
        this.#tell(await answer(await fetch(this.deeds, { method: "POST", body, headers })));
      }
    } catch {
      this.#end(1006);
    } finally {
      this.#posting = false;
    }
  }

  #tell({ frames, closed }) {
    for (const frame of frames) if (!this.#closed) this.onmessage?.({ data: frame });
    if (closed) this.#end(closed);
  }

  #end(code) {
    if (this.#closed) return;
    this.#closed = true;
    this.#asking.abort();
    this.onclose?.({ code });
  }
}

async function answer(response) {
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}
