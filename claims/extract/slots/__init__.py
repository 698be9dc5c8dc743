"""The parts of what a claim says: who or what, does what, to whom or what, how much, when.

There is no parser and no model: the finite verb is looked for, and what stands beside it is told by case, number and
order. A slot that cannot be told stays empty: empty is better than wrong.
"""

from claims.extract.slots.find import BETWEEN, Slot, SlotRole, find_slots, read_amounts

# Changes whenever the same words may have other slots: those of older rules are found anew at the next settling.
VERSION = "1"

__all__ = ["BETWEEN", "VERSION", "Slot", "SlotRole", "find_slots", "read_amounts"]
