# The service and the loader in one image: neither compilers nor pip's cache, a user of its own, nothing to write to.
FROM python:3.11-slim-bookworm AS packages
COPY requirements.txt /
RUN python -m venv /packages \
 && /packages/bin/pip install --no-cache-dir --require-hashes -r /requirements.txt

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --no-create-home budget \
 && install -d -o budget /data
COPY --from=packages /packages /packages
WORKDIR /budget-graph
COPY budget_graph budget_graph
COPY graph graph
COPY loaders loaders
COPY service service
COPY docs/queries docs/queries
# Compiled here, since the file system is read-only when it runs.
RUN /packages/bin/python -m compileall -q .

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    BUDGET_GRAPH_DATA=/data
# The address inside the container: docker-compose.yml publishes it on 127.0.0.1 only.
ENV BUDGET_GRAPH_HOST=0.0.0.0
USER budget
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s --retries=3 \
    CMD ["/packages/bin/python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=5)"]
ENTRYPOINT ["/packages/bin/python", "-m", "budget_graph"]
CMD ["serve"]
