#!/bin/sh
# Prints the table of system calls of an ABI (argument "syscalls" and x86_64, aarch64, i386 or x32), or of the error
# numbers of x86_64 (argument "errnos"), of Linux. Sources: the headers of the C compiler on this machine, and strace 6.1
# for the categories. A line is number, tab, name, and for system calls tab, categories with commas between or "-". The
# output is kept in src/main/resources/dev/ringfence/syscall; a test compares the two. It runs on x86_64.
#
#   sh src/main/scripts/generate-syscall-tables.sh syscalls x86_64 > src/main/resources/dev/ringfence/syscall/syscalls-x86_64.tsv
#   sh src/main/scripts/generate-syscall-tables.sh errnos          > src/main/resources/dev/ringfence/syscall/errnos-x86_64.tsv
set -eu

here=$(dirname "$0")
tab=$(printf '\t')

# What strace 6.1 knows after "-e trace=%".
categories="file desc process network signal ipc memory creds clock pure"
categories="$categories stat lstat fstat %stat statfs fstatfs %statfs"

# What asm/unistd.h of arm64 asks asm-generic/unistd.h for.
aarch64_wants="-D__ARCH_WANT_RENAMEAT -D__ARCH_WANT_NEW_STAT -D__ARCH_WANT_SET_GET_RLIMIT"
aarch64_wants="$aarch64_wants -D__ARCH_WANT_TIME32_SYSCALLS -D__ARCH_WANT_SYS_CLONE3 -D__ARCH_WANT_MEMFD_SECRET"

# Calls that Linux added after the headers of 6.1, up to 6.18, with the same number everywhere. Each was checked on Linux
# 6.18.44 by making the call and reading its name from tracefs (events/syscalls); 453 (needs shadow stacks) and 455 are
# from arch/x86/entry/syscalls/syscall_64.tbl. strace 6.1 does not know them, so their categories follow its rules: file
# for a call that takes a path, desc for one that takes or returns a descriptor, memory for one that changes mappings.
newer_calls() {
    cat <<'CALLS'
451	cachestat	desc
452	fchmodat2	file,desc
453	map_shadow_stack	memory
454	futex_wake	-
455	futex_wait	-
456	futex_requeue	-
457	statmount	-
458	listmount	-
459	lsm_get_self_attr	-
460	lsm_set_self_attr	-
461	lsm_list_modules	-
462	mseal	memory
463	setxattrat	file,desc
464	getxattrat	file,desc
465	listxattrat	file,desc
466	removexattrat	file,desc
467	open_tree_attr	file,desc
468	file_getattr	file,desc
469	file_setattr	file,desc
CALLS
}

# The kernel's probes return through these calls of x86_64; a program must not make them.
probe_calls() {
    printf '335\turetprobe\t-\n336\tuprobe\t-\n'
}

# include/linux/errno.h: "These should never be seen by user programs", but a tracer sees them.
internal_errnos() {
    cat <<'ERRNOS'
512	ERESTARTSYS
513	ERESTARTNOINTR
514	ERESTARTNOHAND
515	ENOIOCTLCMD
516	ERESTART_RESTARTBLOCK
517	EPROBE_DEFER
524	ENOTSUPP
ERRNOS
}

# Prints value, tab, name without its first "skip" letters, of each macro with this prefix. A value is a number, the name of
# another macro (asm-generic/unistd.h), or (__X32_SYSCALL_BIT + number).
defines() {
    header=$1 prefix=$2 skip=$3
    shift 3
    echo "#include <$header>" | ${CC:-cc} "$@" -E -dM -x c - | awk -v prefix="$prefix" -v skip="$skip" '
        $1 == "#define" { x32 = ($3 == "(__X32_SYSCALL_BIT"); value[$2] = x32 ? $5 + 0 + 1073741824 : $3 }
        END {
            for (name in value) {
                number = value[name] in value ? value[value[name]] : value[name]
                if (index(name, prefix) == 1 && number ~ /^[0-9]+$/) print number "\t" substr(name, 1 + skip)
            }
        }' | grep -v "${tab}syscalls\$" | grep -v "${tab}arch_specific_syscall\$" | sort -n
}

unique() {
    sort -n -s -k1,1 | awk -F '\t' '!seen[$1]++'
}

with_x32_bit() {
    awk -F '\t' '{ print $1 + 1073741824 "\t" $2 "\t" $3 }'
}

# Prints number, tab, category of what strace shows of every call of an ABI.
observed() {
    for category in $categories; do
        strace -n -o "$work/trace" -e "trace=%$category" "$work/every-syscall" "$1"
        sed -nE "s/^\[ *([0-9]+)\] [a-z_0-9#]+\(.* = -1 ENOSYS .*/\1$tab$category/p" "$work/trace"
    done
}

