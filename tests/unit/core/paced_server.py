"""A page of a hundred megabytes for test_pacing.py; /sent tells how many of them have been made."""

from coaching.core.pacing import paced

MEGABYTES = 100
made = 0


async def pages(scope, receive, send):
    global made
    await send({"type": "http.response.start", "status": 200, "headers": []})
    if scope["path"] == "/sent":
        return await send({"type": "http.response.body", "body": str(made).encode()})
    for _ in range(MEGABYTES):
        made += 1
        await send({"type": "http.response.body", "body": bytes(1024 * 1024), "more_body": True})
    return await send({"type": "http.response.body", "body": b"the end"})


application = paced(pages)
