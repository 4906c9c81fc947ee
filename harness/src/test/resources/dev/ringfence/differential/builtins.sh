# What bash does without a child.
set -- tree/* missing*
for name in "$@"; do
  if [ -d "$name" ]; then echo "$name/"; elif [ -r "$name" ]; then read -r first < "$name"; fi
done
trap 'echo trapped $first' USR1
kill -USR1 $$
cd tree && pwd
exec 5> ../written
printf '%s\n' "${#first}" >&5
exec /bin/cat ../written
