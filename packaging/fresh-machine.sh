#!/usr/bin/env bash
# Proves the README's two commands on a bare Debian 12: makes a root with debootstrap, clones the
# committed checkout into it and runs ./lab there. Needs root, debootstrap and network.
#
#   packaging/fresh-machine.sh [--mirror URI] [--copy PATH]… [--root DIR] [-- COMMAND…]
#
# --mirror URI   Debian mirror (default: https://deb.debian.org/debian)
# --copy PATH    a file or folder of this machine that the new one needs to reach its registries
#                (apt or pip settings, a certificate), copied to the same place
# --root DIR     where to make the root; kept afterwards (default: a temporary folder, removed)
# COMMAND        what to run in the checkout (default: both commands of the README)
set -euo pipefail

mirror=https://deb.debian.org/debian
copies=()
root=
while [ $# -gt 0 ]; do
  case $1 in
    --mirror) mirror=$2 && shift 2 ;;
    --copy) copies+=("$2") && shift 2 ;;
    --root) root=$2 && shift 2 ;;
    --) shift && break ;;
    *) echo "fresh-machine: unknown option $1" >&2 && exit 2 ;;
  esac
done
[ "$(id -u)" = 0 ] || { echo 'fresh-machine: run this as root: debootstrap and chroot need it' >&2; exit 2; }
command -v debootstrap >/dev/null || { echo 'fresh-machine: install debootstrap first' >&2; exit 2; }

checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
temporary=
[ -n "$root" ] || root=$(mktemp -d) temporary=yes
clean_up() {
  umount -l "$root/proc" "$root/dev" 2>/dev/null || true
  [ -z "$temporary" ] || rm -rf --one-file-system "$root"
}
trap clean_up EXIT

if [ ! -e "$root/etc/debian_version" ]; then
  debootstrap --variant=minbase --include=ca-certificates,git bookworm "$root" "$mirror" >"$root.log" 2>&1 ||
    { tail "$root.log" >&2; exit 1; }
fi
rm -f "$root.log"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/dev" || mount --rbind /dev "$root/dev"
mount --make-rslave "$root/dev"
cp -L /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null || true
for path in "${copies[@]}"; do
  mkdir -p "$root$(dirname "$path")"
  cp -aL "$path" "$root$(dirname "$path")/"
done
rm -rf "$root/srv/entroscope" "$root/srv/clone.git"
git clone --quiet --bare "$checkout" "$root/srv/clone.git"
in_root() {
  env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb LC_ALL=C.UTF-8 ${PIP_CERT:+PIP_CERT=$PIP_CERT} \
    chroot "$root" /bin/bash -c "$1"
}
in_root 'git clone --quiet /srv/clone.git /srv/entroscope'

started=$(date +%s)
if [ $# -gt 0 ]; then
  in_root "cd /srv/entroscope && $*"
else
  in_root 'cd /srv/entroscope && ./lab test'
  echo "fresh-machine: ./lab test from nothing: $(($(date +%s) - started)) s"
  started=$(date +%s)
  in_root 'cd /srv/entroscope && ./lab run sample --headless'
  echo "fresh-machine: ./lab run --headless: $(($(date +%s) - started)) s"
fi
