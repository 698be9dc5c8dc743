"""What no page may do, whatever a test does with it: complain in the console, ask another host."""

from playwright.sync_api import ConsoleMessage, Page, Request

# A form that is refused answers so, and the browser mentions it.
MEANT = "the server responded with a status of 422"


def watch(page: Page, base: str) -> list[str]:
    """The faults of the page, as they come; a violated Content Security Policy is an error in the console."""
    faults: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and MEANT not in message.text:
            faults.append(f"{page.url}: {message.text}")

    def see(request: Request) -> None:
        if not request.url.startswith((f"{base}/", "data:")):
            faults.append(f"{page.url}: asked {request.url}")

    page.on("console", hear)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("request", see)
    return faults
