variable "name" {
  description = "Of what is labelled: lower-case letters, digits and hyphens"
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", var.name))
    error_message = "The name has to begin with a letter, and to have 2 to 31 lower-case letters, digits and hyphens."
  }
}

variable "environment" {
  description = "dev, staging or production"
  type        = string
  default     = "dev"

  validation {
    condition     = contains(["dev", "staging", "production"], var.environment)
    error_message = "The environment has to be dev, staging or production."
  }
}

locals {
  id = var.environment == "production" ? var.name : "${var.name}-${var.environment}"
}

resource "terraform_data" "registered" {
  input = local.id
}

output "id" {
  value = local.id
}

output "tags" {
  value = {
    Name        = local.id
    Environment = var.environment
  }
}
