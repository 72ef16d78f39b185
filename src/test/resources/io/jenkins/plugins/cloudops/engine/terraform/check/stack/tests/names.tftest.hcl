run "keeps_the_name" {
  assert {
    condition     = output.name == "net"
    error_message = "The name is ${output.name}."
  }
}
run "refuses_another" {
  command = plan
  variables { name = "dns" }
  assert {
    condition     = terraform_data.a.input == "net"
    error_message = "The name is not net: <b>&\"x\"."
  }
  assert {
    condition     = terraform_data.a.input != "dns"
    error_message = "Second."
  }
}
run "comes_after" {
  command = plan
}
