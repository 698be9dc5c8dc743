"""Where a stretch of text names a period, in the letters of reading.CODES."""

import re

CONTEXT = r"(?:[ij]?t*(?:[yFU]*[YG]|r[yF]|(?<=t)y))"  # "2027", "of fiscal 2027", "nächsten Jahres", "of the year"
DATED = r"(?:N(?:o|h)?t?[Mm]o?(?:j?t?Y|t*ry)?|[Mm]Nh?(?:j?Y)?)"  # "3. Mai 2027", "May 3rd, 2027"
DAY = rf"(?:(?:r?Wj?i?t*)?(?:D|{DATED}))"
DAYS = r"(?:No?h?[Tzb&]i?t?No?h?t?[Mm](?:j?Y)?|[Mm]N[Tzb&]N(?:j?Y)?)"  # "3. bis 5. Mai"
MONTH = rf"(?:[Mm]j?{CONTEXT}|rM|M)"
QUARTER = rf"(?:F?(?:OF?z?Q|NoQ|q)j?{CONTEXT}?)"
HALF = rf"(?:(?:OF?z?Z|NoZ)j?{CONTEXT}?|aj?{CONTEXT})"  # "H1" alone is a chip
SEASON = rf"(?:S{CONTEXT}|rS|S)"
YEAR = r"(?:[yFU]*[YG])"
UNIT = r"(?:r[yuQZF])"  # "next year", "diese Woche"
NOUN = rf"(?:e{CONTEXT}?)"  # "Jahresende 2027"
PART = rf"(?:pz?i?t*(?:{MONTH}|{QUARTER}|{HALF}|{SEASON}|{YEAR}|{UNIT}|E|[yuQZS]))"  # "Anfang nächster Woche"
AMOUNT = r"(?:K*(?:[Nc]|A?Vt?|A?H|ZA|A))"
ROLLING = rf"(?:r(?:{AMOUNT}z?)?U|r[NcV][yuQ])"  # "den kommenden zwei Wochen"
AGO = rf"(?:k*v(?:{AMOUNT}[uUyQ]|U)|k*{AMOUNT}[uUyQ]g)"  # "vor einem Jahr", "a decade ago"
LASTING = rf"(?:k*s{AMOUNT}[uUyQ])"  # "seit zwei Jahren"
WITHIN = rf"(?:w[it]*(?:r?{AMOUNT}|r)?[uUyQ])"  # "innerhalb von sechs Monaten"
POINT = rf"(?:i{AMOUNT}[uUyQ])"  # "in six months": a date only where the words look ahead
END = rf"(?:{DAY}|{QUARTER}|{HALF}|{PART}|{MONTH}|{SEASON}|{YEAR}|E)"
RANGE = rf"(?:(?:Bt*(?P<from>{END})&[it]*(?P<to>{END}))|(?:[fit]*(?P<since>{END})[Tbz][it]*(?P<till>{END})))"
LEAD = r"k*(?:[bsfnv]+[itk]*|[lL]?i?t*)"  # of "kicked in on May 3" the verb keeps its "in"

PERIOD = re.compile(
    rf"(?P<ago>{AGO})|(?P<lasting>{LASTING})|(?P<within>{WITHIN})|(?P<range>{RANGE})"
    rf"|(?P<lead>{LEAD})(?:(?P<days>{DAYS})|(?P<rolling>{ROLLING})"
    rf"|(?P<one>{DAY}|{PART}|{QUARTER}|{HALF}|{NOUN}|{UNIT}|{MONTH}|{SEASON}|{YEAR}|E|dd?|rW|W))"
    rf"|(?P<point>{POINT})"
)
AMOUNT_CODES = "NcAVHZ"
# No period without one of these; most sentences have none, and the pattern is not tried on them.
HEAD = re.compile(r"[MmWSyQZuUeYDqaGEd]")
