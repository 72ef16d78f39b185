# One definition for all environments. It is made of terraform_data resources, which are built into Terraform: nothing is
# downloaded, nothing costs money. The states are files below terraform.tfstate.d, one for each Terraform workspace; give
# it a backend before more than one agent works on it.

variable "environment" {
  type = string
}

variable "replicas" {
  type = number
}

variable "release" {
  type    = string
  default = "1.0.0"
}

# Nobody gets the values of one environment into the state of another, whoever runs Terraform.
resource "terraform_data" "guard" {
  lifecycle {
    precondition {
      condition     = terraform.workspace == var.environment
      error_message = "The values of ${var.environment} do not belong to the workspace ${terraform.workspace}."
    }
  }
}

resource "terraform_data" "web" {
  count      = var.replicas
  input      = { environment = var.environment, release = var.release }
  depends_on = [terraform_data.guard]
}

output "url" {
  value = var.environment == "production" ? "https://shop.example" : "https://${var.environment}.shop.example"
}
