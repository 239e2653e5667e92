#!/usr/bin/python3
"""Glewlwyd with its OIDC plugin: PORT, DATA, ACCESS_TTL, REFRESH_TTL, ALICE_PASSWORD, BOB_PASSWORD, CLIENT_SECRET."""

import gzip
import http.cookiejar
import json
import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

PORT = os.environ.get("PORT", "8102")
DATA = Path(os.environ["DATA"])
URL = f"http://127.0.0.1:{PORT}"
SCHEMA = "/usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz"
MODULES = "/usr/lib/glewlwyd"

CONFIGURATION = f"""
port = {PORT}
bind_address = "127.0.0.1"
external_url = "{URL}/"
api_prefix = "api"
log_mode = "file"
log_level = "WARNING"
log_file = "{DATA}/glewlwyd.log"
cookie_same_site = "empty"
session_key = "GLEWLWYD2_SESSION_ID"
admin_scope = "g_admin"
profile_scope = "g_profile"
user_module_path = "{MODULES}/user"
client_module_path = "{MODULES}/client"
user_auth_scheme_module_path = "{MODULES}/scheme"
plugin_module_path = "{MODULES}/plugin"
hash_algorithm = "SHA512"
database = {{ type = "sqlite3"; path = "{DATA}/glewlwyd.sqlite"; }};
"""

PLUGIN = {
    "module": "oidc",
    "name": "oidc",
    "display_name": "OIDC",
    "parameters": {
        "iss": URL,
        "jwt-type": "sha",
        "jwt-key-size": "256",
        "key": secrets.token_hex(32),
        "access-token-duration": int(os.environ.get("ACCESS_TTL", "300")),
        "refresh-token-duration": int(os.environ.get("REFRESH_TTL", "600")),
        "code-duration": 60,
        "refresh-token-rolling": True,
        "refresh-token-one-use": "always",
        "allow-non-oidc": True,
        "auth-type-code-enabled": False,
        "auth-type-token-enabled": False,
        "auth-type-id-token-enabled": True,
        "auth-type-none-enabled": False,
        "auth-type-password-enabled": True,
        "auth-type-client-enabled": False,
        "auth-type-device-enabled": False,
        "auth-type-refresh-enabled": True,
        "introspection-revocation-allowed": True,
        "introspection-revocation-allow-target-client": True,
        "subject-type": "public",
        "allowed-scope": ["openid"],
        "claims": [
            {"name": "preferred_username", "user-property": "username", "type": "string", "mandatory": True}
        ],
    },
}

admin = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))


def call(path, value):
    body = json.dumps(value).encode()
    request = urllib.request.Request(f"{URL}/api/{path}", body, {"Content-Type": "application/json"})
    return admin.open(request, timeout=5)


def set_up():
    """Makes what there is to be on a server that is new, over the interface for administrators."""
    call("auth/", {"username": "admin", "password": "password"})
    call("mod/plugin/", PLUGIN)
    for name in ("alice", "bob"):
        password = os.environ[f"{name.upper()}_PASSWORD"]
        call("user/", {"username": name, "password": password, "name": name, "scope": ["g_profile", "openid"]})
    call(
        "client/",
        {
            "client_id": "authmark",
            "name": "authmark",
            "client_secret": os.environ["CLIENT_SECRET"],
            "password": os.environ["CLIENT_SECRET"],
            "confidential": True,
            "enabled": True,
            "scope": ["openid"],
            "redirect_uri": [],
            "authorization_type": ["password", "refresh_token"],
            "token_endpoint_auth_method": ["client_secret_basic"],
        },
    )


DATA.mkdir(parents=True, exist_ok=True)
is_new = not (DATA / "glewlwyd.sqlite").exists()
if is_new:
    with sqlite3.connect(DATA / "glewlwyd.sqlite") as database:
        database.executescript(gzip.open(SCHEMA, "rt").read())
(DATA / "glewlwyd.conf").write_text(CONFIGURATION)

server = subprocess.Popen(["glewlwyd", "-c", DATA / "glewlwyd.conf"])
signal.signal(signal.SIGTERM, lambda *_: server.terminate())
for _ in range(50):
    try:
        admin.open(f"{URL}/config", timeout=1)
        break
    except OSError:
        time.sleep(0.1)
try:
    if is_new:
        set_up()
except OSError as error:
    server.terminate()
    sys.exit(f"Glewlwyd could not be set up: {error}; begin anew with an empty {DATA}")
print(f"Glewlwyd listens on {URL}", flush=True)
sys.exit(max(server.wait(), 0))
