#!/usr/bin/python3
"""djoser with simplejwt, on Django's own server: PORT, DATA, ACCESS_TTL, REFRESH_TTL, ALICE_PASSWORD, BOB_PASSWORD."""

import os
import sys
from datetime import timedelta
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import WSGIServer, run
from django.core.wsgi import get_wsgi_application
from django.urls import include, path

PORT = int(os.environ.get("PORT", "8100"))
DATA = Path(os.environ["DATA"])
ROTATES = os.environ.get("ROTATES", "1") == "1"  # 0 is simplejwt's default: a refresh yields an access token, no more

settings.configure(
    SECRET_KEY=os.environ.get("SECRET_KEY", "only for tests on this machine"),
    ALLOWED_HOSTS=["127.0.0.1", "localhost"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "rest_framework",
        "rest_framework_simplejwt.token_blacklist",
        "djoser",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA / "djoser.sqlite"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework_simplejwt.authentication.JWTAuthentication"],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    },
    SIMPLE_JWT={
        "ACCESS_TOKEN_LIFETIME": timedelta(seconds=float(os.environ.get("ACCESS_TTL", "300"))),
        "REFRESH_TOKEN_LIFETIME": timedelta(seconds=float(os.environ.get("REFRESH_TTL", "600"))),
        "ROTATE_REFRESH_TOKENS": ROTATES,
        "BLACKLIST_AFTER_ROTATION": ROTATES,
    },
)
django.setup()

# Both import models, which Django allows only from here on.
from django.contrib.auth.models import User  # noqa: E402
from rest_framework_simplejwt.views import TokenBlacklistView  # noqa: E402

urlpatterns = [
    path("auth/", include("djoser.urls")),
    path("auth/", include("djoser.urls.jwt")),
    path("auth/jwt/blacklist/", TokenBlacklistView.as_view()),
]


class Announced(WSGIServer):
    def server_activate(self):
        super().server_activate()
        print(f"djoser listens on http://127.0.0.1:{PORT}", flush=True)


DATA.mkdir(parents=True, exist_ok=True)
call_command("migrate", verbosity=0)
for name in ("alice", "bob"):
    if not User.objects.filter(username=name).exists():
        User.objects.create_user(name, f"{name}@example.test", os.environ[f"{name.upper()}_PASSWORD"])
# Where nothing but the answers is wanted, requests are not logged.
sys.stderr = open(DATA / "djoser.log", "a", buffering=1)
run("127.0.0.1", PORT, get_wsgi_application(), threading=True, server_cls=Announced)
