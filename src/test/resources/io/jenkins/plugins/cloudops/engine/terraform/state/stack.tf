variable "password" {
  type      = string
  sensitive = true
}
variable "key" {
  type      = string
  sensitive = true
}
resource "terraform_data" "a" {
  input = { user = "u", password = var.key, list = ["x", var.key] }
}
resource "terraform_data" "many" {
  for_each = toset(["k"])
  input    = sensitive({ pin = 12345678, token = "t-0123456789" })
}
output "k" {
  value     = [var.key, { n = 987654321 }]
  sensitive = true
}
output "open" { value = "open-value" }
