variable "name" {
type = string
  default = "net"
  validation {
    condition     = var.name != ""
    error_message = "A name is needed."
  }
}
resource "terraform_data" "a" { input = var.name }
output "name" { value = terraform_data.a.output }
