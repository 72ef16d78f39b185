# The stage "fmt": lists the files that are not formatted. Ends with 0 if there is none and with 3 if there are some.
cli "$cloudops_tool" fmt -check -recursive -no-color >"$cloudops_dir/fmt.list" 2>"$cloudops_out"
cloudops_formatted=$?
case $cloudops_formatted in
  0 | 3) exit $cloudops_formatted ;;
  *) fail fmt $cloudops_formatted ;;
esac
