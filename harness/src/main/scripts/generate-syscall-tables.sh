#!/bin/sh
# Prints the table of system calls (argument "syscalls") or of error numbers (argument "errnos") of Linux on x86_64,
# from the headers of the C compiler on this machine. Each line is number, tab, name. The output is kept in
# src/main/resources/dev/ringfence/syscall; a test compares the two.
#
#   sh src/main/scripts/generate-syscall-tables.sh syscalls > src/main/resources/dev/ringfence/syscall/syscalls-x86_64.tsv
#   sh src/main/scripts/generate-syscall-tables.sh errnos   > src/main/resources/dev/ringfence/syscall/errnos-x86_64.tsv
set -eu

# Calls that Linux added after the headers of 6.1, up to 6.18. Each number was checked on Linux 6.18.44 by making the
# call and reading its name from tracefs (events/syscalls); 453 (needs shadow stacks), 455 and the two probe calls,
# which a program must not make, are from arch/x86/entry/syscalls/syscall_64.tbl.
newer_calls() {
    cat <<'CALLS'
335	uretprobe
336	uprobe
451	cachestat
452	fchmodat2
453	map_shadow_stack
454	futex_wake
455	futex_wait
456	futex_requeue
457	statmount
458	listmount
459	lsm_get_self_attr
460	lsm_set_self_attr
461	lsm_list_modules
462	mseal
463	setxattrat
464	getxattrat
465	listxattrat
466	removexattrat
467	open_tree_attr
468	file_getattr
469	file_setattr
CALLS
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

defines() {
    echo "#include <$1>" | ${CC:-cc} -E -dM -x c - | awk -v prefix="$2" '
        $1 == "#define" && index($2, prefix) == 1 && $3 ~ /^[0-9]+$/ { print $3 "\t" substr($2, 1 + skip) }
    ' skip="$3"
}

unique() {
    sort -n -s -k1,1 | awk -F '\t' '!seen[$1]++'
}

case "${1:-}" in
    syscalls)
        echo "# System calls of Linux on x86_64: number, name."
        echo "# Source: asm/unistd_64.h of linux-libc-dev 6.1.187, and the calls that were added up to Linux 6.18."
        echo "# Made by: sh src/main/scripts/generate-syscall-tables.sh syscalls"
        { defines asm/unistd_64.h __NR_ 5; newer_calls; } | unique
        ;;
    errnos)
        echo "# Error numbers of Linux on x86_64: number, name."
        echo "# Source: asm/errno.h of linux-libc-dev 6.1.187, and those of include/linux/errno.h that a tracer sees."
        echo "# Made by: sh src/main/scripts/generate-syscall-tables.sh errnos"
        { defines asm/errno.h E 0; internal_errnos; } | unique
        ;;
    *)
        echo "usage: generate-syscall-tables.sh syscalls|errnos" >&2
        exit 2
        ;;
esac
