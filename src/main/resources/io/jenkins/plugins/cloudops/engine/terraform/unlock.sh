# The stage "unlock": takes away the lock whose ID is in unlock.id, if it is still the one that is there, and looks
# again, since some backends report success whatever they did.
cloudops_id=$(cat "$cloudops_dir/unlock.id")
look_at_lock
[ "$(cat "$cloudops_dir/$cloudops_stage.looked")" != 0 ] || fail free 123
grep -qF -- "$cloudops_id" "$cloudops_dir/$cloudops_stage.look" || fail other 123
cli "$cloudops_tool" force-unlock -no-color -force "$cloudops_id" >"$cloudops_out" 2>&1 || fail force-unlock $?
look_at_lock
# Whoever waited for it may have it by now, under another ID.
if [ "$(cat "$cloudops_dir/$cloudops_stage.looked")" != 0 ] && grep -qF -- "$cloudops_id" "$cloudops_dir/$cloudops_stage.look"; then
  fail still 123
fi
