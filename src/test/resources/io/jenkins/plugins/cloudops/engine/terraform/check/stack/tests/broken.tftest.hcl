run "fails_to_run" {
  variables {
    name = ""
  }
}

run "is_skipped" {
  command = plan
}
