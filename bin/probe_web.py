"""Ask the web server how it is: for bin/start, and as the container's health check (`probe_web.py [PORT]`)."""

import http.client
import os
import sys
from urllib.parse import urlsplit


def complaint(port: int, public_url: str, *, host: str = "127.0.0.1") -> str:
    """What is wrong with the web server, or nothing. It is asked under its public name, the only one it answers to."""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": urlsplit(public_url).netloc})
        response = connection.getresponse()
        return "" if response.status == 200 else f"/healthz answers {response.status} {response.reason}"
    except (OSError, http.client.HTTPException) as error:
        return f"/healthz does not answer: {error}"
    finally:
        connection.close()


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    sys.exit(complaint(port, os.environ.get("PUBLIC_URL") or f"http://127.0.0.1:{port}") or 0)
