"""The base of what can go wrong in the service for a reason an operator can mend.

Imports nothing, so that the command line can name it without loading the service.
"""


class OperatorError(Exception):
    """The message says what is wrong and how to mend it; the command line prints it and exits with 2."""
