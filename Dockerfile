# Discern with all that it needs; nothing is fetched when it runs.
#   docker build -t discern:0.1.0 .
#   docker run --rm -v "$PWD:/data" discern:0.1.0 predict /data/run /data/pictures --csv
# Each base can be another one: of the first, what has Node.js 20 or newer; of the others, what has .NET 10 among its packages.
ARG NODE=node:22-slim
ARG BASE=ubuntu:26.04

FROM ${NODE} AS packages
WORKDIR /discern
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts

FROM ${BASE} AS build
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ca-certificates dotnet-sdk-10.0
WORKDIR /discern
COPY Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src src
RUN dotnet publish src/Discern.Cli --configuration Release --output /discern/program -p:UseAppHost=false

FROM ${BASE}
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends aspnetcore-runtime-10.0 \
    && rm -rf /var/lib/apt/lists/* && useradd --system --create-home discern
COPY --from=packages /discern/node_modules /discern/node_modules
COPY --from=build /discern/program /discern/program
RUN printf '#!/bin/sh\nexec dotnet /discern/program/Discern.Cli.dll "$@"\n' > /usr/local/bin/discern && chmod +x /usr/local/bin/discern
USER discern
WORKDIR /data
ENTRYPOINT ["discern"]
