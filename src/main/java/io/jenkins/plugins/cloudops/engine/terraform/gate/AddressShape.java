package io.jenkins.plugins.cloudops.engine.terraform.gate;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the addresses of all resources have in common: pairs of {@code module} and a name, as many as there are modules around
 * it, then a type and a name (Terraform's documentation, "Resource Address Reference"). Data sources, whose addresses have
 * {@code data} before the type, break no gate.
 */
final class AddressShape {

    private static final String MODULE = "module";

    private AddressShape() {
    }

    /**
     * Whether there can be an address that a pattern matches. Others, such as {@code aws_db_instance} or {@code module.vpc},
     * would be in force and protect nothing.
     */
    static boolean isThatOfSome(List<String> pattern) {
        Set<Part> expected = EnumSet.of(Part.BEGIN);
        for (String segment : pattern) {
            Set<Part> next = EnumSet.noneOf(Part.class);
            expected.forEach(part -> next.addAll(part.after(segment)));
            expected = next;
        }
        return expected.contains(Part.END);
    }

    /** What comes next in an address. */
    private enum Part {
        /** {@code module}, or a type. */
        BEGIN,
        MODULE_NAME,
        RESOURCE_NAME,
        END;

        Set<Part> after(String segment) {
            if (segment.equals(AddressPattern.ANY_NUMBER)) {
                return this == BEGIN || this == MODULE_NAME ? EnumSet.allOf(Part.class) : EnumSet.range(this, END);
            }
            return switch (this) {
                case BEGIN -> afterFirst(segment);
                case MODULE_NAME -> EnumSet.of(BEGIN);
                case RESOURCE_NAME -> EnumSet.of(END);
                case END -> EnumSet.noneOf(Part.class);
            };
        }

        private static Set<Part> afterFirst(String segment) {
            Set<Part> next = EnumSet.noneOf(Part.class);
            // Neither "module" nor a type has a key.
            if (segment.indexOf('[') < 0) {
                if (AddressPattern.glob(segment, MODULE)) {
                    next.add(MODULE_NAME);
                }
                if (!segment.equals(MODULE)) {
                    next.add(RESOURCE_NAME);
                }
            }
            return next;
        }
    }
}
