"""Rounds: putting everybody who joined into small groups, all of them at once. Pure: the same facts and the same seed
give the same groups.

What decides, in this order: as many as can be are in a group; whoever waited last time is in one; nobody is with
somebody they were with lately; no more groups than need be are of another size than the round's; and then what the
pairs score together. Each of these is one tier of a single whole number (`scale`), so that one optimisation over the
whole round keeps their order.
"""
