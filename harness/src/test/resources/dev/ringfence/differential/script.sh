# Children, a redirection, a here document, a variable from a command, a trap and a background job.
for i in 1 2 3; do /bin/true $i; done
/bin/cat <<END > copy
first
second
END
count=$(/usr/bin/wc -l < copy)
test "$count" -eq 2 || exit 1
trap ':' USR1
kill -USR1 $$
cd tree
/bin/cat a > ../copied 2>&1
cd ..
[ -e copied ] && echo done
/bin/cat missing 2>/dev/null
exit 3
