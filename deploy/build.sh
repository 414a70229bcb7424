#!/bin/sh
# Installs Tanya with its models into a virtual environment: exactly the locked files, by their hashes.
# usage: build.sh FOLDER    (run in the checkout; the Dockerfile and deploy/check.sh both build with it)
# LOCK=requirements-postgres.lock adds what TANYA_DATABASE_URL needs.
set -eu
target=${1:?usage: build.sh FOLDER}
python=${PYTHON:-python3}
"$python" -m venv "$target"
"$target/bin/pip" install --quiet --disable-pip-version-check --no-cache-dir --no-compile --require-hashes --no-deps -r "${LOCK:-requirements.lock}"
"$target/bin/pip" install --quiet --disable-pip-version-check --no-cache-dir --no-compile --no-deps --no-build-isolation .
# Compiled once here, since a read-only root cannot keep what Python compiles. A few files are templates, not Python.
"$target/bin/python" -m compileall -q -j 0 "$target/lib" || true
"$target/bin/tanya" --version
