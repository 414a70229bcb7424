"""Budgets, order, and what is sent again; against time, with short periods."""

from __future__ import annotations

import asyncio
import time
from itertools import pairwise
from typing import Any

import httpx
import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.errors import BotStopping
from bot.sending.budgets import Budgets, Window
from bot.sending.delivery import Delivery, delivery_of
from bot.sending.outbox import Outbox
from bot.ticket import MAYBE_ANSWERED, Handling, handling, on_the_way

Sent = list[tuple[float, int, str]]


class Server:
    """Takes messages, and fails in the order it is told."""

    def __init__(self, budgets: Budgets) -> None:
        self.sent: Sent = []
        self.failures: list[TelegramError] = []
        self.calls = 0
        self.answered: list[int] = []
        self.refused: list[int] = []
        self.moved: list[tuple[int, int]] = []
        self.outbox = Outbox(budgets, note_answered=self._answered, note_refused=self._refused, note_moved=self._moved)

    async def _answered(self, update_id: int) -> None:
        self.answered.append(update_id)

    async def _refused(self, chat_id: int) -> None:
        self.refused.append(chat_id)

    async def _moved(self, old: int, new: int) -> None:
        self.moved.append((old, new))

    async def send(self, chat_id: int, text: str, endpoint: str = "sendMessage") -> Any:
        data: dict[str, Any] = {"chat_id": chat_id}

        async def call() -> bool:
            self.calls += 1
            if self.failures:
                raise self.failures.pop(0)
            self.sent.append((time.monotonic(), data["chat_id"], text))
            return True

        return await self.outbox.process_request(call, (), {}, endpoint, data, None)

    def texts(self) -> list[str]:
        return [text for _, _, text in self.sent]


@pytest.fixture
def server() -> Server:
    return Server(Budgets(chat_period_s=0.0, group_period_s=0.0))


def unknown() -> TelegramError:
    error = TimedOut()
    error.__cause__ = httpx.ReadTimeout("…")
    return error


def not_reached() -> TelegramError:
    error = NetworkError("…")
    error.__cause__ = httpx.ConnectError("…")
    return error


def gaps(sent: Sent) -> list[float]:
    times = [at for at, _, _ in sent]
    return [later - earlier for earlier, later in pairwise(times)]


def test_a_window_by_hand() -> None:
    """Two messages a second: the third waits until the first is a second old, counted from its answer."""
    window = Window(2, 1.0)
    for begins, ends in ((0.0, 0.1), (0.2, 0.3)):
        assert window.wait_s(begins) == 0
        window.begin(begins)
        window.end(ends)
    assert window.wait_s(0.5) == pytest.approx(0.6)
    assert window.wait_s(1.1) == 0
    assert window.wait_s(1.1, share=0.5) == pytest.approx(0.2)


def test_a_message_takes_up_its_place_from_when_it_was_sent() -> None:
    """As far as all travel alike; one that took longer may have arrived later, and counts from then."""
    window = Window(2, 1.0)
    for begins, ends in ((0.0, 0.21), (0.0, 0.31)):
        window.begin(begins)
        window.end(ends, ends - begins)
    assert window.wait_s(0.4) == pytest.approx(0.61)
    window.begin(1.01)
    assert window.wait_s(1.02) == pytest.approx(0.09)


def test_what_is_spread_leaves_evenly() -> None:
    """Half of ten at once, the others a tenth of the period apart, save for what is late: three may catch up."""
    window = Window(10, 1.0, spread=True)
    for _ in range(5):
        assert window.wait_s(0.0) == 0
        window.begin(0.0)
    assert window.wait_s(0.0) == pytest.approx(0.2)
    for _ in range(4):
        assert window.wait_s(0.65) == 0
        window.begin(0.65)
    assert window.wait_s(0.65) == pytest.approx(0.1)


async def test_a_chat_gets_one_message_a_period_in_order() -> None:
    server = Server(Budgets(chat_period_s=0.05))
    await asyncio.gather(*(server.send(1, str(n)) for n in range(5)))
    assert server.texts() == ["0", "1", "2", "3", "4"]
    assert min(gaps(server.sent)) >= 0.05


async def test_a_group_has_a_budget_of_its_own() -> None:
    server = Server(Budgets(chat_period_s=0.0, group_messages=3, group_period_s=0.2))
    await asyncio.gather(*(server.send(-1, str(n)) for n in range(4)), *(server.send(n, "x") for n in range(1, 4)))
    times = [at for at, chat, _ in server.sent if chat == -1]
    assert times[3] - times[0] >= 0.2
    assert [chat for _, chat, _ in server.sent][-1] == -1


