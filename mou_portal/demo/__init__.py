"""The demonstration: the whole portal on one machine, with an invented book."""
