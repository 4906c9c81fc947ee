export GIT_AUTHOR_DATE='2001-02-03T04:05:06Z' GIT_COMMITTER_DATE='2001-02-03T04:05:06Z'
git init -q .
git -c gc.auto=0 add lines tree
git -c gc.auto=0 -c user.name=n -c user.email=e@example.org commit -q -m message
git status --short
git log --oneline
