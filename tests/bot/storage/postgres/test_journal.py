"""Which bot handles what: chats are leased, and an update is handled by whoever holds its chat."""

from __future__ import annotations

import threading
from collections import defaultdict

import pytest

from bot.receiving.inbox import entry_of
from bot.storage.journal import Standing
from bot.storage.postgres.journal import SharedJournal
from tests.bot.samples import READER, a_message, an_inline_query
from tests.bot.storage.postgres.conftest import OpenStorage


@pytest.fixture
def journals(open_bot: OpenStorage) -> tuple[SharedJournal, SharedJournal]:
    """Two bots' views of one inbox."""
    one, other = open_bot().shared, open_bot().shared
    assert one is not None
    assert other is not None
    return one, other


def write(journal: SharedJournal, number: int, chat: int) -> None:
    """Write down a message to a chat."""
    journal.write_down([entry_of({"update_id": number} | a_message(f"nomor {number}", chat))])


def taken(journal: SharedJournal, chats: int, *in_hand: int) -> list[int]:
    return [each.raw["update_id"] for each in journal.claim(chats, in_hand)[1]]


def test_a_chat_is_one_bots_with_all_that_waits_in_it(journals: tuple[SharedJournal, SharedJournal]) -> None:
    """The chat with the oldest update first; what comes later goes to who holds the chat, whoever writes it down."""
    one, other = journals
    for number, chat in enumerate((11, 12, 11), 1):
        write(one, number, chat)
    assert taken(one, 1) == [1, 3]
    assert taken(other, 5) == [2]
    write(one, 4, 12)
    write(other, 5, 11)
    assert taken(other, 5, 2) == [4]
    assert taken(one, 5, 1, 3) == [5]


def test_a_persons_inline_queries_are_handled_where_their_chat_is(
    journals: tuple[SharedJournal, SharedJournal],
) -> None:
    one, other = journals
    write(one, 1, READER)
    assert taken(one, 1) == [1]
    one.write_down([entry_of({"update_id": 2} | an_inline_query("KTT", READER))])
    assert taken(other, 5) == []
    assert taken(one, 0, 1) == [2]


def test_a_message_is_sent_by_whoever_holds_the_chat(journals: tuple[SharedJournal, SharedJournal]) -> None:
    """Not before it was taken, not after it was given up, and not for what was finished or forgotten."""
    one, other = journals
    write(one, 1, 11)
    write(one, 2, 11)
    assert one.standing(1, answered=False) is Standing.LOST
    one.claim(1)
    assert [each.standing(1, answered=False) for each in journals] == [Standing.OURS, Standing.LOST]
    one.finish(1)
    assert one.standing(1, answered=False) is Standing.FINISHED
    assert one.standing(1, answered=True) is Standing.OURS
    one.give_up(idle=False)
    assert one.standing(2, answered=False) is Standing.LOST
    other.claim(1)
    assert other.standing(2, answered=False) is Standing.OURS
    other.forget_person(11)
    assert other.standing(2, answered=False) is Standing.FINISHED


def test_a_notice_is_noted_by_whoever_has_the_chat(journals: tuple[SharedJournal, SharedJournal]) -> None:
    """Who has lost it without knowing overwrites nothing of the one that has it."""
    one, other = journals
    write(one, 1, 11)
    one.claim(1)
    one.note_notice(1, 77)
    other.note_notice(1, 0)
    one.give_up(idle=False)
    assert [each.notice for each in other.claim(1)[1]] == [77]


def test_what_was_answered_is_finished_whoever_has_the_chat_by_now(
    journals: tuple[SharedJournal, SharedJournal],
) -> None:
    """So that the other bot does not answer it again."""
    one, other = journals
    write(one, 1, 11)
    one.claim(1)
    one.give_up(idle=False)
    other.claim(1)
    assert other.unfinished() == {1}
    one.finish(1)
    assert other.standing(1, answered=False) is Standing.FINISHED
    assert other.unfinished() == set()


def test_a_bot_that_ends_gives_up_first_what_is_idle(journals: tuple[SharedJournal, SharedJournal]) -> None:
    one, other = journals
    write(one, 1, 11)
    write(one, 2, 12)
    one.claim(5)
    one.finish(1)
    one.give_up(idle=True)
    write(one, 3, 11)
    write(one, 4, 12)
    assert taken(other, 5) == [3]
    one.give_up(idle=False)
    assert taken(other, 5, 3) == [2, 4]


def test_what_is_not_in_hand_is_taken_again(journals: tuple[SharedJournal, SharedJournal]) -> None:
    """Also where the answer to a claim never came; not in a chat in which something is still ending."""
    one, _ = journals
    write(one, 1, 11)
    write(one, 2, 11)
    assert taken(one, 1) == [1, 2]
    assert [each.raw["update_id"] for each in one.claim(0, [1])[1]] == [2]
    one.give_up(idle=False)
    assert one.claim(1, [], [11]) == (0, [])
    assert taken(one, 1) == [1, 2]


def test_whoever_writes_and_takes_at_once_nothing_is_lost_twice_or_out_of_order(open_bot: OpenStorage) -> None:
    """Four bots take while two write the same updates down; each finishes what it took, and gives all up at times."""
    bots = [storage.shared for storage in (open_bot() for _ in range(6)) if storage.shared is not None]
    chats, each = 15, 20
    finished: dict[int, list[int]] = defaultdict(list)
    lock, over = threading.Lock(), threading.Event()
    entries = [
        entry_of({"update_id": number} | a_message(f"{number}", 100 + number % chats))
        for number in range(1, chats * each + 1)
    ]

    def write_all(bot: SharedJournal) -> None:
        for start in range(0, len(entries), 7):
            bot.write_down(entries[start : start + 7])

    def handle(bot: SharedJournal) -> None:
        rounds = 0
        while not over.is_set():
            rounds += 1
            for update in bot.claim(2)[1]:
                number = update.raw["update_id"]
                if bot.standing(number, answered=False) is Standing.OURS:
                    with lock:
                        finished[update.raw["message"]["chat"]["id"]].append(number)
                    bot.finish(number)
            if rounds % 5 == 0:
                bot.give_up(idle=False)

    handlers = [threading.Thread(target=handle, args=[bot]) for bot in bots[:4]]
    writers = [threading.Thread(target=write_all, args=[bot]) for bot in bots[4:]]
    for thread in (*handlers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    while bots[0].waiting():
        threading.Event().wait(0.02)
    over.set()
    for thread in handlers:
        thread.join()
    assert {chat: numbers for chat, numbers in finished.items() if numbers != sorted(set(numbers))} == {}
    assert sum(map(len, finished.values())) == len(entries)
