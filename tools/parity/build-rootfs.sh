#!/usr/bin/env bash
# build-rootfs.sh FOLDER
#
# Makes FOLDER a Debian root file system with a current Python and PyTorch, the reference that Lucid is compared
# with and measured against. Needs root on Debian or Ubuntu for amd64, and about 3 GB of disk; nothing is installed
# on the machine itself except debootstrap. FOLDER appears only when it is whole; a finished one is left as it is.
set -euo pipefail
export LC_ALL=C DEBIAN_FRONTEND=noninteractive

suite=forky
# OpenBLAS in its OpenMP form shares PyTorch's threads; with threads of its own the two would fight over the cores.
required=(python3 python3-torch python3-numpy python3-scipy python3-pytest libopenblas0-openmp)
optional=(python3-hypothesis python3-safetensors python3-pytest-xdist)
recipe="$suite ${required[*]} ${optional[*]}"

fail() { echo "parity: $*" >&2; exit 1; }
say() { echo "   parity: $*"; }

[ $# = 1 ] || fail "usage: build-rootfs.sh FOLDER"
root=$(realpath -m -- "$1")
partial=$root.partial
log=$root.log

if [ -e "$root/.parity-rootfs" ]; then
  say "$root is there: $(sed -n 2p "$root/.parity-rootfs")"
  exit 0
fi
[ "$(id -u)" = 0 ] || fail "building it needs root (debootstrap and chroot)"
[ "$(dpkg --print-architecture 2>/dev/null)" = amd64 ] || fail "it can be built on Debian and Ubuntu for amd64 only"
[ -z "$(ls -A "$root" 2>/dev/null)" ] || fail "$root holds something else; name another folder in LUCID_PARITY_ROOT"
mkdir -p -- "$(dirname -- "$root")"
free_kib=$(df -Pk -- "$(dirname -- "$root")" | awk 'NR == 2 { print $4 }')
[ "$free_kib" -ge $((3 * 1024 * 1024)) ] || fail "needs 3 GB beside $root; $((free_kib / 1024)) MB are free"

exec 9>"$root.lock"
flock -n 9 || { say "another process is building it; waiting"; flock 9; }
[ ! -e "$root/.parity-rootfs" ] || exit 0

# The archive comes from this machine's own apt sources, so a mirror set up here is used here too.
mirror=${LUCID_PARITY_MIRROR:-}
if [ -z "$mirror" ]; then
  mirror=$(apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    awk '$1 == "Debian" { print $2; exit }')
fi
if [ -z "$mirror" ]; then
  mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
    grep -oE '^(URIs:|deb )[^#]*' | grep -oE '(https?|file):[^ ]*/debian/?( |$)' | head -n 1 | tr -d ' ' || true)
fi
mirror=${mirror:-http://deb.debian.org/debian}
mirror=${mirror%/}

keyring=/usr/share/keyrings/debian-archive-keyring.gpg
if ! command -v debootstrap >/dev/null || [ ! -e "$keyring" ]; then
  say "apt-get install debootstrap debian-archive-keyring"
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends debootstrap debian-archive-keyring; } \
    >"$log" 2>&1 || { tail -n 5 "$log" >&2; fail "could not install debootstrap"; }
fi
# An older debootstrap does not know the suite's name; the script of sid serves every newer suite.
script=/usr/share/debootstrap/scripts/$suite
[ -e "$script" ] || script=/usr/share/debootstrap/scripts/sid

release_mounts() {
  local place
  for place in dev proc; do ! mountpoint -q "$partial/$place" || umount -l "$partial/$place"; done
}
trap release_mounts EXIT
release_mounts
rm -rf --one-file-system -- "$partial"

say "debootstrap $suite into $root (a few minutes, once)"
debootstrap --variant=minbase --arch=amd64 --keyring="$keyring" --include=ca-certificates \
  "$suite" "$partial" "$mirror" "$script" >"$log" 2>&1 || { tail -n 5 "$log" >&2; fail "debootstrap failed"; }

# No daemons, no documentation. A mirror may serve an older state of a moving suite: its signature must hold, its
# age need not.
printf '#!/bin/sh\nexit 101\n' >"$partial/usr/sbin/policy-rc.d"
chmod 755 "$partial/usr/sbin/policy-rc.d"
cat >"$partial/etc/apt/apt.conf.d/90lucid" <<'SETTINGS'
APT::Install-Recommends "false";
Acquire::Languages "none";
Acquire::Retries "3";
Acquire::Check-Valid-Until "false";
SETTINGS
apt-config dump 2>/dev/null | grep -iE '^Acquire::https?::Proxy' >>"$partial/etc/apt/apt.conf.d/90lucid" || true
cat >"$partial/etc/dpkg/dpkg.cfg.d/90lucid" <<'SETTINGS'
force-unsafe-io
path-exclude=/usr/share/doc/*
path-include=/usr/share/doc/*/copyright
path-exclude=/usr/share/man/*
path-exclude=/usr/share/locale/*
SETTINGS
cp -L /etc/resolv.conf /etc/hosts "$partial/etc/"
mount -t proc proc "$partial/proc"
mount --rbind /dev "$partial/dev" && mount --make-rslave "$partial/dev"

inside() {
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    chroot "$partial" "$@"
}
inside apt-get update -qq >>"$log" 2>&1 || { tail -n 5 "$log" >&2; fail "apt-get update failed inside"; }
packages=("${required[@]}")
for package in "${optional[@]}"; do
  if inside apt-cache show "$package" >/dev/null 2>&1; then packages+=("$package"); fi
done
say "apt-get install ${packages[*]} (inside)"
inside apt-get install -y -q "${packages[@]}" >>"$log" 2>&1 ||
  { tail -n 15 "$log" >&2; fail "apt-get install failed inside"; }
inside apt-get clean
rm -rf "$partial"/var/lib/apt/lists/* "$partial"/var/cache/apt/*.bin
rm -f "$partial"/etc/apt/sources.list "$partial"/etc/apt/sources.list.d/* "$partial"/etc/resolv.conf

# Finished means that PyTorch computes the right thing in there, not only that packages were unpacked.
versions=$(inside python3 -c '
import sys, numpy, pytest, scipy, torch
a = torch.randn(32, 32, dtype=torch.float64, requires_grad=True)
(a @ a).sum().backward()
ones = torch.ones(32, 32, dtype=torch.float64)
assert torch.allclose(a.grad, ones @ a.detach().T + a.detach().T @ ones)
torch.linalg.svd(a.detach())
print("Python", sys.version.split()[0], "PyTorch", torch.__version__, "NumPy", numpy.__version__,
      "SciPy", scipy.__version__, "pytest", pytest.__version__)' 2>>"$log") ||
  { tail -n 5 "$log" >&2; fail "PyTorch does not work inside"; }
release_mounts
printf '%s\n%s\n' "$recipe" "$versions" >"$partial/.parity-rootfs"
rmdir -- "$root" 2>/dev/null || true
mv -T -- "$partial" "$root"
rm -f -- "$log"
say "ready: $versions"
