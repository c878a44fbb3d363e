"""Files in: a table is read, its rows are checked, good ones are written and the others parked in words."""
