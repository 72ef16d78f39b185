# The stage "prepare": finds the CLI, runs init if that is needed, selects the Terraform
# workspace, and notes what an apply of the plan must find again. What is above was written for this run:
# cloudops_stack, cloudops_workspace, cloudops_init, cloudops_backend, cloudops_cache, cloudops_identify, cloudops_lock_seconds,
# cloudops_backend_variables, the candidates for the CLI as "$@", and run_init, the command itself.
cloudops_out=$cloudops_dir/$cloudops_stage.out
cd "$cloudops_stack" || fail directory 120
# A file that is named here and missing makes every command print a warning.
if [ -n "${TF_CLI_CONFIG_FILE-}" ] && [ ! -e "$TF_CLI_CONFIG_FILE" ]; then
  unset TF_CLI_CONFIG_FILE
fi
cloudops_data=${TF_DATA_DIR:-.terraform}
printf '%s' "${TF_DATA_DIR-}" >"$cloudops_dir/data-directory"

cloudops_tool=
for cloudops_candidate; do
  case $cloudops_candidate in
    /*) [ -f "$cloudops_candidate" ] && [ -x "$cloudops_candidate" ] ;;
    *) command -v -- "$cloudops_candidate" >/dev/null 2>&1 ;;
  esac && cloudops_tool=$cloudops_candidate && break
done
[ -n "$cloudops_tool" ] || fail tool 121
printf '%s' "$cloudops_tool" >"$cloudops_dir/tool"
CHECKPOINT_DISABLE=1 cli "$cloudops_tool" version -json >"$cloudops_dir/version.json" || fail version $?

# All that init depends on and what it made, in a few lines.
init_state() {
  cat "$cloudops_dir/init.digest"
  # Arguments from the environment can name a backend; a sum of them, since they can be secret.
  printf '%s\n' "${TF_CLI_ARGS-}" "${TF_CLI_ARGS_init-}" | cksum
  printf '%s ' "$cloudops_tool"
  sed -n 's/.*"terraform_version" *: *"\([^"]*\)".*/\1/p' "$cloudops_dir/version.json"
  if [ -e .terraform.lock.hcl ]; then cksum <.terraform.lock.hcl; fi
  if [ -e "$cloudops_data/terraform.tfstate" ]; then cksum <"$cloudops_data/terraform.tfstate"; fi
  if [ -d "$cloudops_data" ]; then
    (cd "$cloudops_data" && find providers modules -print 2>/dev/null | LC_ALL=C sort | cksum)
  fi
}

init_is_needed() {
  case $cloudops_init in
    always) return 0 ;;
    never) return 1 ;;
  esac
  # An empty digest: something could not be read, or may depend on anything.
  [ -s "$cloudops_dir/init.digest" ] && [ -s "$cloudops_data/cloudops-init" ] || return 0
  init_state >"$cloudops_dir/init.now"
  ! cmp -s "$cloudops_dir/init.now" "$cloudops_data/cloudops-init"
}

# Lets one init after the other use a directory for providers: two at once break each other's downloads.
# The kernel gives the lock back whatever becomes of us.
take_cache() {
  command -v flock >/dev/null 2>&1 || return 1
  mkdir -p "$1" 2>/dev/null && [ -w "$1" ] || return 1
  exec 9>"$1/.cloudops-lock" || return 1
  cloudops_told=
  until flock -n 9; do
    [ ! -e "$cloudops_dir/stop" ] || exit 130
    if [ -z "$cloudops_told" ]; then
      cloudops_told=1
      echo "Waiting for another init on this machine to finish with the directory for providers" >>"$cloudops_out"
    fi
    # Fractions are not POSIX's, though most have them.
    sleep 0.2 2>/dev/null || sleep 1
  done
}

# In a shell of its own, so that nothing but init sees these variables.
init() (
  if [ -e "$cloudops_dir/$cloudops_stage.init" ]; then
    . "$cloudops_dir/$cloudops_stage.init"
    rm -f "$cloudops_dir/$cloudops_stage.init"
  fi
  if [ -n "${TF_PLUGIN_CACHE_DIR-}" ]; then
    take_cache "$TF_PLUGIN_CACHE_DIR"
  elif [ -n "$cloudops_cache" ] && ! grep -qs plugin_cache_dir \
      "${TF_CLI_CONFIG_FILE:-${HOME-}/.terraformrc}" "${HOME-}/.tofurc" && take_cache "$cloudops_cache"; then
    TF_PLUGIN_CACHE_DIR=$cloudops_cache
    export TF_PLUGIN_CACHE_DIR
  fi
  run_init >>"$cloudops_out" 2>&1
)

