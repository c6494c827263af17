"""Words that mean somebody may be in danger: the results page then shows whom to call, above what was found."""

import re

# Whole words, so that "aanslag in de klas bespreken" or "bombardement" opens nothing.
HELP_LINES = {
    ("suicide", "emergency"): (
        r"zelfmoord(gedachten?|poging|plannen)?",
        r"zelfdoding",
        r"su[iï]cid(e|aal)",
        r"dood\s+willen(\s+zijn)?",
        r"wil(len)?\s+(niet\s+meer\s+leven|dood)",
        r"niet\s+meer\s+willen\s+leven",
        r"mezelf\s+iets\s+aandoen",
    ),
    ("emergency", "police"): (
        r"aanslag\s+(ple(gen|egt)|maken|voorbereiden)",
        r"bom(men|melding)?",
        r"bom\s+maken",
        r"iemand\s+(vermoorden|doden|neersteken)",
    ),
}
PATTERNS = {keys: re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE) for keys, phrases in HELP_LINES.items()}


def help_line_keys(query: str) -> list[str]:
    """The keys of the help lines for this query, the most fitting first; empty for an ordinary question."""
    found = [key for keys, pattern in PATTERNS.items() if pattern.search(query) for key in keys]
    return list(dict.fromkeys(found))
