FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements/ requirements/
RUN python -m venv /opt/hallway \
    && /opt/hallway/bin/python -m pip install --no-cache-dir --no-compile --require-hashes --requirement requirements/runtime.txt
RUN python -m pip install --no-cache-dir --require-hashes --requirement requirements/build.txt
COPY . .
RUN python -m pip wheel --no-index --no-deps --no-build-isolation --wheel-dir /wheels . \
    && /opt/hallway/bin/python -m pip install --no-index --no-deps /wheels/*.whl \
    && /opt/hallway/bin/python -m pip uninstall --yes pip setuptools \
    && /opt/hallway/bin/python -m compileall -q -j 0 /opt/hallway/lib

FROM python:3.11-slim
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin hallway \
    && install --directory --owner=hallway --group=hallway --mode=0700 /data
COPY --from=build /opt/hallway /opt/hallway
ENV PATH=/opt/hallway/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HALLWAY_DATA_DIR=/data
USER hallway
WORKDIR /data
VOLUME /data
EXPOSE 8765
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8765/health', timeout=4)"]
CMD ["hallway", "run"]
