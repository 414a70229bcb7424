#!/bin/sh
# Checks the deployment without a container engine: lints the Dockerfile and the unit where there are linters for them,
# and takes the image's steps in a clean folder: builds, indexes and serves there as a user who may write to the data
# folder alone. usage: deploy/check.sh    (in the checkout; leaves nothing behind)
set -eu
cd "$(dirname "$0")/.."
root=$(mktemp -d)
bot=
finish() { [ -z "$bot" ] || kill -KILL "$bot" 2>/dev/null || true; rm -rf "$root"; }
trap finish EXIT
say() { printf '%s\n' "== $*"; }

if command -v hadolint >/dev/null; then say "hadolint"; hadolint Dockerfile; else say "no hadolint: Dockerfile not linted"; fi
if docker compose version >/dev/null 2>&1; then
    say "docker compose config"
    cp compose.yaml "$root/compose.yaml"; : >"$root/.env"
    docker compose --project-directory "$root" -f "$root/compose.yaml" config --quiet
else say "no docker compose: compose.yaml not checked"; fi
if command -v systemd-analyze >/dev/null; then
    say "systemd-analyze"
    # The program stands elsewhere here; everything else of the unit is checked as it is.
    sed -e "s|^ExecStart=[^ ]*|ExecStart=$(command -v true)|" -e 's|^Documentation=.*||' deploy/tanya.service >"$root/tanya.service"
    systemd-analyze verify "$root/tanya.service"
    systemd-analyze security --offline=true --threshold=20 --no-pager "$root/tanya.service" | tail -1
else say "no systemd-analyze: unit not checked"; fi

say "the image's steps, in a clean folder"
mkdir "$root/src" "$root/data" "$root/articles"
git ls-files -z -- index bot sandbox tanya models deploy/build.sh pyproject.toml requirements.lock README.md LICENSE |
    xargs -0 cp --parents -t "$root/src"
cp articles/*.md "$root/articles"
(cd "$root/src" && PYTHON="${PYTHON:-python3}" sh deploy/build.sh "$root/opt")
rm -rf "$root/src"
chmod 755 "$root" && chmod 700 "$root/data"
as_user=
if [ "$(id -u)" = 0 ]; then chown 65534:65534 "$root/data"; as_user="setpriv --reuid=65534 --regid=65534 --clear-groups"; fi
port=$("$root/opt/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
become_tanya() {
    cd "$root/data"
    # shellcheck disable=SC2086 # several words
    exec env -i PATH="$root/opt/bin:$PATH" HOME=/nonexistent PYTHONDONTWRITEBYTECODE=1 \
        MPLCONFIGDIR="$root/data/matplotlib" TANYA_DATA_DIR="$root/data" TANYA_LOG_FORMAT=json TANYA_METRICS_PORT="$port" \
        TELEGRAM_BOT_TOKEN=7000000001:AAE-synthetic_token_of_the_checks_012 \
        TANYA_TELEGRAM_BASE_URL=http://127.0.0.1:9 $as_user "$root/opt/bin/tanya" "$@"
}
tanya() { (become_tanya "$@"); }
tanya index "$root/articles"
tanya ask "when is the Trump–Kim summit?" | grep -q "12 Juni"
tanya verify

say "the bot, while nothing answers at its Bot API server: it waits, lives, is not ready, and ends on SIGTERM"
(become_tanya bot) 2>"$root/log" &
bot=$!
probe() { "$root/opt/bin/python" -c "
import http.client, sys
c = http.client.HTTPConnection('127.0.0.1', $port, timeout=4); c.request('GET', sys.argv[1]); print(c.getresponse().status)" "$1" 2>/dev/null; }
for _ in $(seq 120); do [ "$(probe /healthz)" = 200 ] && break; sleep 0.5; done
[ "$(probe /healthz)" = 200 ] || { cat "$root/log"; exit 1; }
[ "$(probe /readyz)" = 503 ]
tanya backup "$root/data/backup.tar.gz"
kill -TERM "$bot"
wait "$bot" || { cat "$root/log"; exit 1; }
bot=
grep -q "cannot be reached" "$root/log"
! grep -q "AAE-synthetic" "$root/log"
say "all is well"
