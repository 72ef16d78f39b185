variable "password" {
  type      = string
  sensitive = true
}
resource "terraform_data" "updated" {
  input = {
    name  = "web"
    size  = 1
    "kubernetes.io/role" = "node"
    ports = [80, 443]
    motd  = "welcome\nto the\nmachine\n"
    gone  = true
  }
}
resource "terraform_data" "secret" {
  input = {
    user     = "admin"
    password = var.password
    hosts    = ["db", var.password, { token = var.password }]
  }
}
resource "terraform_data" "marked" {
  input = "will-be-marked"
}
resource "terraform_data" "replaced" {
  input            = "same"
  triggers_replace = ["a", 1]
}
resource "terraform_data" "replaced_first_created" {
  input            = "same"
  triggers_replace = "one"
  lifecycle { create_before_destroy = true }
}
resource "terraform_data" "tainted" {
  input = "bad"
}
resource "terraform_data" "deleted" {
  input = { name = "old", note = "with \u001b[31mcolour\u001b[0m" }
}
resource "terraform_data" "each" {
  for_each = toset(["a/b", "stay"])
  input    = each.key
}
resource "terraform_data" "counted" {
  count = 2
  input = count.index
}
resource "terraform_data" "forgotten" {
  input = "left alone"
}
resource "terraform_data" "old_name" {
  input = "moved"
}
resource "terraform_data" "old_and_changed" {
  input = "first"
}
module "net" {
  source = "./net"
}
output "size" { value = 1 }
output "same" { value = "same" }
output "dropped" { value = "bye" }
output "password" {
  value     = var.password
  sensitive = true
}
