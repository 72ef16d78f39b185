package io.jenkins.plugins.cloudops.task;

import static org.junit.Assert.assertEquals;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** The fields of tasks, which are saved with their runs and read back after a restart. */
public class TaskFieldsTest {

    /** Jenkins reads only one of two fields with the same name back, even if the other one is transient. */
    @Test
    public void noFieldHidesAnother() {
        List<String> hidden = new ArrayList<>();
        for (Class<?> task : List.of(PlanTask.class, ApplyTask.class, OutputTask.class, CheckTask.class)) {
            Set<String> names = new HashSet<>();
            for (Class<?> type = task; type != null; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (!field.isSynthetic() && !Modifier.isStatic(field.getModifiers()) && !names.add(field.getName())) {
                        hidden.add(task.getSimpleName() + "." + field.getName());
                    }
                }
            }
        }
        assertEquals(List.of(), hidden);
    }
}
