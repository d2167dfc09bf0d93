"""What stops the writing of the demonstration data, in a sentence for people."""


class DemoError(Exception):
    """A wrong argument, a list of units that is no use, a directory that must not be lost."""
