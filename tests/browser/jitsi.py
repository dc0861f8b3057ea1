"""A stand-in for Jitsi Meet on an origin of its own: a page that speaks the other side of the IFrame API.

It joins as soon as it is heard, and shows what it was given. ``silent`` makes
it a server that answers with a page which never speaks; ``asked`` are the
addresses that have been asked for.
"""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html><html lang="en"><title>Video</title><main><h1>Video</h1>
<p id="room"></p><p id="token"></p><p id="config"></p><p id="state">alone</p>
<button id="fail">Break off</button><button id="record">Record</button></main>
<script>
  const number = Number(/jitsi_meet_external_api_id=(\\d+)/.exec(location.hash)[1]);
  const scope = `jitsi_meet_external_api_${number}`;
  const mark = String(Math.random());
  const settings = location.hash.slice(1).split("&").filter((part) => part.startsWith("config."));
  const show = (id, text) => (document.getElementById(id).textContent = text);
  const post = (method, params) => parent.postMessage(JSON.stringify({ postis: true, scope, method, params }), "*");
  const tell = (data) => post("message", { type: "event", data });
  show("room", location.pathname.slice(1));
  show("token", new URLSearchParams(location.search).get("jwt"));
  show("config", JSON.stringify(Object.fromEntries(settings.map((part) => {
    const [name, value] = part.slice(7).split("=");
    return [name, JSON.parse(decodeURIComponent(value))];
  }))));
  const asking = setInterval(() => post("__ready__", mark), 50);
  addEventListener("message", ({ data }) => {
    const message = JSON.parse(data);
    if (!message.postis || message.scope !== scope) return;
    if (message.method === "__ready__" && message.params !== mark) return post("__ready__", message.params);
    if (message.method === "__ready__") {
      clearInterval(asking);
      show("state", "joined");
      return tell({ name: "video-conference-joined", roomName: location.pathname.slice(1), id: "1" });
    }
    if (message.params.data.name === "video-hangup") {
      show("state", "left");
      tell({ name: "video-conference-left" });
      tell({ name: "video-ready-to-close" });
    }
  });
  const onPress = (id, event) => (document.getElementById(id).onclick = () => tell(event));
  onPress("fail", { name: "error-occurred", error: { name: "connection.droppedError", isFatal: true } });
  onPress("record", { name: "recording-status-changed", on: true, mode: "file" });
</script></html>"""
SILENT = "<!doctype html><html lang='en'><title>Video</title><p>Out of order</p></html>"


class StandIn(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.silent = False
        self.asked = []

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        page = (SILENT if self.server.silent else PAGE).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_words):
        """Says nothing."""


@contextmanager
def jitsi_stand_in():
    server = StandIn()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
