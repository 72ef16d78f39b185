# Looks whether the state is locked, by taking the lock and giving it back at once: this command would mark
# a resource that no state has. Not by way of "cli", since a request to stop must not keep from looking.
look_at_lock() {
  cloudops_limit=
  if command -v timeout >/dev/null 2>&1; then
    cloudops_limit='timeout 60'
  fi
  began "$cloudops_tool" untaint
  $cloudops_limit "$cloudops_tool" untaint -no-color -allow-missing -lock-timeout=0s cloudops_look.none \
    >"$cloudops_dir/$cloudops_stage.look" 2>&1
  cloudops_looked=$?
  ended $cloudops_looked
  echo $cloudops_looked >"$cloudops_dir/$cloudops_stage.looked"
}
# After a command that took the lock, with its exit code. One that ends by itself gives the lock back, or says
# that it could not; one that was killed, or interrupted twice, does not. 130: it was never started.
look_after() {
  if [ -z "$cloudops_locks" ] || [ "$1" -eq 130 ]; then
    return 0
  fi
  if [ "$1" -gt 2 ] || [ -e "$cloudops_dir/insisted" ] || grep -q 'Error releasing the state lock' "$cloudops_out"; then
    look_at_lock
  fi
}
