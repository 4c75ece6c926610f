# The server without the embedded PostgreSQL: give it ConnectionStrings__ResearchHub, as docker-compose.yml does.
# Ubuntu 26.04 has .NET 10 among its own packages; both stages stand on the same image.
FROM ubuntu:26.04 AS build
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ca-certificates dotnet-sdk-10.0 nodejs npm \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
# global.json stays out: it asks for the SDK that the developers use, and the distribution's one publishes as well.
COPY Directory.Build.props Directory.Packages.props .editorconfig BannedSymbols.txt ./
COPY src/ src/
RUN dotnet publish src/ResearchHub.Api --configuration Release --output /app \
    --property:UseAppHost=false --property:FetchPostgres=false --property:TreatWarningsAsErrors=false

FROM ubuntu:26.04
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends aspnetcore-runtime-10.0 curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin researchhub \
    && install --directory --owner=researchhub /data
COPY --from=build /app /app
COPY seed/ /app/seed/
ENV DOTNET_RUNNING_IN_CONTAINER=true \
    ResearchHub__Address=* \
    ResearchHub__Port=5080 \
    ResearchHub__DataDirectory=/data
USER researchhub
WORKDIR /app
VOLUME /data
EXPOSE 5080
HEALTHCHECK --interval=10s --timeout=3s --start-period=180s CMD ["curl", "--fail", "--silent", "http://localhost:5080/health/ready"]
ENTRYPOINT ["dotnet", "ResearchHub.Api.dll"]
CMD ["run"]
