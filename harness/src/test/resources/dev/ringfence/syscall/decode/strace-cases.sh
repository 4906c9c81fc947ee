#!/bin/sh
# Writes strace-cases.tsv again, from its own first six columns. The calls are not made: strace puts in their results (-e inject).
# Needs strace 6.1 and gcc. Run as: TZ=UTC sh strace-cases.sh > new.tsv
# With the argument i386 it does so for strace-cases-i386.tsv, whose calls are of i386.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
abi=${1:-x86_64}
table=../../../../../../main/resources/dev/ringfence/syscall/syscalls-$abi.tsv
cases=strace-cases.tsv
as=
loaded=
personality=
if [ "$abi" = i386 ]; then
    cases=strace-cases-i386.tsv
    as=i386
    gcc -O1 -shared -fPIC -o "$work/i386.so" strace-i386.c
    loaded=$work/i386.so
    personality=@32
fi
gcc -O1 -nostdlib -static -fno-stack-protector -fno-builtin -o "$work/case" strace-case.c
tab=$(printf '\t')

# The argument that points to what the call writes: poke_exit=@argN=HEX.
poke() {
    [ "$2" = - ] && return
    n=1
    for register in $(echo "$1" | tr ',' ' '); do
        [ "$register" = "0x${2%%=*}" ] && printf ':poke_exit=@arg%d=%s' "$n" "$(echo "${2#*=}" | tr 'a-f' 'A-F')" && return
        n=$((n + 1))
    done
}

grep '^#' "$cases"
grep -v '^#' "$cases" | while IFS="$tab" read -r name registers memory written result options entry text; do
    number=$(awk -v name="$name" '$2 == name { printf "%x", $1 }' "$table")
    arguments=$(echo "$registers,0x0,0x0,0x0,0x0,0x0,0x0" | tr -d '-' | sed 's/^,//' | tr ',' ' ' | cut -d' ' -f1-6)
    stored=$([ "$memory" = - ] || echo "$memory" | tr ';' ' ')
    if [ "$result" -lt 0 ]; then inject="error=$((-result))"; else inject="retval=$result"; fi
    inject="inject=$name$personality:$inject$(poke "$registers" "$written")"
    if [ "$options" = - ]; then shown=; else shown=$options; fi
    # shellcheck disable=SC2086 # these are lists
    LD_PRELOAD=$loaded strace -o "$work/out" -s 32 $shown -e "trace=$name$personality" -e signal=none -e "$inject" \
        "$work/case" $as "$number" $arguments $stored >/dev/null 2>&1 || true
    new=$(grep ' (INJECTED' "$work/out" | tail -1 | sed -E 's/ \(INJECTED[^)]*\)$//; s/^(.*\)) +=/\1 =/')
    # shellcheck disable=SC2086
    LD_PRELOAD=$loaded strace -f -o "$work/out" -s 32 $shown -e "trace=$name$personality,getppid" -e signal=none -e "$inject:delay_enter=25ms" \
        "$work/case" busy $as "$number" $arguments $stored >/dev/null 2>&1 || true
    first=$(sed -nE "s/^[0-9]+ +($name\(.*) <unfinished \.\.\.>\$/\1/p" "$work/out" | head -1)
    case $new in
        "$first"*) [ "$entry" = - ] || [ -z "$first" ] || entry=${#first} ;;
        *) entry=- ;;
    esac
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$name" "$registers" "$memory" "$written" "$result" "$options" "$entry" "$new"
done
