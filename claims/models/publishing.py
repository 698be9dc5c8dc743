"""Who publishes, and what was published when: outlets, feeds, articles and their immutable revisions."""

import zlib

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from claims.ingest import site_of
from claims.models.work import Work


class Outlet(models.Model):
    class Kind(models.TextChoices):
        NEWSROOM = "newsroom"
        AGENCY = "agency"
        AGGREGATOR = "aggregator"
        VENDOR = "vendor"
        LAB = "lab"
        REGULATOR = "regulator"
        FORUM = "forum"

    name = models.CharField(pgettext_lazy("field", "name"), max_length=200, unique=True)
    kind = models.CharField(pgettext_lazy("field", "kind"), max_length=20, choices=Kind, default=Kind.NEWSROOM)
    lang = models.CharField(pgettext_lazy("field", "language"), max_length=2, blank=True)
    owner_group = models.CharField(
        pgettext_lazy("field", "owner group"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("Outlets of one group are not independent."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = pgettext_lazy("row", "outlet")
        verbose_name_plural = pgettext_lazy("rows", "outlets")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("outlet", args=[self.pk])


class OutletDomain(models.Model):
    outlet = models.ForeignKey(
        Outlet, on_delete=models.CASCADE, related_name="domains", verbose_name=pgettext_lazy("field", "outlet")
    )
    domain = models.CharField(pgettext_lazy("field", "domain"), max_length=253, unique=True)

    class Meta:
        verbose_name = pgettext_lazy("row", "domain")
        verbose_name_plural = pgettext_lazy("rows", "domains")

    def __str__(self) -> str:
        return self.domain


class Feed(Work):
    """A polled URL. Its stage is always the same, so `next_attempt_at` alone says when it is polled next."""

    outlet = models.ForeignKey(
        Outlet, on_delete=models.PROTECT, related_name="feeds", verbose_name=pgettext_lazy("field", "outlet")
    )
    url = models.URLField(pgettext_lazy("field", "address"), max_length=2000, unique=True)
    title = models.CharField(pgettext_lazy("field", "title"), max_length=500, blank=True)
    folder = models.CharField(
        pgettext_lazy("field", "folder"),
        max_length=200,
        blank=True,
    )
    is_paused = models.BooleanField(pgettext_lazy("field", "paused"), default=False)
    gone_at = models.DateTimeField(null=True, blank=True)
    etag = models.CharField(max_length=1000, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)
    body_sha256 = models.CharField(max_length=64, blank=True)
    moved_to = models.CharField(max_length=2000, blank=True)  # where the last polls were sent for good
    moved_times = models.PositiveSmallIntegerField(default=0)
    ttl_minutes = models.PositiveIntegerField(null=True, blank=True)  # as the feed last asked for
    next_why = models.TextField(blank=True)  # why `next_attempt_at` is when it is
    takes_full_text = models.BooleanField(
        pgettext_lazy("field", "takes the text of the feed"),
        default=False,
    )
    ignores_cache = models.BooleanField(pgettext_lazy("field", "asks for the whole feed"), default=False)
    last_success_at = models.DateTimeField(pgettext_lazy("field", "last read"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=pgettext_lazy("field", "added by"),
    )
    added_at = models.DateTimeField(pgettext_lazy("field", "added"))

    class Meta:
        ordering = ["title", "url"]
        verbose_name = pgettext_lazy("row", "feed")
        verbose_name_plural = pgettext_lazy("rows", "feeds")
        permissions = [("manage_feeds", "May add, pause and repair feeds")]

    def __str__(self) -> str:
        return self.title or self.url

    def get_absolute_url(self) -> str:
        return reverse("feed", args=[self.pk])


class FeedImport(models.Model):
    """A list of feeds that somebody took over, and what became of each of its rows then."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()
    name = models.CharField(max_length=200)  # of the file
    rows = models.JSONField(default=list)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("feed-import", args=[self.pk])


class FeedAlias(models.Model):
    """An address that a feed had before it moved for good; adding it again finds the feed."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="aliases")
    url = models.CharField(max_length=2000, unique=True)
    moved_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.url


class FeedFetch(models.Model):
    """One poll and what it brought."""

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="fetches")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=40)  # "read", "unchanged", or the kind of the error
    entries = models.PositiveIntegerField(default=0)
    new_articles = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["feed", "-at"])]

    def __str__(self) -> str:
        return f"{self.outcome} at {self.at:%Y-%m-%d %H:%M}"