# Prints number, tab, name of the calls of 64-bit x86 that x32 has under another number or not at all: with the x32 bit
# the kernel knows no such call, and strace shows where the number is from.
not_in_x32() {
    defines asm/unistd_x32.h __NR_ 5 > "$work/x32"
    defines asm/unistd_64.h __NR_ 5 | awk -F '\t' -v x32="$work/x32" '
        BEGIN { while ((getline line < x32) > 0) { split(line, field, "\t"); has[field[1]] = 1 } }
        !(($1 + 1073741824) in has) { print $1 + 1073741824 "\t" $2 "#64" }'
}

numbers() {
    case "$1" in
        x86_64) defines asm/unistd_64.h __NR_ 5 ;;
        i386) defines asm/unistd_32.h __NR_ 5 ;;
        x32) defines asm/unistd_x32.h __NR_ 5; not_in_x32 ;;
    esac
}

newer() {
    case "$1" in
        x86_64) newer_calls; probe_calls ;;
        x32) { newer_calls; probe_calls; } | with_x32_bit ;;
        *) newer_calls ;;
    esac
}

x86_table() {
    observed "$1" > "$work/observed"
    {
        numbers "$1" | awk -F '\t' -v observed="$work/observed" '
            BEGIN {
                while ((getline line < observed) > 0) {
                    split(line, field, "\t")
                    in_[field[1]] = in_[field[1]] (field[1] in in_ && in_[field[1]] != "" ? "," : "") field[2]
                }
            }
            { print $1 "\t" $2 "\t" (in_[$1] == "" ? "-" : in_[$1]) }'
        newer "$1"
    } | unique
}

# strace of x86_64 tells nothing of aarch64, but a call of the same name is the same call.
aarch64_table() {
    { x86_table x86_64; x86_table i386; } > "$work/categories"
    {
        # shellcheck disable=SC2086 # several options
        defines asm-generic/unistd.h __NR_ 5 $aarch64_wants | awk -F '\t' -v categories="$work/categories" '
            BEGIN {
                while ((getline line < categories) > 0) {
                    split(line, field, "\t")
                    if (!(field[2] in in_)) in_[field[2]] = field[3]
                }
            }
            { if (!($2 in in_)) { print "no categories of " $2 > "/dev/stderr"; exit 1 }
              print $1 "\t" $2 "\t" in_[$2] }'
        newer_calls
    } | unique
}

source_of() {
    case "$1" in
        x86_64) echo "asm/unistd_64.h" ;;
        i386) echo "asm/unistd_32.h" ;;
        x32) echo "asm/unistd_x32.h, and asm/unistd_64.h for the calls that x32 has not (name#64, as strace prints them)," ;;
        aarch64) echo "asm-generic/unistd.h" ;;
        *) return 1 ;;
    esac
}

usage() {
    echo "usage: generate-syscall-tables.sh syscalls x86_64|aarch64|i386|x32" >&2
    echo "       generate-syscall-tables.sh errnos" >&2
    exit 2
}

case "${1:-}" in
    syscalls)
        abi=${2:-}
        source=$(source_of "$abi") || usage
        work=$(mktemp -d)
        trap 'rm -rf "$work"' EXIT
        ${CC:-cc} -O1 -o "$work/every-syscall" "$here/every-syscall.c"
        case $abi in
            i386 | aarch64)
                if ! "$work/every-syscall" i386 2>/dev/null; then
                    echo "generate-syscall-tables.sh: $abi needs a kernel with 32-bit emulation, and this one has none" >&2
                    exit 3
                fi
                ;;
        esac
        echo "# System calls of Linux on $abi: number, name, categories."
        echo "# Source of numbers and names: $source of linux-libc-dev 6.1.187, and the calls added up to Linux 6.18."
        echo "# Source of categories: what strace 6.1 prints for -e trace=%category; for newer calls, the script."
        echo "# Made by: sh src/main/scripts/generate-syscall-tables.sh syscalls $abi"
        if [ "$abi" = aarch64 ]; then aarch64_table; else x86_table "$abi"; fi
        ;;
    errnos)
        echo "# Error numbers of Linux on x86_64: number, name."
        echo "# Source: asm/errno.h of linux-libc-dev 6.1.187, and those of include/linux/errno.h that a tracer sees."
        echo "# Made by: sh src/main/scripts/generate-syscall-tables.sh errnos"
        { defines asm/errno.h E 0; internal_errnos; } | unique
        ;;
    *)
        usage
        ;;
esac
