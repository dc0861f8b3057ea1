# One image for the app and its worker. Build: docker compose build
FROM python:3.11-slim-bookworm AS built
WORKDIR /house
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN DIGIKAHVIT_DATA_DIR=/tmp/built DIGIKAHVIT_SECRET_KEY=only-while-building /venv/bin/python manage.py messages --compile-only

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /house house && install -d -o house /var/lib/digikahvit
COPY --from=built /venv /venv
COPY --from=built /house /house
WORKDIR /house
USER house
# Two heaps are enough for threads that take turns; glibc's eight a core grow for an hour.
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 DIGIKAHVIT_DATA_DIR=/var/lib/digikahvit MALLOC_ARENA_MAX=2
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD python -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"
CMD ["sh", "-c", "python manage.py collectstatic --noinput -v 0 && exec uvicorn coaching.asgi:application --host 0.0.0.0 --port 8000 --ws realtime.serving:RoomSockets --ws-per-message-deflate false --ws-max-size 65536 --lifespan off --no-server-header --timeout-keep-alive 150"]
