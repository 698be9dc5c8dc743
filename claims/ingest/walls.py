"""Pages that stand in front of an article: consent to cookies, proof of being human, sign-in, a subscription.

Only the clear ones, and only where no article was found beside them: a news page about cookie banners is an article.
"""

import re

from claims.ingest.page_words import WALLS
from claims.ingest.reading import TEXT_ROLES, PageReading, PageRefused, Role
from claims.text import words

LONGEST_WALL = 250  # words of running text
LONGEST_REMNANT = 40  # words that may be left over beside a wall
SEARCHED = 20_000  # characters

OWN_TEXT = "set the feed to use its own text"
ADVICE = {
    "consent wall": f"set the cookie that the site stores after consent in its rules, or {OWN_TEXT}",
    "login page": f"set the cookie or header of your account in the site's rules if you may, or {OWN_TEXT}",
    "paywall": "what is shown is a teaser; paste the article's text if you may read it, set the cookie of your"
    f" subscription in the site's rules, or {OWN_TEXT}",
    "bot check": f"the site blocks automated readers; {OWN_TEXT}, or ask for access and set what you get in its rules",
}
# schema.org, as sites state it for search engines
NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*(?:false|"false"|"https?://schema\.org/False")', re.IGNORECASE)
CHALLENGE_MARKUP = re.compile(r"cdn-cgi/challenge-platform|id=\"(?:challenge-form|px-captcha)\"|captcha-delivery\.com")


def refuse_walls(reading: PageReading, said: str, markup: str) -> None:
    """`said` is all the page says, as long as nothing was taken out of it; `markup` is its source."""
    own = "\n".join([reading.title, *(block.text for block in reading.blocks if block.role in TEXT_ROLES)])
    prose = sum(len(words(block.text)) for block in reading.blocks if block.role == Role.BODY)
    if prose > LONGEST_WALL:
        return
    # A short article may well have a cookie bar beside it; only a page with hardly any text is judged by that.
    searched = own if prose > LONGEST_REMNANT else f"{own}\n{said[:SEARCHED]}"
    for kind, pattern in WALLS.items():
        if found := pattern.search(searched):
            raise PageRefused(f"this is a {kind}, not an article (“{found[0]}”)", kind=kind, advice=ADVICE[kind])
    if NOT_FREE.search(markup):
        raise PageRefused(
            "the page says of itself that its article is not free to read", kind="paywall", advice=ADVICE["paywall"]
        )
    if prose == 0 and CHALLENGE_MARKUP.search(markup):
        raise PageRefused("this is a bot check, not an article", kind="bot check", advice=ADVICE["bot check"])
