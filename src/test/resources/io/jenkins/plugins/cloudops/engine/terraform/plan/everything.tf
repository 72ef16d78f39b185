variable "password" {
  type      = string
  sensitive = true
}
variable "marked" {
  type      = string
  sensitive = true
  default   = "will-be-marked"
}
resource "terraform_data" "updated" {
  input = {
    name  = "web"
    size  = 2
    "kubernetes.io/role" = "worker"
    ports = [80, 8080, 443]
    motd  = "welcome\nto this\nmachine\n"
    added = { deep = ["x"] }
  }
}
resource "terraform_data" "secret" {
  input = {
    user     = "root"
    password = var.password
    hosts    = ["db", var.password, { token = var.password }]
  }
}
resource "terraform_data" "marked" {
  input = var.marked
}
resource "terraform_data" "replaced" {
  input            = "same"
  triggers_replace = ["a", 2]
}
resource "terraform_data" "replaced_first_created" {
  input            = "same"
  triggers_replace = "two"
  lifecycle { create_before_destroy = true }
}
resource "terraform_data" "tainted" {
  input = "bad"
}
resource "terraform_data" "each" {
  for_each = toset(["c d", "stay"])
  input    = each.key
}
resource "terraform_data" "counted" {
  count = 1
  input = count.index
}
removed {
  from = terraform_data.forgotten
  lifecycle { destroy = false }
}
moved {
  from = terraform_data.old_name
  to   = terraform_data.new_name
}
resource "terraform_data" "new_name" {
  input = "moved"
}
moved {
  from = terraform_data.old_and_changed
  to   = terraform_data.new_and_changed
}
resource "terraform_data" "new_and_changed" {
  input = "second"
}
import {
  to = terraform_data.imported
  id = "imported-id"
}
resource "terraform_data" "imported" {}
import {
  to = terraform_data.imported_and_changed
  id = "another-id"
}
resource "terraform_data" "imported_and_changed" {
  input = "new"
}
resource "terraform_data" "created" {
  input = {
    name     = "new"
    from     = terraform_data.updated.output
    empty    = {}
    nothing  = null
    script   = "#!/bin/sh\necho hello\n"
    password = var.password
    quoted   = "say \"hi\" $${x}"
  }
}
data "terraform_remote_state" "other" {
  backend    = "local"
  config     = { path = "${path.module}/other/terraform.tfstate" }
  depends_on = [terraform_data.created]
}
output "size" { value = 2 }
output "same" { value = "same" }
output "colour" { value = data.terraform_remote_state.other.outputs.colour }
output "password" {
  value     = var.password
  sensitive = true
}