class ArticleQuerySet(models.QuerySet["Article"]):
    def behind_walls(self) -> "ArticleQuerySet":
        """Those whose site showed something else when they were read last; its rules may open them."""
        return self.exclude(Q(wall="") | Q(site=""))

    def in_the_open(self) -> "ArticleQuerySet":
        """All others."""
        return self.filter(Q(wall="") | Q(site=""))

    def of_site(self, site: str) -> "ArticleQuerySet":
        """Those of a registered domain, or of a host below one."""
        domain = site_of(f"https://{site}/")
        found = self.filter(site=domain)
        if domain == site:
            return found
        return found.filter(Q(canonical_url__contains=f"//{site}/") | Q(canonical_url__contains=f".{site}/"))


class Article(Work):
    """One story at one canonical URL; pasted text without an address gets `urn:sha256:` and its hash instead."""

    class Stage(models.TextChoices):
        READ = "read"  # the page is to be fetched and read
        REREAD = "reread"  # the page it was read from is to be read again, by today's rules
        KEPT = "kept"  # the newest page is a revision
        FAILED = "failed"  # reading will not be tried again by itself
        DISMISSED = "dismissed"  # and a person said that nothing more is to be done about it

    outlet = models.ForeignKey(
        Outlet,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=pgettext_lazy("field", "outlet"),
    )
    canonical_url = models.CharField(pgettext_lazy("field", "address"), max_length=2000, unique=True)
    url = models.CharField(max_length=2000, blank=True)  # as it was given
    site = models.CharField(max_length=253, blank=True)  # ingest.site_of its address
    title = models.CharField(pgettext_lazy("field", "title"), max_length=1000, blank=True)
    author = models.CharField(max_length=500, blank=True)
    lang = models.CharField(pgettext_lazy("field", "language"), max_length=2, blank=True)
    published_at = models.DateTimeField(pgettext_lazy("field", "published"), null=True, blank=True)
    provenance = models.JSONField(default=dict, blank=True)  # field -> where its value was found
    first_seen_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    stage = models.CharField(pgettext_lazy("field", "stage"), max_length=10, choices=Stage, default=Stage.READ)
    wall = models.CharField(max_length=20, blank=True)  # what the last try met instead: "consent wall", "paywall"

    # The same text at another address of the outlet has no statements of its own; see pipeline.duplicates.
    fingerprint = models.CharField(max_length=16, blank=True)
    duplicate_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates")
    duplicate_why = models.TextField(blank=True)
    stands_alone = models.BooleanField(default=False)  # a person said that it is no duplicate

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = [F("published_at").desc(nulls_last=True), "-pk"]
        verbose_name = pgettext_lazy("row", "article")
        verbose_name_plural = pgettext_lazy("rows", "articles")
        permissions = [("submit_article", "May submit articles")]
        indexes = [
            models.Index(fields=["-published_at"]),
            models.Index(fields=["-first_seen_at"]),
            models.Index(fields=["outlet", "first_seen_at"]),
            models.Index(fields=["site", "stage"]),
            models.Index(fields=["site", "wall"], condition=~Q(wall=""), name="articles_behind_walls"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(duplicate_of=None) | (Q(stands_alone=False) & ~Q(duplicate_of=F("id"))),
                name="article_is_a_duplicate_or_stands_alone",
            )
        ]

    def __str__(self) -> str:
        return self.title or self.url or "pasted text"

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])


