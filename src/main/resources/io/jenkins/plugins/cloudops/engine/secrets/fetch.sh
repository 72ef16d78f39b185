# Gets values: fetch-LANE-NUMBER.in in batches, or one-LANE-NUMBER.in one by one. What an earlier attempt got stays.
lane() {
  for input in fetch-"$1"-*.in; do
    if [ -e "$input" ] && ! done_before "${input%.in}"; then
      ask_into "${input%.in}" batch-get-secret-value --cli-input-json "file://$input"
    fi
  done
  for input in one-"$1"-*.in; do
    if [ -e "$input" ] && ! done_before "${input%.in}"; then
      ask_into "${input%.in}" get-secret-value --cli-input-json "file://$input"
    fi
  done
}
number=0
while [ $number -lt $lanes ]; do
  lane $number &
  pids="$pids $!"
  number=$((number + 1))
done
wait $pids
