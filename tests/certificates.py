"""Certificates for servers of this machine, made with the openssl program: good ones and bad ones."""

import shutil
import ssl
import subprocess
from pathlib import Path

OPENSSL = shutil.which("openssl") or ""
LONG_AGO = ("20200101000000Z", "20210101000000Z")
FOR_ALL_TIME = ("20200101000000Z", "20491231000000Z")
AUTHORITY = """[ca]
default_ca = own
[own]
database = {folder}/index
serial = {folder}/serial
new_certs_dir = {folder}
default_md = sha256
policy = any
[any]
commonName = supplied
"""


def make_certificate(folder: Path, host: str, valid: tuple[str, str] = FOR_ALL_TIME) -> Path:
    """A key and the certificate it has signed for itself, in one file."""
    files = {name: folder / name for name in ("key.pem", "request.pem", "certificate.pem", "extensions", "config")}
    files["config"].write_text(AUTHORITY.format(folder=folder), "ascii")
    files["extensions"].write_text(f"subjectAltName = DNS:{host}\n", "ascii")
    (folder / "index").write_text("", "ascii")
    (folder / "serial").write_text("01\n", "ascii")
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(files["key.pem"])]
    openssl("req", "-new", *key, "-out", str(files["request.pem"]), "-subj", f"/CN={host}")
    sign = ["-config", str(files["config"]), "-keyfile", str(files["key.pem"]), "-in", str(files["request.pem"])]
    sign += ["-extfile", str(files["extensions"]), "-startdate", valid[0], "-enddate", valid[1]]
    openssl("ca", "-batch", "-selfsign", "-notext", *sign, "-out", str(files["certificate.pem"]))
    both = folder / "both.pem"
    both.write_text(files["key.pem"].read_text("ascii") + files["certificate.pem"].read_text("ascii"), "ascii")
    return both


def openssl(*arguments: str) -> None:
    subprocess.run([OPENSSL, *arguments], check=True, capture_output=True)  # noqa: S603


def server_context(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certificate)
