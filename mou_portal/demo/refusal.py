"""Why the demonstration could not be given."""


class CannotDemonstrate(Exception):
    """A message for the person at the terminal: what happened and what to do."""
