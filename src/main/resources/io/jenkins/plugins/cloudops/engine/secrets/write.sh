# Makes the calls of write.list, a line each: LANE NAME TARGET VERB, with their input in NAME.in.
lane() {
  mine=$1
  while read -r of name target verb; do
    [ "$of" = "$mine" ] && [ ! -e stop ] || continue
    case $verb in
      create) set -- apply --server-side --validate=false --field-manager=cloudops-pipeline ;;
      update) set -- apply --server-side --validate=false --field-manager=cloudops-pipeline --force-conflicts ;;
      *) set -- delete --ignore-not-found --wait=false ;;
    esac
    : >"$name.begun"
    "kubectl_$target" "$@" -o name -f - <"$name.in" >"$name.out" 2>"$name.err"
    echo $? >"$name.code"
  done <write.list
}
number=0
while [ $number -lt $lanes ]; do
  lane $number &
  pids="$pids $!"
  number=$((number + 1))
done
[ -z "$pids" ] || wait $pids
