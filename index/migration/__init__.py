"""Moves an index from one kind of store to another, without embedding anything anew."""

from index.migration.moving import Moved, move_index, require_movable

__all__ = ["Moved", "move_index", "require_movable"]
