"""Checks of the Bot API server: reached, token known, clocks agree, and nobody else fetches the bot's updates."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot import Redactor
from tanya.doctor.bot_api import BotApi, Call
from tanya.doctor.findings import Finding, Trouble, fail, ok, warn
from tanya.settings import Settings

_UNAUTHORIZED, _NOT_FOUND, _CONFLICT = 401, 404, 409
_SKEW_WARNED_S, _SKEW_FAILED_S = 10, 300
# Another poller that was cut off comes back within this time: python-telegram-bot after 1 s, others after up to 5 s.
_WATCH_S = 6
_POLL_S = 2


def check_telegram(settings: Settings, *, bot_runs_here: bool) -> Iterator[Finding]:
    """Look at everything that concerns the server, as far as one thing does not stand in the way of the next.

    Where the bot of this data folder runs, it is not disturbed.
    """
    if settings.telegram_bot_token is None:
        yield ok(
            "token",
            "none is set; tanya sandbox needs none; for Telegram get one from @BotFather and set TELEGRAM_BOT_TOKEN",
        )
        return
    token = settings.telegram_bot_token.get_secret_value()
    redact = Redactor(token)
    api = BotApi(settings.telegram_base_url, token)
    try:
        me = api.call("getMe")
        yield _reached(me, api.root, redact)
        if me.status == 0:
            return
        yield _clock(me)
        yield _token(me, redact)
        if me.succeeded:
            yield from _fetching(api, settings, redact, bot_runs_here=bot_runs_here)
    finally:
        api.close()


def _reached(me: Call, root: str, redact: Redactor) -> Finding:
    where = urlsplit(root).netloc
    if me.status == 0:
        why = redact(me.description)
        if "certificate" in why.lower():
            advice = "check this machine's clock and its ca-certificates, or a proxy that replaces certificates"
        elif "name" in why.lower() and ("resol" in why.lower() or "not known" in why.lower()):
            advice = "check the network and the name server of this machine, and TANYA_TELEGRAM_BASE_URL"
        else:
            advice = (
                "check the network, a firewall, HTTPS_PROXY and TANYA_TELEGRAM_BASE_URL; the bot waits until it answers"
            )
        return fail("telegram", f"{where} cannot be reached: {why}", advice)
    if me.status >= 500 or (not me.succeeded and "JSON" in me.description):
        return fail(
            "telegram",
            f"{where} answers with HTTP {me.status}: {redact(me.description)}",
            "try again later; check that TANYA_TELEGRAM_BASE_URL is a Bot API server and no page stands before it",
        )
    return ok("telegram", f"{where} answers")


def _clock(me: Call) -> Finding:
    if me.ahead_s is None:
        return warn("clock", "the server does not tell its time", "compare this machine's clock yourself: date -u")
    skew = abs(me.ahead_s)
    if skew < _SKEW_WARNED_S:
        return ok("clock", "agrees with the server's")
    message = f"this machine's clock is {skew:,.0f} s {'ahead of' if me.ahead_s > 0 else 'behind'} the server's"
    advice = "let the machine set its clock: timedatectl set-ntp true"
    return fail("clock", message, advice) if skew >= _SKEW_FAILED_S else warn("clock", message, advice)


def _token(me: Call, redact: Redactor) -> Finding:
    if me.succeeded:
        return ok("token", f"belongs to @{me.result.get('username', '?')}")
    if me.status in (_UNAUTHORIZED, _NOT_FOUND):
        return fail(
            "token",
            "the server does not know the token",
            "copy it again from @BotFather (/mybots, API Token) into TELEGRAM_BOT_TOKEN",
        )
    return fail("token", f"could not be checked: HTTP {me.status}, {redact(me.description)}", "try again later")


def _fetching(api: BotApi, settings: Settings, redact: Redactor, *, bot_runs_here: bool) -> Iterator[Finding]:
    hook = api.call("getWebhookInfo")
    if not hook.succeeded:
        yield warn("updates", f"getWebhookInfo failed: {redact(hook.description)}", "try again later")
        return
    waiting = f"{hook.result.get('pending_update_count', 0):,} updates wait"
    if url := str(hook.result.get("url") or ""):
        yield from _webhook(hook.result, url, waiting, redact, is_ours=url == settings.webhook_url)
    elif bot_runs_here:
        yield ok("updates", f"the bot of this data folder is running and fetches them ({waiting})")
    else:
        yield _poller(api, waiting, redact)


def _webhook(info: dict[str, object], url: str, waiting: str, redact: Redactor, *, is_ours: bool) -> Iterator[Finding]:
    where = urlsplit(url).netloc
    if is_ours:
        yield ok("updates", f"Telegram sends them to this bot's webhook at {where} ({waiting})")
    else:
        yield warn(
            "updates",
            f"a webhook is set: Telegram sends updates to {where} ({waiting})",
            "`tanya bot` removes the webhook when it starts; if another program owns it, give each a bot of its own",
        )
    if error := info.get("last_error_message"):
        yield warn(
            "webhook",
            f"the last delivery to {where} failed: {redact(str(error))}",
            "see that this address is reachable",
        )


def _poller(api: BotApi, waiting: str, redact: Redactor) -> Finding:
    """Fetch without confirming, for a few seconds: whoever else fetches is cut off, comes back, and cuts this off."""
    end = time.monotonic() + _WATCH_S
    while time.monotonic() < end:
        got = api.call("getUpdates", wait_s=_POLL_S, timeout=_POLL_S, limit=1)
        if got.status == _CONFLICT:
            return fail(
                "updates",
                "another program fetches updates with this bot token (409 Conflict)",
                "stop it (a bot on another machine, an old container?), or get a new token: @BotFather, /revoke",
                Trouble.BUSY,
            )
        if not got.succeeded:
            return warn("updates", f"getUpdates failed: {redact(got.description)}", "try again later")
        if got.result:
            time.sleep(0.5)
    return ok("updates", f"nobody else fetches them ({waiting})")
