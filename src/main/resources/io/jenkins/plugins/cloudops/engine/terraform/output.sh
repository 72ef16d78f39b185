# The stage "output": reads the output values of the state into a file.
cli "$cloudops_tool" output -json -no-color >"$cloudops_dir/outputs.json" 2>"$cloudops_out" || fail output $?
