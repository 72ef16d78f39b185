# Which state there is now: its serial and lineage, and nothing else of it, in the file state.id. They
# stand at two spaces of indentation, where no value of a state can stand; an empty file where there is
# no state, or none that may be read.
identify_state() {
  cli "$cloudops_tool" state pull 2>/dev/null |
    sed -n -e 's/^  "serial": *\([0-9][0-9]*\),*$/serial \1/p' \
      -e 's/^  "lineage": *"\([0-9A-Za-z-]*\)",*$/lineage \1/p' >"$cloudops_dir/state.id"
}
