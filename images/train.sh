#!/bin/sh
# Starts a service for some seconds, and keeps what its JVM learned as an AOT cache.
# $1: the folder with quarkus-run.jar; $2: the cache; $3: seconds, 30 by default.
set -eu
timeout --signal=TERM "${3:-30}" java -XX:AOTCacheOutput="$2" -Dquarkus.http.host=localhost -jar "$1/quarkus-run.jar" >/dev/null 2>&1 || true
test -s "$2"
