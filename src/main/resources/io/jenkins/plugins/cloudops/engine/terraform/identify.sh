# Which state there is now: the lines with its serial and lineage, and nothing else of it, in the file
# state.id. They stand at two spaces of indentation, where nothing within a state can stand. Nothing where
# there is no state yet; "failed" where none may be read.
identify_state() {
  { cli "$cloudops_tool" state pull 2>/dev/null || echo failed; } |
    sed -n -e '/^  "serial": *[0-9][0-9]*,*$/p' -e '/^  "lineage": *"[0-9A-Za-z-]*",*$/p' -e '/^failed$/p' \
      >"$cloudops_dir/state.id"
}
