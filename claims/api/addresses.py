"""Whole addresses, which still lead somewhere when they are read in a spreadsheet."""

from typing import Any

from django.conf import settings
from django.urls import reverse

NAMESPACE = "api-v1"


def absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def api_address(name: str, *arguments: Any) -> str:
    return absolute(reverse(f"{NAMESPACE}:{name}", args=arguments))
