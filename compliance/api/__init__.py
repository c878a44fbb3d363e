"""Answers, placements and findings as JSON: the same queries, actions and rights as the pages."""
