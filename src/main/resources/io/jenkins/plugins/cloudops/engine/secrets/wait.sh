# Waits until each object in wait-TARGET.list has another state than is written there, and is ready; then reads them all.
# A line is NAME|STATE; wait-TARGET.seconds says for how long at most.
ready() {
  awk -F'|' 'NR == FNR { before[$1] = $2 "|" $3; open[$1] = 1; next }
    ($1 in open) && ($2 "|" $3) != before[$1] && $4 == "True" { delete open[$1] }
    END { for (name in open) exit 1 }' "wait-$1.list" "wait-$1.now"
}
for list in wait-*.list; do
  [ -e "$list" ] || continue
  target=${list#wait-}
  target=${target%.list}
  limit=$(($(date +%s) + $(cat "wait-$target.seconds")))
  pause=1
  while [ ! -e stop ]; do
    if "kubectl_$target" get externalsecrets.external-secrets.io -o 'jsonpath={range .items[*]}{.metadata.name}|{.status.refreshTime}|{.status.syncedResourceVersion}|{.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}' \
        >"wait-$target.now" 2>"wait-$target.err" </dev/null && ready "$target"; then
      break
    fi
    [ "$(date +%s)" -lt "$limit" ] || break
    sleep $pause
    [ $pause -ge 5 ] || pause=$((pause + 1))
  done
  into "wait-$target" "kubectl_$target" get externalsecrets.external-secrets.io -o json
done
