package io.jenkins.plugins.cloudops.engine.terraform.apply;

import io.jenkins.plugins.cloudops.engine.redact.Printable;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import java.util.Locale;

/** How an apply is spoken of. */
final class Words {

    private static final int MAX_ADDRESS = 500;

    private Words() {}

    /** {@code created}. */
    static String past(Action action) {
        return switch (action) {
            case FORGET -> "forgotten";
            case READ -> "read";
            case IMPORT -> "imported";
            case NO_OP -> "unchanged";
            default -> action.word() + "d";
        };
    }

    /** {@code creating}. */
    static String present(Action action) {
        return switch (action) {
            case FORGET -> "forgetting";
            case READ -> "reading";
            case IMPORT -> "importing";
            case NO_OP -> "at work";
            default -> action.word().substring(0, action.word().length() - 1) + "ing";
        };
    }

    /** {@code 41s}, {@code 2m10s}, {@code 1h0m5s}, as Terraform writes them. */
    static String seconds(long seconds) {
        long hours = seconds / 3600;
        long minutes = seconds / 60 % 60;
        return (hours > 0 ? hours + "h" : "") + (hours > 0 || minutes > 0 ? minutes + "m" : "") + Math.max(0, seconds % 60) + "s";
    }

    /** With a sign between the thousands. */
    static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** An address that cannot act on a terminal, and is not longer than a few lines. */
    static String address(String address) {
        String line = Printable.line(address);
        return line.length() <= MAX_ADDRESS ? line : line.substring(0, MAX_ADDRESS - 1) + "…";
    }
}
