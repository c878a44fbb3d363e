"""Refusing politely: what is wrong with an input, where, and what to do about it."""


class Refused(Exception):
    """An input that cannot be taken, in words for the person who gave it."""

    def __init__(self, message, remedy="", field=""):
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.field = field

    def __str__(self):
        return f"{self.message} {self.remedy}".strip()


class TooMany(Refused):
    """Asked too often: `seconds` says after how long to ask again."""

    def __init__(self, message, remedy="", *, seconds):
        super().__init__(message, remedy)
        self.seconds = seconds
