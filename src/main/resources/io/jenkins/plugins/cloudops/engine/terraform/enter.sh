# The beginning of every stage after "prepare": goes to the stack, with the CLI and the Terraform
# workspace that were found there. What is above was written for this run: cloudops_stack.
rm -f "$cloudops_dir/backend.env"
cloudops_out=$cloudops_dir/$cloudops_stage.out
cd "$cloudops_stack" || fail directory 120
if [ -n "${TF_CLI_CONFIG_FILE-}" ] && [ ! -e "$TF_CLI_CONFIG_FILE" ]; then
  unset TF_CLI_CONFIG_FILE
fi
# Another run in this directory may select another workspace meanwhile: this wins over what is selected.
# None is known where init has failed and only the configuration is looked at.
TF_WORKSPACE=$(cat "$cloudops_dir/workspace" 2>/dev/null)
export TF_WORKSPACE
cloudops_tool=$(cat "$cloudops_dir/tool")
# The first try does not wait for the lock, so that it says who holds it.
cloudops_lock_timeout=0s
if [ -s "$cloudops_dir/lock-timeout" ]; then
  cloudops_lock_timeout=$(cat "$cloudops_dir/lock-timeout")
fi
