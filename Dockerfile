# The bot over HTTP, with the packaged model exported at build time. Build: docker build -t fieldwise .
FROM python:3.11.14-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/fieldwise
WORKDIR /src
COPY constraints.txt ./
# PyPI's torch brings gigabytes of CUDA packages that nothing here uses.
RUN /opt/fieldwise/bin/pip install --constraint constraints.txt \
    --index-url https://download.pytorch.org/whl/cpu "torch>=2.2,<2.14"
COPY pyproject.toml README.md LICENSE ./
COPY storage storage
COPY knowledge knowledge
COPY learning learning
COPY ingestion ingestion
COPY bot bot
COPY evals evals
RUN /opt/fieldwise/bin/pip install --constraint constraints.txt ".[anthropic,ollama]"
WORKDIR /
RUN mkdir -p /var/lib/fieldwise/data && /opt/fieldwise/bin/python -c "from pathlib import Path; \
from knowledge.embeddings.export import exported; from knowledge.embeddings.model import PACKAGED; \
exported(PACKAGED, Path('/var/lib/fieldwise/cache'))"

FROM python:3.11.14-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/fieldwise --shell /usr/sbin/nologin fieldwise \
    && install --directory --owner 10001 --group 10001 /var/lib/chroma
COPY --from=build /opt/fieldwise /opt/fieldwise
COPY --from=build --chown=10001:10001 /var/lib/fieldwise /var/lib/fieldwise
ENV PATH=/opt/fieldwise/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    FIELDWISE_DATA_DIR=/var/lib/fieldwise/data \
    FIELDWISE_CACHE_DIR=/var/lib/fieldwise/cache \
    FIELDWISE_TRANSPORT=http \
    FIELDWISE_HTTP_HOST=0.0.0.0 \
    FIELDWISE_HTTP_PORT=3000
USER 10001:10001
VOLUME /var/lib/fieldwise
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:3000/healthz', timeout=3)"]
ENTRYPOINT ["fieldwise"]
CMD ["serve"]
