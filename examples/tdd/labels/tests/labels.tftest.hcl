variables {
  name = "shop"
}

run "names_the_environment" {
  command = plan

  assert {
    condition     = output.id == "shop-dev"
    error_message = "It is called ${output.id}."
  }
}

run "leaves_production_out" {
  command = plan

  variables {
    environment = "production"
  }

  assert {
    condition     = output.id == "shop"
    error_message = "It is called ${output.id}."
  }

  assert {
    condition     = output.tags["Environment"] == "production"
    error_message = "It is tagged ${output.tags["Environment"]}."
  }
}

run "refuses_other_environments" {
  command = plan

  variables {
    environment = "prod"
  }

  expect_failures = [var.environment]
}

run "refuses_capitals" {
  command = plan

  variables {
    name = "Shop"
  }

  expect_failures = [var.name]
}

# Makes it for real, and removes it at the end.
run "registers_it" {
  command = apply

  assert {
    condition     = terraform_data.registered.output == "shop-dev"
    error_message = "Registered is ${terraform_data.registered.output}."
  }
}
