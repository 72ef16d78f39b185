package io.jenkins.plugins.cloudops.canary;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A configuration that tells all canaries in every way that Terraform does not prevent. They are its sensitive variables
 * {@code c0} to {@code c39}; with {@code good = false} planning fails, with {@code mode = "fail"} an apply does, and with
 * {@code mode = "slow"} an apply says {@code all said} and then takes longer than any test.
 */
public final class CanaryStack {

    private final int variables;

    /** @param variables the first canary that is a variable; those before it are the local value {@code backend} */
    public CanaryStack(int variables) {
        this.variables = variables;
    }

    /** All but the backend. */
    public String text() {
        return """
                variable "good" {
                  default = true
                }
                variable "mode" {
                  default = ""
                }
                """ + each("\n", this::declared) + """
                resource "terraform_data" "fails" {
                  count      = var.mode == "fail" ? 1 : 0
                  depends_on = [%1$s]
                  provisioner "local-exec" {
                    command     = "printf '%%s\\n' \\"$S\\" >&2; exit 3"
                    environment = { S = join("\\n", [%2$s]) }
                  }
                }
                resource "terraform_data" "slow" {
                  count = var.mode == "slow" ? 1 : 0
                  provisioner "local-exec" {
                    command     = "printf '%%s\\n' \\"$S\\"; echo all said; exec sleep 300"
                    environment = { S = join("\\n", [%2$s]) }
                  }
                }
                """.formatted(each(", ", i -> "terraform_data.d" + i), each(", ", this::bare));
    }

    private String declared(int i) {
        String variable = i < variables ? "" : """
                variable "c%1$d" {
                  type      = string
                  sensitive = true
                  validation {
                    condition     = var.good || length(var.c%1$d) == 0
                    error_message = "It must not be ${nonsensitive(var.c%1$d)}."
                  }
                }
                """;
        return (variable + """
                resource "terraform_data" "d%1$d" {
                  input = %2$s
                  provisioner "local-exec" {
                    command     = "printf '%%s\\n' \\"$S\\"; printf '%%s' \\"x:$S\\" | base64 | tr -d '\\n'; echo; echo \\"[$S]\\" >&2"
                    environment = { S = %2$s }
                  }
                }
                output "o%1$d" {
                  value = { json = jsonencode({ deep = %2$s }), plain = %2$s, url = urlencode(%2$s) }
                }
                check "k%1$d" {
                  assert {
                    condition     = length(%2$s) == 0
                    error_message = "Not empty: ${%2$s}"
                  }
                }
                """).formatted(i, bare(i));
    }

    private String bare(int i) {
        return i < variables ? "local.backend" : "nonsensitive(var.c" + i + ")";
    }

    private static String each(String between, IntFunction<String> text) {
        return IntStream.range(0, Canaries.COUNT).mapToObj(text).collect(Collectors.joining(between));
    }
}
