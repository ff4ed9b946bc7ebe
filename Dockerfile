# Two stages: the first runs scripts/setup, the very command of the README, the second holds its result.
# Build:  docker build -t attributed-summarizer .
# Behind a package index of your own, or for PyTorch's CPU-only wheels: --build-arg PIP_EXTRA_INDEX_URL=…
# With optional parts: --build-arg EXTRAS="otel pages"
#
# The digest is of the multi-platform index. To renew it: docker buildx imagetools inspect python:3.11-slim-bookworm
ARG BASE=python:3.11.16-slim-bookworm@sha256:528257d48c1da0dcecc2e725d1ae34498d60c965f1241e39cd6a85a8859bdf84

FROM ${BASE} AS builder
ARG PIP_INDEX_URL
ARG PIP_EXTRA_INDEX_URL
ARG EXTRAS
ENV VENV=/opt/venv \
    SUMMARIZER_CACHE_DIR=/opt/models \
    PIP_NO_CACHE_DIR=1
WORKDIR /src
COPY LICENSE README.md pyproject.toml ./
COPY requirements requirements
COPY scripts/setup scripts/setup
COPY models models
COPY summarizer summarizer
RUN scripts/setup --copy

FROM ${BASE}
LABEL org.opencontainers.image.title="attributed-summarizer" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin summarizer
COPY --from=builder /opt/venv /opt/venv
COPY --from=builder /opt/models /opt/models
# Nothing is fetched while serving: the model is in the image and the hub is switched off.
# Two malloc arenas keep the memory of many threads from looking like a leak.
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HF_HUB_OFFLINE=1 \
    MALLOC_ARENA_MAX=2 \
    SUMMARIZER_CACHE_DIR=/opt/models \
    HOST=0.0.0.0 \
    PORT=8000
USER 10001
WORKDIR /tmp
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/livez', timeout=4)"]
CMD ["summarizer", "serve"]
