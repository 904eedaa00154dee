#!/bin/sh
# The build farm says which base image the release is made from.
set -eu
docker build --file Dockerfile.serve --build-arg BASE_IMAGE="${BASE_IMAGE:?}" --tag forecast .
