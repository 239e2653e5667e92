#!/bin/sh
# Into the folder that is given, which start.mjs is told as MODULES.
set -e
npm install --prefix "${1:?which folder}" --no-audit --no-fund oidc-provider@9.13.3
