"""Everything that one authority holds on one worker, for the worker: gathered, shown, and written as files."""
