"""The tables of several bots in one database; only ever appended to, since a database in use gets what it lacks."""

from __future__ import annotations

from typing import LiteralString

SCHEMA = "tanya_bot"
# Two random UUIDs make 244 random bits, from the same source as the server's own secrets.
_KEPT: LiteralString = """
CREATE TABLE secret (value bytea NOT NULL);
INSERT INTO secret SELECT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
CREATE TABLE languages (person text PRIMARY KEY, language text NOT NULL);
CREATE TABLE telegram_languages (person text PRIMARY KEY, language text NOT NULL);
CREATE TABLE told (topic text NOT NULL, item text NOT NULL, told text NOT NULL, PRIMARY KEY (topic, item));
CREATE TABLE questions (
    id text PRIMARY KEY, asked text COLLATE "C" NOT NULL, person text, question text NOT NULL,
    answered boolean NOT NULL, confidence double precision NOT NULL, latency_ms double precision NOT NULL,
    snapshot text NOT NULL, answer text, start bigint, "end" bigint, article text, passage text, passages text NOT NULL
);
CREATE INDEX questions_asked ON questions (asked);
CREATE INDEX questions_person ON questions (person);
CREATE TABLE ratings (
    question text NOT NULL REFERENCES questions (id) ON DELETE CASCADE, person text NOT NULL, rating text NOT NULL,
    rated text NOT NULL, PRIMARY KEY (question, person)
);
CREATE INDEX ratings_person ON ratings (person);
CREATE TABLE contexts (
    question text PRIMARY KEY REFERENCES questions (id) ON DELETE CASCADE, text text NOT NULL,
    start bigint NOT NULL DEFAULT 0, rowid bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX contexts_rowid ON contexts (rowid);
CREATE TABLE invitations (
    code text PRIMARY KEY, begins text NOT NULL, expires text COLLATE "C" NOT NULL, uses_left bigint NOT NULL
);
CREATE TABLE guests (person text PRIMARY KEY, since text NOT NULL)
"""
# A lane is a chat whose updates are handled in their order by one bot, which holds it; nobody does where that is NULL.
_INBOX: LiteralString = """
CREATE TABLE updates (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, update_id bigint, identity text NOT NULL UNIQUE,
    arrived text COLLATE "C" NOT NULL, state text NOT NULL, raw text, reason text, notice bigint,
    lane bigint NOT NULL DEFAULT 0
);
CREATE INDEX updates_update_id ON updates (update_id);
CREATE INDEX updates_arrived ON updates (arrived);
CREATE INDEX updates_waiting ON updates (number) WHERE state = 'waiting';
CREATE INDEX updates_lanes ON updates (lane, number) WHERE state = 'waiting';
CREATE TABLE lanes (lane bigint PRIMARY KEY, holder bigint, until timestamptz NOT NULL);
CREATE INDEX lanes_holder ON lanes (holder);
CREATE TABLE bots (bot bigint PRIMARY KEY, beat timestamptz NOT NULL, host text NOT NULL)
"""
STEPS: tuple[LiteralString, ...] = (_KEPT, _INBOX)
