#!/bin/sh
# supervise.sh STAGE
# Runs the script of a stage in this directory (work.sh for the stage work, and for its second
# attempt, work-2), writes its exit code to STAGE.exit, and stops its command in an orderly way when a
# file named "stop" appears, whose first line is the grace in seconds: one interrupt to the command alone, after the grace a second one, then the end of its
# process group. The number in STAGE.alive counts up while this is working.
#
# What the script and its command can see begins with cloudops_, so that no variable of a build is
# changed for the command or gets in the way here.
cloudops_stage=$1
cloudops_dir=${0%/*}
cloudops_umask=$(umask)
main=$$
grace_after_second_interrupt=30
umask 077

# So that whoever misses this shell can tell whether its processes could be seen.
readlink /proc/self/ns/pid >"$cloudops_dir/$cloudops_stage.pidns" 2>/dev/null

finish() {
  echo "$1" >"$cloudops_dir/$cloudops_stage.exit.new"
  mv -f "$cloudops_dir/$cloudops_stage.exit.new" "$cloudops_dir/$cloudops_stage.exit"
}

# Milliseconds since 1970; of whole seconds where date knows no fractions.
millis() {
  cloudops_millis=$(date +%s%3N 2>/dev/null)
  case $cloudops_millis in
    '' | *[!0-9]*) echo "$(date +%s)000" ;;
    *) echo "$cloudops_millis" ;;
  esac
}

# began EXECUTABLE WORD...: notes in STAGE.commands that a command begins, with the words before its options, two at the
# most: no value is ever among them. The line is "began MILLIS EXECUTABLE|WORD|WORD".
began() {
  cloudops_words=${1##*/}
  for cloudops_word in "${2-}" "${3-}"; do
    case $cloudops_word in
      '' | -* | *[!a-z-]*) break ;;
      *) cloudops_words="$cloudops_words|$cloudops_word" ;;
    esac
  done
  printf 'began %s %s\n' "$(millis)" "$cloudops_words" >>"$cloudops_dir/$cloudops_stage.commands"
}

# ended CODE: notes that the command ended which began last.
ended() {
  printf 'ended %s %s\n' "$(millis)" "$1" >>"$cloudops_dir/$cloudops_stage.commands"
}

# Runs one command so that it alone can be interrupted, and none any more once a stop was asked for or
# the directory is gone, in which it could be asked for.
cli() {
  [ -d "$cloudops_dir" ] && [ ! -e "$cloudops_dir/stop" ] || return 130
  began "$@"
  if command -v setsid >/dev/null 2>&1; then
    (umask "$cloudops_umask"; exec setsid "$@") &
  else
    (umask "$cloudops_umask"; exec "$@") &
  fi
  echo $! >"$cloudops_dir/cli.pid"
  wait $!
  cloudops_code=$?
  rm -f "$cloudops_dir/cli.pid"
  ended $cloudops_code
  return $cloudops_code
}

# Ends a stage, saying at which of its commands.
fail() {
  echo "$1" >"$cloudops_dir/$cloudops_stage.failed"
  exit "$2"
}

# Whether a process goes on. What has ended may stay: process 1 of a container often collects nobody.
goes_on() {
  kill -0 "$1" 2>/dev/null || return 1
  [ -r "/proc/$1/stat" ] || return 0
  read -r state <"/proc/$1/stat" || return 0
  state=${state##*) }
  [ "${state%% *}" != Z ]
} 2>/dev/null

# Whether a process ignores interrupts, as each does in its first moments: it would never know of one.
ignores() {
  [ -r "/proc/$1/status" ] || return 1
  while read -r key value; do
    if [ "$key" = SigIgn: ]; then
      case $value in
        *[2367abef]) return 0 ;;
        *) return 1 ;;
      esac
    fi
  done <"/proc/$1/status"
  return 1
} 2>/dev/null

signal() {
  pid=$(cat "$cloudops_dir/cli.pid" 2>/dev/null) || return 0
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
  seen=
  ignored=0
  while [ -d "$cloudops_dir" ] && [ ! -e "$cloudops_dir/$cloudops_stage.exit" ]; do
    beat=$((beat + 1))
    echo $beat >"$cloudops_dir/$cloudops_stage.alive"
    before=$seen
    seen=$(cat "$cloudops_dir/cli.pid" 2>/dev/null)
    # Not in its first moments, where /proc does not tell what it ignores.
    if [ -e "$cloudops_dir/stop" ] && [ -n "$seen" ] && [ "$seen" = "$before" ]; then
      now=$(date +%s)
      if [ $interrupts -eq 0 ] && [ $ignored -lt 15 ] && ignores "$seen"; then
        # Not for ever: some never listen, but what they started may.
        ignored=$((ignored + 1))
      elif [ $interrupts -eq 0 ]; then
        read -r grace <"$cloudops_dir/stop" || grace=7200
        signal INT
        interrupts=1
        asked=$now
      elif [ $interrupts -eq 1 ] && [ $((now - asked)) -ge "$grace" ]; then
        # It may leave its lock behind now.
        : >"$cloudops_dir/insisted"
        signal INT
        interrupts=2
        asked=$now
      elif [ $interrupts -eq 2 ] && [ $((now - asked)) -ge $grace_after_second_interrupt ]; then
        signal KILL
        interrupts=3
      fi
    fi
    if ! goes_on $main && ! goes_on $script; then
      # Both shells beside us were killed; the command may go on, and is waited for.
      pid=$(cat "$cloudops_dir/cli.pid" 2>/dev/null)
      if [ -z "$pid" ] || ! goes_on "$pid"; then
        finish lost
        return
      fi
    fi
    sleep 1
  done
}

(
  [ -e "$cloudops_dir/$cloudops_stage.env" ] || exit 125
  # Settings and secrets: read once, gone from the disk before the first command.
  . "$cloudops_dir/$cloudops_stage.env"
  rm -f "$cloudops_dir/$cloudops_stage.env"
  . "$cloudops_dir/${cloudops_stage%%-*}.sh"
) &
script=$!
watch &
watcher=$!
wait $script
code=$?
# Killed around its command, which goes on and is waited for.
while [ -s "$cloudops_dir/cli.pid" ] && goes_on "$(cat "$cloudops_dir/cli.pid")"; do
  code=lost
  sleep 1
done
kill $watcher 2>/dev/null
wait $watcher 2>/dev/null
finish $code
