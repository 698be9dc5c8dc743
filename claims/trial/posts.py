"""Labelled posts matched to a pool of claims, as the pipeline matches a statement."""

from claims import corroborate
from claims.corroborate import Features
from claims.evaluation.posts import Answer, Post, PostCorpus
from claims.pipeline.candidates import Candidates, KnownClaims
from claims.trial.many_claims import keep_claims

LINKED = "linked"


def match_posts(corpus: PostCorpus) -> list[Answer]:
    """In an empty database. No post joins its claim: each is matched to the same pool."""
    keep_claims(corpus.claims)
    return [match_post(post) for post in corpus.posts]


def match_post(post: Post) -> Answer:
    known = KnownClaims([post.said])
    found = known.find(post.said)
    ranked = corroborate.rank_claims(post.said, denied=False, candidates=found.claims, rarity=found.rarity)
    return Answer(
        right=post.right,
        ranked=[each.claim_id for each in ranked],
        linked=linked_claim(post.said, found),
        linked_without=linked_claim(post.said, known.find(post.said, apart_from=post.right)) is not None,
    )


def linked_claim(said: Features, found: Candidates) -> int | None:
    """The known claim to which the machine links by itself."""
    matches = corroborate.choose_claims(said, denied=False, candidates=found.claims, rarity=found.rarity)
    return next((match.claim_id for match in matches if match.state == LINKED), None)
