# Builds from the packed tarball: npm pack && docker build -t afterword .
# DuckDB's engine needs glibc: an Alpine image has none.
FROM node:22-bookworm-slim

COPY afterword-*.tgz /tmp/afterword.tgz
RUN npm install --global --no-audit --no-fund /tmp/afterword.tgz \
 && rm /tmp/afterword.tgz \
 && npm cache clean --force \
 && install --directory --owner=node --group=node --mode=0700 /data

USER node
WORKDIR /data
VOLUME /data
ENV AFTERWORD_WAREHOUSE=/data/afterword.duckdb
EXPOSE 4870

# The first sync of 90 days may take an hour; until it is complete, the container is starting.
HEALTHCHECK --interval=5m --timeout=1m --start-period=3h CMD ["afterword", "status", "--max-age", "2h", "--quiet"]

ENTRYPOINT ["afterword"]
# Published on the loopback address of the host alone; behind a proxy with TLS, --url is its https:// address.
CMD ["serve", "--host", "0.0.0.0", "--url", "http://localhost:4870", "--log", "json"]
