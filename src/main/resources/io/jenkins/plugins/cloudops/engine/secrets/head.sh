# What the stages of a sync have in common. Nothing is printed but into files of this directory.
umask 077
directory=${0%/*}
cd "$directory" || exit 120
unset CDPATH
pids=

# Ends all calls soon after somebody asked for it: they can be cut off, since what they do can be done again.
watch() {
  seconds=0
  while [ $seconds -lt 5 ]; do
    sleep 1
    # $$ is the stage, which may have been killed.
    kill -0 $$ 2>/dev/null || exit 0
    if [ -e stop ]; then seconds=$((seconds + 1)); fi
  done
  kill -TERM 0
}
watcher=
if command -v setsid >/dev/null 2>&1; then
  watch &
  watcher=$!
fi

finish() {
  [ -z "$watcher" ] || kill "$watcher" 2>/dev/null
  [ ! -e stop ] || exit 130
  exit 0
}

# into NAME COMMAND...: one call; when it began, what it printed and how it ended are in NAME.*
into() {
  name=$1
  shift
  [ ! -e stop ] || return 0
  : >"$name.begun"
  "$@" >"$name.json" 2>"$name.err" </dev/null
  echo $? >"$name.code"
}

ask_into() {
  name=$1
  shift
  into "$name" ask "$@"
}

done_before() {
  [ "$(cat "$1.code" 2>/dev/null)" = 0 ]
}

