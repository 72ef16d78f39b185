# Built-in resources stand for a database and a service, so that this can be tried without an account.
variable "release" {
  type = string
}

resource "terraform_data" "database" {
  input = { name = "shop" }
}

resource "terraform_data" "service" {
  input = { release = var.release, database = terraform_data.database.output.name }
}

output "url" {
  value = "https://shop.example.com"
}

output "release" {
  value = terraform_data.service.output.release
}

output "database_password" {
  value     = "generated-for-${terraform_data.database.id}"
  sensitive = true
}
