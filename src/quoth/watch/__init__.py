"""Reading again and again: `rounds` reads what changed, `news` finds what is new in it, `ledger` remembers all of it.

A round is what ``quoth trace`` does, on a store that remembers which revisions have been told of. What is new is worked
out and written down in one transaction, then shown, then marked as shown: a watcher that is killed at any moment goes
on from there, and says nothing that it has said.
"""
