# The stage "apply": applies the saved plan in the run directory, as it is. What is above was written
# for this run: run_apply, the command itself, and run_apply_with_variables, which gives all variables
# again: the values of ephemeral ones are in no plan.
#
# The CLI would write over a state that an earlier apply could not write, and that is nowhere else.
[ ! -e errored.tfstate ] || fail errored 122
if [ -e "$cloudops_dir/ephemeral" ]; then
  run_apply_with_variables >"$cloudops_out" 2>&1
else
  run_apply >"$cloudops_out" 2>&1
fi
cloudops_applied=$?
# Without the lock nothing was applied, and it can be tried again.
if [ $cloudops_applied -eq 0 ] || ! grep -q 'Error acquiring the state lock' "$cloudops_out"; then
  rm -f "$cloudops_dir/plan.tfplan"
fi
if [ -f errored.tfstate ]; then
  chmod 600 errored.tfstate
  mv -f errored.tfstate "$cloudops_dir/errored.tfstate"
fi
look_after $cloudops_applied
if [ $cloudops_applied -ne 0 ]; then
  [ -e "$cloudops_dir/stop" ] || identify_state
  fail apply $cloudops_applied
fi
