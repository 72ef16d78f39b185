# A little shop of terraform_data resources, which are built into Terraform: nothing is downloaded, nothing costs money.
# Its state is the file terraform.tfstate beside this one; give it a backend before more than one agent works on it.

variable "release" {
  type    = string
  default = "1.0.0"
}

resource "terraform_data" "database" {
  input = "postgres"
}

# Replaced with each release, since it runs once.
resource "terraform_data" "migration" {
  input            = "schema of ${var.release} in ${terraform_data.database.output}"
  triggers_replace = [var.release]
}

# Updated in place with each release.
resource "terraform_data" "web" {
  input = { release = var.release, schema = terraform_data.migration.output }
}

output "url" {
  value = "https://shop.example/${var.release}"
}
