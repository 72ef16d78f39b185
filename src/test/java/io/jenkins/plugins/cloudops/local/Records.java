package io.jenkins.plugins.cloudops.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;

/** Looks into records, so that a test of what is written and read again leaves no component out. */
public final class Records {

    private Records() {
    }

    /** Every component of the first has another value than that of the second. */
    public static void differ(Record first, Record second) throws ReflectiveOperationException {
        for (RecordComponent component : first.getClass().getRecordComponents()) {
            Object value = component.getAccessor().invoke(first);
            Object other = component.getAccessor().invoke(second);
            if (value instanceof Record inner) {
                differ(inner, (Record) other);
            } else {
                assertThat(value).as(component.getName()).isNotEqualTo(other);
            }
        }
    }
}
