# Gets values: many-LANE-NUMBER.in by a filter and page by page, fetch-LANE-NUMBER.in in batches, or one-LANE-NUMBER.in one by
# one. What an earlier attempt got stays.
model=models/secretsmanager/2017-10-17
[ -d $model ] || mkdir -p $model
cp pages.json $model/paginators-1.json

# The CLI follows pages by itself where its data say how, and reads further data from here. Relative, since it expands names.
many_into() {
  (
    AWS_DATA_PATH=models${AWS_DATA_PATH:+:$AWS_DATA_PATH}
    export AWS_DATA_PATH
    ask_into "$1" batch-get-secret-value --page-size 20 --cli-input-json "file://$1.in"
  )
}

lane() {
  for input in many-"$1"-*.in; do
    if [ -e "$input" ] && ! done_before "${input%.in}"; then
      many_into "${input%.in}"
    fi
  done
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
[ -z "$pids" ] || wait $pids
