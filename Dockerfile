# The bot as an image: docker build -t dpor-bot .     With traces: --build-arg REQUIREMENTS=telemetry
# Runs as nobody in particular, on a read-only file system; only /data is written. docs/operations.md says how.
ARG PYTHON=3.11-slim-bookworm

FROM python:${PYTHON} AS build
ARG REQUIREMENTS=run
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
RUN python -m venv --without-pip /opt/dpor-bot && mkdir /data
COPY requirements requirements
RUN python -m pip --python /opt/dpor-bot install --require-hashes --only-binary :all: -r requirements/${REQUIREMENTS}.txt
COPY pyproject.toml README.md LICENSE app.py ./
COPY adapters adapters
COPY bot bot
COPY demo demo
COPY knowledge knowledge
RUN python -m pip --python /opt/dpor-bot install --no-deps --no-build-isolation .
# What the bot learns from its articles is kept where every user of the installation looks.
RUN XDG_CACHE_HOME=/opt/dpor-bot/var /opt/dpor-bot/bin/dpor-bot ask --store memory: help

FROM python:${PYTHON}
COPY --from=build /opt/dpor-bot /opt/dpor-bot
COPY --from=build --chown=10001:10001 /data /data
ENV PATH=/opt/dpor-bot/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 \
    DPOR_LOG=json \
    DPOR_STORE=tinydb:/data/dpor.json \
    XDG_CACHE_HOME=/data/cache
WORKDIR /data
VOLUME /data
USER 10001:10001
EXPOSE 3978
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s CMD ["python", "-m", "adapters.ready"]
ENTRYPOINT ["dpor-bot"]
CMD ["serve"]
