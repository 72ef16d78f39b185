# The stage "validate": says as JSON what is wrong with the configuration. Ends with 0, or with 1 if there are errors.
cli "$cloudops_tool" validate -json -no-color >"$cloudops_dir/validate.json" 2>"$cloudops_out"
cloudops_validated=$?
case $cloudops_validated in
  0 | 1) exit $cloudops_validated ;;
  *) fail validate $cloudops_validated ;;
esac
