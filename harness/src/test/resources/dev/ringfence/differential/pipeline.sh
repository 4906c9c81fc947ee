/bin/cat lines | /bin/grep 1 | /usr/bin/sort -r | /usr/bin/head -n 100 | /usr/bin/wc -l
