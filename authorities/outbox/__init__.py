"""The outbox: every e-mail of the portal is a row, written with what it tells of and sent by a worker."""
