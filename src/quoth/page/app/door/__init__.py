"""The door: who may ask at all.

Every request passes `guard`; whoever brought the run's token or the password has one of the `sessions`.
"""
