# The stage "work" of a plan: plans, and shows the plan as JSON. What is above was written for this
# run: cloudops_stack, and run_plan, the command itself. Ends with 0 if there is
# nothing to do and with 2 if there are changes.
cloudops_out=$cloudops_dir/$cloudops_stage.out
cd "$cloudops_stack" || fail directory 120
if [ -n "${TF_CLI_CONFIG_FILE-}" ] && [ ! -e "$TF_CLI_CONFIG_FILE" ]; then
  unset TF_CLI_CONFIG_FILE
fi
# Another run in this directory may select another workspace meanwhile: this wins over what is selected.
TF_WORKSPACE=$(cat "$cloudops_dir/workspace")
export TF_WORKSPACE
cloudops_tool=$(cat "$cloudops_dir/tool")
run_plan >"$cloudops_out" 2>&1
cloudops_planned=$?
case $cloudops_planned in
  0 | 2) ;;
  *) fail plan $cloudops_planned ;;
esac
cli "$cloudops_tool" show -json "$cloudops_dir/plan.tfplan" >"$cloudops_dir/plan.json" 2>>"$cloudops_out" || fail show $?
exit $cloudops_planned
