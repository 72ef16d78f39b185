# The stage "push": writes the state in the run directory, which an apply could not write. What is above
# was written for this run: run_push, the command itself.
run_push >"$cloudops_out" 2>&1
cloudops_pushed=$?
look_after $cloudops_pushed
[ $cloudops_pushed -eq 0 ] || fail push $cloudops_pushed
rm -f "$cloudops_dir/errored.tfstate"
