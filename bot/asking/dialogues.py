"""What was asked before, so that a question can follow on it; in memory only, bounded, and gone after some minutes.

A dialogue belongs to one person in one chat and topic. A reply to one of the bot's answers goes on from that answer,
however long ago it was given.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from telegram import Message, User

from index import Exchange

LASTS = timedelta(minutes=10)
_Place = tuple[int, int]
# A chat, a topic, and who asks.
_Dialogue = tuple[int, int, int | None]


@dataclass(frozen=True)
class _Turn:
    """The latest exchange of a dialogue, and the question's message."""

    exchange: Exchange
    message_id: int
    asked: datetime


def asker_id(message: Message, asker: User | None) -> int | None:
    """Return who asks: a person, or the chat that an anonymous administrator speaks for."""
    if message.sender_chat is not None:
        return message.sender_chat.id
    return asker.id if asker else None


class Dialogues:
    """The latest exchange of every dialogue, and what stands behind every answer or offer that can be replied to."""

    def __init__(self, capacity: int = 1000) -> None:
        self.capacity = capacity
        self._turns: OrderedDict[_Dialogue, _Turn] = OrderedDict()
        # With who asked.
        self._answers: OrderedDict[_Place, tuple[Exchange, int | None]] = OrderedDict()
        self._offers: OrderedDict[_Place, tuple[str, int | None]] = OrderedDict()

    def before(self, message: Message, asker: User | None) -> Exchange | None:
        """Return what a message may follow on; None when nothing was said, or too long ago."""
        replied = message.reply_to_message
        if replied is not None and replied.from_user is not None and replied.from_user.id == message.get_bot().id:
            known = self._answers.get((message.chat.id, replied.message_id))
            return known[0] if known else None
        turn = self._turns.get(_dialogue(message, asker))
        return turn.exchange if turn and message.date - turn.asked <= LASTS else None

    def note(self, message: Message, asker: User | None, exchange: Exchange, answer: Message) -> None:
        """Keep what a message asked and how it was answered; an edited earlier question is not the latest one."""
        dialogue = _dialogue(message, asker)
        number = message.message_id
        if answer.chat.id != message.chat.id:
            dialogue, number = _moved(dialogue, message.chat.id, answer.chat.id), 0
        turn = self._turns.get(dialogue)
        if turn is None or turn.message_id <= number:
            self._turns[dialogue] = _Turn(exchange, number, message.date)
            self._turns.move_to_end(dialogue)
        place = (answer.chat.id, answer.message_id)
        self._answers[place] = (exchange, dialogue[2])
        self._answers.move_to_end(place)
        while len(self._turns) > self.capacity or message.date - next(iter(self._turns.values())).asked > LASTS:
            self._turns.popitem(last=False)
        while len(self._answers) > self.capacity:
            self._answers.popitem(last=False)

    def offer(self, message: Message, words: str, notice: Message) -> None:
        """Keep the words of a message that a notice of the bot offers to ask."""
        self._offers[(notice.chat.id, notice.message_id)] = (words, asker_id(message, message.from_user))
        while len(self._offers) > self.capacity:
            self._offers.popitem(last=False)

    def offered(self, message: Message) -> str:
        """Return the words that a message's /ask is about where it replies to an offer; empty where it does not."""
        replied = message.reply_to_message
        return self._offers.get((message.chat.id, replied.message_id), ("", None))[0] if replied else ""

    def move(self, old: int, new: int) -> None:
        """Go on in a group's new number with what was said in it, unless something was said there since.

        Messages are numbered anew there, so that no reply names one of before.
        """
        for dialogue in [each for each in self._turns if old in (each[0], each[2])]:
            turn = replace(self._turns.pop(dialogue), message_id=0)
            self._turns.setdefault(_moved(dialogue, old, new), turn)
        self.forget(old)

    def forget(self, number: int) -> None:
        """Forget everything that was said in a chat, or by a person wherever it was."""
        for dialogue in [each for each in self._turns if number in (each[0], each[2])]:
            del self._turns[dialogue]
        for place in [each for each, (_, asker) in self._answers.items() if number in (each[0], asker)]:
            del self._answers[place]
        for place in [each for each, (_, asker) in self._offers.items() if number in (each[0], asker)]:
            del self._offers[place]


def _moved(dialogue: _Dialogue, old: int, new: int) -> _Dialogue:
    chat, topic, asker = dialogue
    return new if chat == old else chat, topic, new if asker == old else asker


def _dialogue(message: Message, asker: User | None) -> _Dialogue:
    topic = message.message_thread_id if message.is_topic_message else None
    return message.chat.id, topic or 0, asker_id(message, asker)
