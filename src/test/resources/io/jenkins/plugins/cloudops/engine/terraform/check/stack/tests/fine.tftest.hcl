run "plans" { command = plan }