async def test_all_chats_share_a_budget() -> None:
    server = Server(Budgets(chat_period_s=0.0, messages=5))
    await asyncio.gather(*(server.send(n, "x") for n in range(1, 8)))
    times = [at for at, _, _ in server.sent]
    assert times[5] - times[0] >= 1.0


async def test_a_wait_holds_back_the_chat_that_it_is_for(server: Server) -> None:
    """Nothing goes to the chat before it is over, in its order then; other chats do not wait."""
    server.failures = [RetryAfter(1)]
    began = time.monotonic()
    await asyncio.gather(server.send(1, "a"), server.send(1, "b"), server.send(2, "other"))
    assert server.texts() == ["other", "a", "b"]
    assert server.sent[1][0] - began >= 1.0


async def test_a_wait_of_several_chats_holds_back_all(server: Server) -> None:
    server.failures = [RetryAfter(1), RetryAfter(1), RetryAfter(1)]
    began = time.monotonic()
    waiting = [asyncio.create_task(server.send(n, "x")) for n in (1, 2, 3)]
    await asyncio.sleep(0.1)
    await asyncio.gather(server.send(4, "x"), *waiting)
    assert min(at for at, _, _ in server.sent) - began >= 1.0


async def test_a_typing_action_is_left_out_while_a_chat_waits(server: Server) -> None:
    server.failures = [RetryAfter(1)]
    waiting = asyncio.create_task(server.send(1, "a"))
    await asyncio.sleep(0.05)
    assert await server.send(1, "typing", "sendChatAction") is True
    await waiting
    assert server.texts() == ["a"]


async def test_what_was_not_sent_is_sent_until_it_is(server: Server) -> None:
    server.failures = [not_reached(), NetworkError("Bad Gateway"), not_reached()]
    await server.send(1, "a")
    assert (server.calls, server.texts()) == (4, ["a"])


async def test_what_may_have_been_sent_is_sent_once_more(server: Server) -> None:
    """Then it is the journal's; an edit does no harm, and is repeated as often as needed."""
    server.failures = [unknown(), unknown()]
    with pytest.raises(TimedOut):
        await server.send(1, "a")
    assert server.calls == 2
    server.failures = [unknown(), unknown()]
    await server.send(1, "b", "editMessageText")
    assert server.texts() == ["b"]


@pytest.mark.parametrize("error", [BadRequest("…"), Forbidden("bot was blocked by the user")])
async def test_what_is_refused_is_not_repeated(server: Server, error: TelegramError) -> None:
    server.failures = [error]
    with pytest.raises(type(error)):
        await server.send(1, "a")
    assert server.calls == 1
    assert server.refused == ([1] if isinstance(error, Forbidden) else [])


async def test_a_group_that_became_a_supergroup_is_followed(server: Server) -> None:
    """An edit is not, since another message has the number there."""
    server.failures = [ChatMigrated(-100)]
    await server.send(-5, "a")
    server.failures = [ChatMigrated(-100)]
    with pytest.raises(BadRequest):
        await server.send(-5, "b", "editMessageText")
    assert [(chat, text) for _, chat, text in server.sent] == [(-100, "a")]
    assert server.moved == [(-5, -100)] * 2


async def test_the_answer_is_noted_and_steps_are_not(server: Server) -> None:
    with handling(Handling(7)) as ticket:
        with on_the_way():
            await server.send(1, "one moment")
        assert (server.answered, ticket.answered) == ([], False)
        await server.send(1, "the answer")
        await server.send(1, "something else")
    assert (server.answered, ticket.answered) == ([7], True)


async def test_what_may_be_answered_is_noted_just_before_it_is_sent(server: Server) -> None:
    """Not a step, nor what is edited, which can be repeated, nor what becomes of a notice."""
    noted: list[tuple[int, int]] = []

    async def note(message_id: int) -> None:
        noted.append((message_id, server.calls))

    for notice, endpoint in ((None, "editMessageText"), (77, "sendMessage")):
        with handling(Handling(7, notice=notice, note_notice=note)):
            await server.send(1, "edited, or below a notice", endpoint)
    assert noted == []
    with handling(Handling(8, note_notice=note)):
        with on_the_way():
            await server.send(1, "one moment")
        await server.send(1, "the answer")
        await server.send(1, "something else")
    assert noted == [(MAYBE_ANSWERED, 3)]


