"""What may go wrong when a file is read."""


class ReadingError(Exception):
    """The file cannot be read. The message is one Vietnamese sentence for the person who sent it: what is wrong, what to do."""


class ScanError(ReadingError):
    """The file holds pictures of pages; reading it takes a recogniser and more time than other files get."""
