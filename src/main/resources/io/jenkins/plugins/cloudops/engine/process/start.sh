#!/bin/sh
# start.sh STAGE
# Leaves a stage running in a session of its own and returns at once. With these three variables
# changed, in another session and with another parent, nothing that Jenkins kills is found here.
# Names of our own, since the environment that is there goes on to the command unchanged.
cloudops_stage=$1
cloudops_dir=${0%/*}
# Whoever starts a stage may have crashed before noting so: a second start does nothing.
mkdir "$cloudops_dir/$cloudops_stage.started" 2>/dev/null || exit 0
JENKINS_SERVER_COOKIE=cloudops-pipeline
JENKINS_NODE_COOKIE=cloudops-pipeline
BUILD_ID=cloudops-pipeline
export JENKINS_SERVER_COOKIE JENKINS_NODE_COOKIE BUILD_ID
if command -v setsid >/dev/null 2>&1; then
  setsid /bin/sh "$cloudops_dir/supervise.sh" "$cloudops_stage" </dev/null >>"$cloudops_dir/$cloudops_stage.log" 2>&1 &
else
  /bin/sh "$cloudops_dir/supervise.sh" "$cloudops_stage" </dev/null >>"$cloudops_dir/$cloudops_stage.log" 2>&1 &
fi
exit 0
