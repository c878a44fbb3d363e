"""How long records are kept and what then: the schedule, what is due by it, and the certificates of what was done."""
