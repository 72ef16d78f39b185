# The stage "plan": plans, and shows the plan as JSON. What is above was written for this run: run_plan,
# the command itself. Ends with 0 if there is nothing to do and with 2 if there are changes.
run_plan >"$cloudops_out" 2>&1
cloudops_planned=$?
look_after $cloudops_planned
case $cloudops_planned in
  0 | 2) ;;
  *) fail plan $cloudops_planned ;;
esac
cli "$cloudops_tool" show -json "$cloudops_dir/plan.tfplan" >"$cloudops_dir/plan.json" 2>>"$cloudops_out" || fail show $?
exit $cloudops_planned
