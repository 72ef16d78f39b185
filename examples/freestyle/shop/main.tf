variable "release" {
  type = string
}

resource "terraform_data" "web" {
  input = var.release
}

output "url" {
  value = "https://shop.example/${var.release}"
}
