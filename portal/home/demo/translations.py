"""English, Turkish and Arabic: a tree for each language, translated where there is a translation."""


def load(verbosity: int = 1) -> None:
    """Nothing yet."""
