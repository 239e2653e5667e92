#!/bin/sh
# As root, on Debian 12: nothing but its own packages.
set -e
apt-get install -y --no-install-recommends python3-djoser