class ArticleAlias(models.Model):
    """An address that an article had before its feed gave it another; coming in again it finds the article."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="aliases")
    url = models.CharField(max_length=2000, unique=True)
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["replaced_at", "pk"]
        verbose_name_plural = "article aliases"

    def __str__(self) -> str:
        return self.url


class FeedEntry(models.Model):
    """An article as one feed lists it; the same article may stand in several feeds."""

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="entries")
    guid = models.CharField(max_length=2000)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="feed_entries")
    title = models.CharField(max_length=1000, blank=True)
    author = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    content_html = models.TextField(blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "guid"], name="one_entry_per_feed_and_guid")]

    def __str__(self) -> str:
        return self.title or self.guid


class RawPage(models.Model):
    """The bytes an article was read from, kept so that a better reader can read them again."""

    class How(models.TextChoices):
        FETCHED = "fetched"
        PASTED = "pasted"
        FILE = "file"
        FEED = "feed"  # the text that the feed itself carries

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="pages")
    how = models.CharField(max_length=10, choices=How)
    url = models.CharField(max_length=2000, blank=True)
    content_type = models.CharField(max_length=200, blank=True)
    compressed = models.BinaryField()
    fetched_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)  # None: handed in, and still waiting

    class Meta:
        ordering = ["fetched_at", "pk"]

    def __str__(self) -> str:
        return f"{self.how} {self.fetched_at:%Y-%m-%d %H:%M}"

    @staticmethod
    def compress(body: bytes) -> bytes:
        return zlib.compress(body, 6)

    @property
    def body(self) -> bytes:
        return zlib.decompress(self.compressed)


class Revision(Work):
    """An immutable snapshot of an article's text.

    The change to it was made between `previous_fetched_at`, when the text before was last seen, and `fetched_at`.
    """

    class Stage(models.TextChoices):
        EXTRACT = "extract"
        LINK = "link"
        MATCH = "match"
        DONE = "done"
        FAILED = "failed"

    class ChangeKind(models.TextChoices):
        FIRST = "first"
        COSMETIC = "cosmetic"
        ADDITION = "addition"
        SUBSTANTIVE = "substantive"
        CORRECTION = "correction"
        REREAD = "reread"  # the outlet changed nothing

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    page = models.ForeignKey(RawPage, on_delete=models.PROTECT, related_name="revisions")
    fetched_at = models.DateTimeField()
    previous_fetched_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)  # the page said the same again
    title = models.CharField(max_length=1000, blank=True)
    lang = models.CharField(max_length=2, blank=True)
    text = models.TextField()
    length = models.PositiveIntegerField()
    change_kind = models.CharField(max_length=12, choices=ChangeKind, default=ChangeKind.FIRST)
    change_why = models.TextField(blank=True)
    extractor_version = models.CharField(max_length=40, blank=True)
    extraction_note = models.TextField(blank=True)  # the language it was read as and why
    superseded_at = models.DateTimeField(null=True, blank=True)  # None: the article says this now
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.EXTRACT)
    failed_stage = models.CharField(max_length=10, choices=Stage, blank=True)  # where a failed one goes on

    class Meta:
        ordering = ["article", "number"]
        # Few of many: SQLite does not use the index of `next_attempt_at` to find what is not null.
        indexes = [models.Index(fields=["stage"], condition=Q(next_attempt_at__isnull=False), name="revisions_in_work")]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="one_revision_per_number"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(superseded_at=None), name="one_current_revision_per_article"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_numbers_start_at_1"),
            models.CheckConstraint(condition=Q(length=Length("text")), name="revision_length_is_of_its_text"),
        ]

    def __str__(self) -> str:
        return f"{self.article} (revision {self.number})"

    def get_absolute_url(self) -> str:
        return f"{reverse('article', args=[self.article_id])}?revision={self.number}"


class Block(models.Model):
    """A paragraph of a revision: a span of its text, or, for what is kept beside the text, words of its own."""

    class Role(models.TextChoices):
        HEADING = "heading"
        BODY = "body"
        QUOTE = "quote"
        CAPTION = "caption"
        COMMENT = "comment"
        BOILERPLATE = "boilerplate"

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveIntegerField()
    role = models.CharField(max_length=12, choices=Role)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    aside = models.TextField(blank=True)
    author = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["revision", "position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="one_block_per_position"),
            models.CheckConstraint(
                condition=Q(role__in=["heading", "body", "quote"], start__lt=F("end"), aside="")
                | Q(role__in=["caption", "comment", "boilerplate"], start=None, end=None),
                name="block_is_in_the_text_or_beside_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.position}"
