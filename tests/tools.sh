#!/bin/sh
# Installs what the tests need from the system's packages: a browser and its driver, a screen reader with a
# screen to run on, Java for the HTML checker. Does nothing when all is there. Needs apt, and root or sudo.
set -eu
missing=""
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need chromium chromium
need chromedriver chromium-driver
need java default-jre-headless
need orca orca
need Xvfb xvfb
need openbox openbox
need xdotool xdotool
need dbus-run-session dbus
need dbus-launch dbus-x11
need localedef locales
[ -e /usr/libexec/at-spi-bus-launcher ] || missing="$missing at-spi2-core"
[ -d /usr/share/glib-2.0/schemas ] || missing="$missing gsettings-desktop-schemas"
[ -e /usr/lib/python3/dist-packages/speechd ] || missing="$missing python3-speechd"
root=""
[ "$(id -u)" = 0 ] || root=sudo
if [ -n "$missing" ]; then
  echo "Installing$missing …"
  $root apt-get -o DPkg::Lock::Timeout=300 -qq update
  # shellcheck disable=SC2086  # a list of package names
  DEBIAN_FRONTEND=noninteractive $root apt-get -o DPkg::Lock::Timeout=300 -qq install --yes --no-install-recommends $missing >/dev/null
fi
for locale in lv_LV ru_RU; do
  locale -a 2>/dev/null | grep -qi "^$locale.utf-\?8$" || $root localedef -i "$locale" -f UTF-8 "$locale.UTF-8"
done
