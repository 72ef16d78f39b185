# The stage "test": runs the tests of the stack. Ends with 0, or with 1 if not all of them passed.
cli "$cloudops_tool" test -json -no-color >"$cloudops_out" 2>&1
cloudops_tested=$?
case $cloudops_tested in
  0 | 1) exit $cloudops_tested ;;
  *) fail test $cloudops_tested ;;
esac
