#!/usr/bin/env bash
# enter-rootfs.sh ROOT CHECKOUT COMMAND [ARGUMENT...]
#
# Runs COMMAND inside the root file system ROOT with CHECKOUT mounted at /lucid, which is also where it starts.
# Everything is mounted in a namespace of its own, so nothing stays behind, however the command ends. /tmp is fresh.
# Variables that begin with LUCID_, PYTHON, OMP_ or OPENBLAS_ pass through.
set -euo pipefail
fail() { echo "parity: $*" >&2; exit 125; }

[ $# -ge 3 ] || fail "usage: enter-rootfs.sh ROOT CHECKOUT COMMAND [ARGUMENT...]"
[ "$(id -u)" = 0 ] || fail "entering it needs root (mount and chroot)"
root=$(realpath -e -- "$1") checkout=$(realpath -e -- "$2")
shift 2
[ -e "$root/.parity-rootfs" ] || fail "$root is not a finished parity root"
mkdir -p -- "$root/lucid"

variables=(PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8)
while IFS= read -r -d '' variable; do
  case $variable in
    PYTHONHOME=* | PYTHONSTARTUP=*) ;;
    LUCID_*=* | PYTHON*=* | OMP_*=* | OPENBLAS_*=* | TERM=*) variables+=("$variable") ;;
  esac
done < <(env -0)

exec unshare --mount --propagation private -- bash -c '
  set -e
  root=$1 checkout=$2 count=$3
  shift 3
  mount --bind "$root" "$root"
  mount -t proc proc "$root/proc"
  mount --rbind /sys "$root/sys"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
  mount --rbind "$checkout" "$root/lucid"
  exec env -i "${@:1:count}" chroot "$root" /bin/sh -c '\''cd /lucid && exec "$@"'\'' sh "${@:count+1}"
' enter-rootfs "$root" "$checkout" "${#variables[@]}" "${variables[@]}" "$@"
