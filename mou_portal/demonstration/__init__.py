"""The demonstration book: invented, seeded, the same for a given day, in the files that suppliers send."""

SEED = 2015
FIRST_NUMBER, LAST_NUMBER = 900_001, 949_999
