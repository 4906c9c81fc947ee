#!/bin/bash
# Makes the directories linux-VERSION beside this script, by capture.py:
#
#   capture.sh here               of the running kernel, as root, in namespaces of its own
#   capture.sh PACKAGE.deb ...    of a kernel of Debian's, which qemu runs: linux-image-*-cloud-amd64, from Linux 7 on
#                                 linux-binary-* and linux-modules-*
#
# Needs Debian 12 with apt-get, busybox-static, and qemu-system-x86 for other kernels.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# --- A root directory with what capture.py needs: busybox and Python ---

root=$work/root
mkdir -p "$root"/{bin,dev,proc,sys,tmp,mnt,usr/sbin,modules}
(cd "$work" && chmod 755 . && apt-get -qq download \
  python3.11-minimal libpython3.11-minimal libpython3.11-stdlib libc6 zlib1g libexpat1 libffi8 2>/dev/null)
for package in "$work"/*.deb; do dpkg -x "$package" "$root"; done
rm -rf "$root"/usr/share "$root"/usr/lib/python3.11/{test,distutils,lib2to3,pydoc_data,email,asyncio,unittest}
cp /bin/busybox "$root/bin/busybox"
for applet in sh mount insmod unshare ip tar gzip base64 poweroff mkswap mke2fs fdisk unxz cat mkdir umount pivot_root; do
  ln -s busybox "$root/bin/$applet"
done
cp "$here/capture.py" "$root/capture.py"

keep() { # unpacks a tar of the captured files
  local version
  version=$1
  rm -rf "$here/linux-$version"
  mkdir "$here/linux-$version"
  tar -xzf "$2" -C "$here/linux-$version"
}

readme() { # version, release, what ran it
  cat >"$here/linux-$1/README.md" <<END
Captured on Linux $2, x86_64, $3, by \`capture.sh\` and \`capture.py\`.
\`absent.txt\` lists what that kernel did not have, or did not let be read, with the error.
END
}

if [ "$1" = here ]; then
  release=$(uname -r)
  version=$(cut -d. -f1,2 <<<"$release")
  mkdir "$root/old" "$work/inside"
  # shellcheck disable=SC2016
  unshare --mount --net --ipc --uts --cgroup --pid --fork --kill-child sh -euc '
    mount -t tmpfs tmpfs "$2"
    cp -a "$1/." "$2"
    cd "$2"
    pivot_root . old
    exec /bin/busybox env -i PATH=/bin:/usr/bin:/usr/sbin HOME=/ /bin/sh -euc "
      mount -t proc proc /proc
      umount -l /old
      mount -t tmpfs tmpfs /tmp
      ip link set lo up
      python3.11 /capture.py /captured
      cd /captured
      tar -czf /proc/self/fd/9 ."' sh "$root" "$work/inside" 9>"$work/captured.tar.gz"
  keep "$version" "$work/captured.tar.gz"
  readme "$version" "$(cut -d- -f1 <<<"$release")" "in namespaces of its own"
  exit
fi

# --- Another kernel: its image, a disk for it, and what it runs first ---

for package in "$@"; do dpkg -x "$package" "$work/kernel"; done
image=$(find "$work/kernel" -name 'vmlinuz*' -type f)
release=$(basename "$(find "$work/kernel" -path '*/modules/*/kernel' -not -path '*/kernel/*/kernel/*/kernel' -type d -printf '%h\n' -prune)")
version=$(cut -d. -f1,2 <<<"$release")
order=0
for module in virtio virtio_ring virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci virtio_blk; do
  order=$((order + 1))
  for file in $(find "$work/kernel" -name "$module.ko*"); do
    cp "$file" "$root/modules/$order-$(basename "$file")"
  done
done
for file in "$root"/modules/*.xz; do
  if [ -e "$file" ]; then unxz "$file"; fi
done
truncate -s 64M "$work/disk"
# It cannot make the kernel read the table of a file, and says so.
printf "n\np\n1\n\n+40M\nn\np\n2\n\n\nw\n" | busybox fdisk "$work/disk" >/dev/null 2>&1 || true
cat >"$root/init" <<'END'
#!/bin/sh
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mount -t tmpfs tmpfs /tmp
echo 1 > /proc/sys/kernel/printk
for module in /modules/*; do insmod "$module"; done
mkswap /dev/vda2
mke2fs /dev/vda1
ip link set lo up
python3.11 /capture.py /captured whole
echo "capture.py ended with $?"
cd /captured
echo BEGIN-OF-CAPTURE
tar -czf - . | base64
echo END-OF-CAPTURE
poweroff -f
END
chmod 755 "$root/init"
(cd "$root" && find . | busybox cpio -o -H newc 2>/dev/null | gzip -1 >"$work/initramfs")
qemu-system-x86_64 -accel tcg -machine q35 -cpu qemu64 -smp 2 -m 768 -no-reboot -display none -monitor none -serial "file:$work/console" \
  -object memory-backend-ram,id=m0,size=512M -object memory-backend-ram,id=m1,size=256M \
  -numa node,memdev=m0,cpus=0 -numa node,memdev=m1,cpus=1 \
  -drive "file=$work/disk,format=raw,if=virtio" -kernel "$image" -initrd "$work/initramfs" \
  -append "console=ttyS0 quiet panic=-1 psi=1 schedstats=enable example=\"two words\""
tr -d '\r' <"$work/console" | sed -n '/^BEGIN-OF-CAPTURE$/,/^END-OF-CAPTURE$/p' | sed '1d;$d' | base64 -d >"$work/captured.tar.gz" || true
if [ ! -s "$work/captured.tar.gz" ] || ! grep -aq 'capture.py ended with 0' "$work/console"; then
  sed '/^BEGIN-OF-CAPTURE/,/^END-OF-CAPTURE/d' "$work/console" >&2
  exit 1
fi
keep "$version" "$work/captured.tar.gz"
readme "$version" "${release}" "Debian's package, run by qemu's emulation"
