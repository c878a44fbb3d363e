"""What can go wrong with the embedded servers, said in a sentence."""


class EmbeddedError(Exception):
    """A message for the person at the terminal: what happened and what to do."""
