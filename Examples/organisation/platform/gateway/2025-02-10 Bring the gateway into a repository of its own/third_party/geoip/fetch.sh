#!/bin/sh
exec curl -fsSL -o /data/geoip.mmdb "$GEOIP_URL"
