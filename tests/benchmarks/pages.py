"""How long the main pages take among many statements, through Django's test client: all but the network."""

import io
import time
from dataclasses import dataclass
from statistics import median

from django.conf import settings
from django.core.management import call_command
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from claims.models import Claim, Entity, Outlet, SavedSearch, Watch
from tests.benchmarks.filled import YEAR, Filling

ENTITY_FOLLOWED = 40  # in the order of renown
ASKED = 15  # times each page, after once to warm up
# What is asked for; the names are of the rows that most others hang on. To time another page, add its address.
PAGES = (
    "/today/?since=week",
    "/today/?since=day",
    "/claims/",
    "/claims/?page=40",
    "/claims/?q={common}",
    "/claims/?q={common}+{other}&standing=echoed",
    "/claims/?q=%22{common}+{other}%22+-{third}&sort=latest",
    "/claims/?speaker={speaker}",
    "/claims/?about={speaker}&kind=direct&confidence=high",
    "/claims/?outlet={outlet}",
    "/claims/?confidence=high&kind=direct",
    "/claims/?resolution=open&sort=due",
    "/claims/?type=prediction&sort=standing",
    "/claims/?said_from={month_ago}",
    "/claims/?followed=1",
    "/claims/?sort=independent",
    "/charts/",
    "/charts/?outlet={outlet}",
    "/charts/?q={common}",
    "/entities/{entity}/",
    "/entities/{entity}/network/",
    "/outlets/{outlet}/",
    "/search/?q={common}",
    "/articles/?q={common}",
    "/searches/",
    "/searches/menu/",
)


@dataclass(frozen=True)
class Result:
    """Milliseconds at the median, by page: on the clock, and of this process alone, whatever else the machine does."""

    milliseconds: dict[str, float]
    processor: dict[str, float]
    wrong: list[str]


def measure(statements: int) -> Result:
    call_command("prepare", stdout=io.StringIO())
    filling = Filling()
    filling.fill(statements)
    names = names_of(filling)
    follow(filling, names)
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(filling.curator)
    milliseconds, processor, wrong = {}, {}, []
    for page in PAGES:
        address = page.format(**names)
        answers = [answer(client, address) for _ in range(ASKED + 1)][1:]
        milliseconds[page] = round(median(each.seconds for each in answers) * 1000, 1)
        processor[page] = round(median(each.processor_seconds for each in answers) * 1000, 1)
        wrong += [f"{page} answered {status}" for status in sorted({each.status for each in answers} - {200})]
    return Result(milliseconds, processor, wrong)


def names_of(filling: Filling) -> dict[str, str]:
    common, other, third, *_ = filling.words["de"]
    speaker = Entity.objects.annotate(said=Count("statements")).order_by("-said")[0]
    outlet = Outlet.objects.annotate(brought=Count("articles")).order_by("-brought")[0]
    month_ago = (filling.now - YEAR / 12).date().isoformat()
    return {
        "common": common,
        "other": other,
        "third": third,
        "month_ago": month_ago,
        "speaker": speaker.name.replace(" ", "+"),
        "outlet": str(outlet.pk),
        "entity": str(speaker.pk),
    }


def follow(filling: Filling, names: dict[str, str]) -> None:
    """Somebody of middling renown, a claim, and five saved searches."""
    user, now = filling.curator, timezone.now()
    Watch.objects.create(user=user, entity=filling.entities[ENTITY_FOLLOWED], since=now)
    Watch.objects.create(user=user, claim=Claim.objects.order_by("-articles")[0], since=now)
    for number, query in enumerate(
        ("q={common}", "speaker={speaker}", "standing=denied", "outlet={outlet}", "type=plan")
    ):
        search = SavedSearch.objects.create(
            user=user, name=f"Search {number}", query=query.format(**names), looked_at=filling.now - YEAR / 52
        )
        Watch.objects.create(user=user, search=search, since=now)


@dataclass(frozen=True)
class Answer:
    seconds: float
    processor_seconds: float
    status: int


def answer(client: Client, address: str) -> Answer:
    began, began_working = time.perf_counter(), time.process_time()
    status = client.get(address).status_code
    return Answer(time.perf_counter() - began, time.process_time() - began_working, status)
