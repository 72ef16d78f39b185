package io.jenkins.plugins.cloudops.bench;

/** Root modules to plan. */
final class Stacks {

    private Stacks() {
    }

    /** Creates resources of ten attributes each, with the provider that is built into the CLI. */
    static String creating(int resources) {
        return """
                resource "terraform_data" "r" {
                  count = %d
                  input = { for i in range(10) : "attribute_${i}" => "value ${i} of number ${count.index}" }
                }
                """.formatted(resources);
    }

    /** Asks a provider of the usual size for something that it answers without its cloud. */
    static String withAws() {
        return """
                terraform {
                  required_providers {
                    aws = {
                      source = "hashicorp/aws"
                    }
                  }
                }

                data "aws_iam_policy_document" "read" {
                  statement {
                    actions   = ["s3:GetObject"]
                    resources = ["arn:aws:s3:::example/*"]
                  }
                }

                provider "aws" {
                  region                      = "eu-west-1"
                  access_key                  = "none"
                  secret_key                  = "none"
                  skip_credentials_validation = true
                  skip_metadata_api_check     = true
                  skip_region_validation      = true
                  skip_requesting_account_id  = true
                }

                resource "terraform_data" "policy" {
                  input = data.aws_iam_policy_document.read.json
                }
                """;
    }
}
