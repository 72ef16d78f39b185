# The plans beside this, with Terraform 1.11.4, the provider hashicorp/aws 5.100.0 and moto_server 5.2.1:
#   create.json: terraform plan -out=p1 && terraform show -json p1
#   change.json: after terraform apply p1, terraform plan -var step=2 -out=p2 && terraform show -json p2
terraform {
  required_providers { aws = { source = "hashicorp/aws" } }
}
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "testing"
  secret_key                  = "testing"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  s3_use_path_style           = true
  default_tags { tags = { Environment = "test" } }
  endpoints {
    s3  = "http://127.0.0.1:18766"
    sqs = "http://127.0.0.1:18766"
    iam = "http://127.0.0.1:18766"
    ec2 = "http://127.0.0.1:18766"
    sts = "http://127.0.0.1:18766"
  }
}
variable "step" { default = 1 }
resource "aws_sqs_queue" "tagged" {
  name = var.step == 1 ? "one" : "two"
  tags = { Owner = "net" }
}
resource "aws_sqs_queue" "untagged" { 
  name = "untagged" 
  delay_seconds = var.step
}
resource "aws_sqs_queue" "null_tags" { 
  for_each = toset(["a.b"])
  name = "null"
  tags = null 
}
resource "terraform_data" "x" { input = "x" }
resource "aws_sqs_queue" "unknown" {
  count = var.step == 1 ? 1 : 0
  name = "unknown"
  tags = { Owner = terraform_data.x.id }
}
resource "aws_sqs_queue" "unknown_all" {
  count = var.step == 2 ? 1 : 0
  name = "unknown2"
  tags = terraform_data.y.output
}
resource "terraform_data" "y" { 
  input = { Owner = "later" } 
  triggers_replace = var.step
}
resource "aws_iam_user" "ci" { name = "ci" }
module "vpc" {
  source = "./vpc"
  count  = var.step == 1 ? 1 : 0
}

# vpc/main.tf:
#   resource "aws_sqs_queue" "inner" { name = "inner" }
#   data "aws_iam_policy_document" "d" {}
