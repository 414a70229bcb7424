# Tanya with its models. Build: docker build -t tanya . — run: see compose.yaml and deploy/README.md.
# By its digest (of Python 3.11.16), so that nobody can put another one in its place; deploy/README.md tells how to renew it.
ARG PYTHON=python:3.11-slim-bookworm@sha256:a36c24f9cbdf4fd0f52d67f0823eeac19c2028c637cecc392d97f980d4fec56b
FROM $PYTHON AS build
WORKDIR /src
COPY . .
# requirements-postgres.lock adds what TANYA_DATABASE_URL needs.
ARG LOCK=requirements.lock
RUN sh deploy/build.sh /opt/tanya

FROM $PYTHON
LABEL org.opencontainers.image.title="Tanya" \
      org.opencontainers.image.description="Answers questions in Telegram from your own articles, offline" \
      org.opencontainers.image.licenses="MIT"
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin tanya \
    && install --directory --owner tanya --mode 0700 /data
COPY --from=build /opt/tanya /opt/tanya
ENV PATH=/opt/tanya/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MPLCONFIGDIR=/tmp/matplotlib \
    TANYA_DATA_DIR=/data \
    TANYA_LOG_FORMAT=json \
    TANYA_METRICS_PORT=9464
USER 10001
WORKDIR /data
VOLUME /data
# It lives while Telegram cannot be reached: only a bot that hangs is to be restarted.
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
    CMD ["python", "-c", "import os, http.client; c = http.client.HTTPConnection('127.0.0.1', int(os.environ['TANYA_METRICS_PORT']), timeout=4); c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status != 200)"]
ENTRYPOINT ["tanya"]
CMD ["bot"]