if init_is_needed; then
  rm -f "$cloudops_data/cloudops-init"
  init || fail init $?
  # Without its backend, the next one has to initialise it again.
  if [ "$cloudops_init" = auto ] && [ -n "$cloudops_backend" ] && mkdir -p "$cloudops_data"; then
    init_state >"$cloudops_data/cloudops-init"
  fi
else
  echo "Skipping init: nothing that it depends on has changed" >>"$cloudops_out"
fi
rm -f "$cloudops_dir"/*.init "$cloudops_dir/git.key" "$cloudops_dir/askpass.sh"

selected() {
  cat "$cloudops_data/environment" 2>/dev/null || printf default
}

# A workspace that is new is locked while it is made, and this command cannot wait for it.
select_workspace() {
  cloudops_left=$cloudops_lock_seconds
  cloudops_pause=1
  while :; do
    cli "$cloudops_tool" workspace select -no-color -or-create=true "$cloudops_workspace" >"$cloudops_dir/selecting" 2>&1
    cloudops_selected=$?
    cat "$cloudops_dir/selecting" >>"$cloudops_out"
    [ $cloudops_selected -ne 0 ] && [ "$cloudops_left" -gt 0 ] && grep -q 'Error acquiring the state lock' "$cloudops_dir/selecting" &&
      grep -q 'Lock Info:' "$cloudops_dir/selecting" || return $cloudops_selected
    [ "$cloudops_left" = "$cloudops_lock_seconds" ] &&
      echo "Waiting up to $cloudops_lock_seconds s for the lock of the new workspace" >>"$cloudops_out"
    [ "$cloudops_pause" -le "$cloudops_left" ] || cloudops_pause=$cloudops_left
    sleep "$cloudops_pause"
    [ ! -e "$cloudops_dir/stop" ] || return 130
    cloudops_left=$((cloudops_left - cloudops_pause))
    [ $cloudops_pause -ge 16 ] || cloudops_pause=$((cloudops_pause * 2))
  done
}

if [ -n "$cloudops_workspace" ]; then
  # With this set, the CLI refuses to select any other workspace.
  unset TF_WORKSPACE
  if [ "$(selected)" != "$cloudops_workspace" ]; then
    select_workspace || fail workspace $?
  fi
fi
printf '%s' "${cloudops_workspace:-${TF_WORKSPACE:-$(selected)}}" >"$cloudops_dir/workspace"

# Which checkout of which commit this is; nothing where there is no repository or no git.
repository() {
  GIT_OPTIONAL_LOCKS=0 git -c safe.directory='*' -c core.fsmonitor=false "$@" 2>/dev/null
}
if command -v git >/dev/null 2>&1 && repository rev-parse --verify -q HEAD >"$cloudops_dir/commit"; then
  # The stack of the commit, and what was changed in it since: the same text whatever the user's settings for diffs are.
  repository rev-parse --verify -q HEAD:./ >"$cloudops_dir/tree"
  repository diff --binary --full-index --no-ext-diff --no-textconv --no-color --no-renames --src-prefix=a/ --dst-prefix=b/ -U3 \
    --inter-hunk-context=0 --diff-algorithm=myers -O/dev/null HEAD -- . ':(exclude).terraform.lock.hcl' ':(exclude)*.tfstate' ':(exclude)*.tfstate.backup' |
    repository hash-object --stdin >"$cloudops_dir/edits"
fi

# Who the CLI is where it says so in a lock, and by what it is known whether the machine was started again.
{
  printf '%s@%s\n' "$(id -un 2>/dev/null || printf '%s' "${USER-}")" "$(uname -n)"
  cat /proc/sys/kernel/random/boot_id 2>/dev/null
} >"$cloudops_dir/who"

# What the backend is told by the environment, for the run's own eyes.
for cloudops_name in $cloudops_backend_variables; do
  eval "cloudops_value=\${$cloudops_name-}"
  [ -z "$cloudops_value" ] || printf '%s=%s\n' "$cloudops_name" "$cloudops_value"
done >"$cloudops_dir/backend.env"

if [ -n "$cloudops_identify" ]; then
  TF_WORKSPACE=$(cat "$cloudops_dir/workspace")
  export TF_WORKSPACE
  identify_state
fi
