# The service and its workers in one image: `staffmix serve --workers 0`, `staffmix worker`.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY scheduler scheduler
COPY api api
COPY fixtures fixtures
RUN python -m venv /opt/staffmix \
    && /opt/staffmix/bin/pip install --no-cache-dir -c constraints.txt .

FROM python:3.12-slim
COPY --from=build /opt/staffmix /opt/staffmix
RUN useradd --create-home --uid 10001 staffmix && install -d -o staffmix /data
ENV PATH=/opt/staffmix/bin:$PATH STAFFMIX_DATA=/data STAFFMIX_HOST=0.0.0.0 STAFFMIX_LOG_FORM=json
USER staffmix
VOLUME /data
EXPOSE 8000
# readiness is /readyz; this only says that the process answers
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["staffmix", "serve", "--workers", "0"]
