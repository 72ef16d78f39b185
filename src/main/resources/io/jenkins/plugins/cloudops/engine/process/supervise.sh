#!/bin/sh
# supervise.sh STAGE
# Runs the script STAGE.sh of this directory, writes its exit code to STAGE.exit, and stops its
# command in an orderly way when a file named "stop" appears, whose first line is the grace in
# seconds: one interrupt to the command alone, after the grace a second one, then the end of its
# process group. The number in STAGE.alive counts up while this is working.
stage=$1
dir=${0%/*}
main=$$
grace_after_second_interrupt=30
own_umask=$(umask)
umask 077

finish() {
  echo "$1" >"$dir/$stage.exit.new"
  mv -f "$dir/$stage.exit.new" "$dir/$stage.exit"
}

# Runs one command so that it alone can be interrupted, and none any more once a stop was asked for.
cli() {
  [ ! -e "$dir/stop" ] || return 130
  if command -v setsid >/dev/null 2>&1; then
    (umask "$own_umask"; exec setsid "$@") &
  else
    (umask "$own_umask"; exec "$@") &
  fi
  echo $! >"$dir/cli.pid"
  wait $!
  cli_code=$?
  rm -f "$dir/cli.pid"
  return $cli_code
}

# Ends a stage, saying at which of its commands.
fail() {
  echo "$1" >"$dir/failed"
  exit "$2"
}

signal() {
  pid=$(cat "$dir/cli.pid" 2>/dev/null) || return 0
  [ -n "$pid" ] || return 0
  if [ "$1" = KILL ]; then
    kill -KILL "-$pid" 2>/dev/null || kill -KILL "$pid" 2>/dev/null
  else
    kill "-$1" "$pid" 2>/dev/null
  fi
}

watch() {
  beat=0
  asked=
  interrupts=0
  while [ -d "$dir" ] && [ ! -e "$dir/$stage.exit" ]; do
    beat=$((beat + 1))
    echo $beat >"$dir/$stage.alive"
    if [ -e "$dir/stop" ] && [ -s "$dir/cli.pid" ]; then
      now=$(date +%s)
      if [ $interrupts -eq 0 ]; then
        read -r grace <"$dir/stop" || grace=7200
        signal INT
        interrupts=1
        asked=$now
      elif [ $interrupts -eq 1 ] && [ $((now - asked)) -ge "$grace" ]; then
        signal INT
        interrupts=2
        asked=$now
      elif [ $interrupts -eq 2 ] && [ $((now - asked)) -ge $grace_after_second_interrupt ]; then
        signal KILL
        interrupts=3
      fi
    fi
    if ! kill -0 $main 2>/dev/null; then
      # The shell beside us was killed; its command may go on, and is waited for.
      pid=$(cat "$dir/cli.pid" 2>/dev/null)
      if [ -z "$pid" ] || ! kill -0 "$pid" 2>/dev/null; then
        finish lost
        return
      fi
    fi
    sleep 1
  done
}

watch &
watcher=$!
(
  # Settings and secrets: read once, gone from the disk before the first command.
  . "$dir/$stage.env"
  rm -f "$dir/$stage.env"
  . "$dir/$stage.sh"
)
code=$?
kill $watcher 2>/dev/null
wait $watcher 2>/dev/null
finish $code