async def test_answers_to_different_chats_are_on_their_way_at_once_and_those_to_one_in_order() -> None:
    """No chat waits for another's slow answer, nor for its note in the journal."""
    under_way = most = 0
    log: list[tuple[int, int]] = []

    async def noted(_update_id: int) -> None:
        await asyncio.sleep(0.05)

    outbox = Outbox(Budgets(chat_period_s=0.0), note_answered=noted, note_refused=noted)

    async def answer(chat_id: int, update_id: int) -> None:
        async def call() -> bool:
            nonlocal under_way, most
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0.05)
            log.append((chat_id, update_id))
            under_way -= 1
            return True

        with handling(Handling(update_id)):
            await outbox.process_request(call, (), {}, "sendMessage", {"chat_id": chat_id}, None)

    await asyncio.gather(*(answer(chat, 10 * chat + n) for n in range(3) for chat in range(1, 6)))
    assert most == 5
    assert [[update for chat, update in log if chat == each] for each in range(1, 6)] == [
        [10 * each + n for n in range(3)] for each in range(1, 6)
    ]


async def test_an_answer_that_is_stuck_holds_up_its_own_chat_alone() -> None:
    server, line_is_back = Server(Budgets(chat_period_s=0.0)), asyncio.Event()

    async def stuck() -> bool:
        return await line_is_back.wait()

    with handling(Handling(1)):
        first = asyncio.create_task(server.outbox.process_request(stuck, (), {}, "sendMessage", {"chat_id": 1}, None))
        await asyncio.sleep(0)
    for number in (2, 3):
        with handling(Handling(number)):
            await server.send(number, str(number))
    assert (server.texts(), server.answered) == (["2", "3"], [2, 3])
    line_is_back.set()
    await first
    assert server.answered == [2, 3, 1]


async def test_progress_never_waits_and_never_takes_the_last_of_a_budget() -> None:
    server = Server(Budgets(chat_period_s=0.0, group_messages=4, group_period_s=60.0))
    with on_the_way():
        for n in range(2):
            await server.send(-1, str(n), "editMessageText")
        with pytest.raises(RetryAfter):
            await server.send(-1, "2", "editMessageText")
    await server.send(-1, "the answer")
    assert server.texts() == ["0", "1", "the answer"]


async def test_stopping_ends_what_waits(server: Server) -> None:
    server.failures = [RetryAfter(30)]
    waiting = asyncio.create_task(server.send(1, "a"))
    await asyncio.sleep(0.05)
    server.outbox.stop()
    with pytest.raises(BotStopping):
        await waiting


async def test_an_acknowledgement_is_repeated_for_a_while(server: Server) -> None:
    server.failures = [unknown(), RetryAfter(1)]
    await server.send(1, "x", "answerCallbackQuery")
    assert server.texts() == ["x"]
    server.failures = [RetryAfter(60)]
    with pytest.raises(RetryAfter):
        await server.send(1, "x", "answerCallbackQuery")


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (unknown(), Delivery.UNKNOWN),
        (not_reached(), Delivery.NOT_SENT),
        (NetworkError("Internal Server Error"), Delivery.NOT_SENT),
        (TelegramError("Invalid server response"), Delivery.UNKNOWN),
        (BadRequest("…"), Delivery.REFUSED),
    ],
)
def test_fates(error: TelegramError, fate: Delivery) -> None:
    assert delivery_of(error) is fate


def test_a_gateway_that_waited_in_vain_leaves_it_unknown() -> None:
    error = TimedOut("Gateway Timeout (504)")
    error.__cause__ = TimeoutError()
    assert delivery_of(error) is Delivery.UNKNOWN


async def test_bots_that_share_the_budget_of_all_chats_each_send_their_part(server: Server) -> None:
    """Of ten messages a second, one of two bots sends five; however many there are, one."""
    server.outbox = Outbox(
        Budgets(chat_period_s=0.0, messages=10), note_answered=server._answered, note_refused=server._refused
    )
    for bots, share in ((2, 5), (1, 10), (40, 1)):
        server.outbox.share(bots)
        assert server.outbox._overall.limit == share


async def test_a_message_waits_for_whoever_decides_whether_it_may_be_sent(server: Server) -> None:
    """And is not sent when it may not: neither an answer nor a step towards one."""
    may_send, asked = asyncio.Event(), list[int]()

    async def decide() -> None:
        asked.append(1)
        await may_send.wait()
        if len(asked) > 1:
            raise BotStopping("another bot has it")

    with handling(Handling(7, before_sending=decide)) as ticket:
        sending = asyncio.create_task(server.send(1, "answer"))
        await asyncio.sleep(0.02)
        assert server.texts() == []
        may_send.set()
        await sending
        assert (server.texts(), ticket.answered) == (["answer"], True)
        with pytest.raises(BotStopping), on_the_way():
            await server.send(1, "more")
    assert server.texts() == ["answer"]
