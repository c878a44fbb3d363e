"""Watches: “tell me when this worker is free”. They ask again what was asked, and tell no more than the answer does."""
