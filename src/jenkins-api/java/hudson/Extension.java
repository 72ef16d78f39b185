package hudson;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.java.sezpoz.Indexable;

/**
 * Marks what Jenkins finds and creates by itself. Declared with its place among others of its type, which nobody looks
 * at here; indexed by the compiler as the real one, in META-INF/annotations.
 */
@Indexable
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
@Documented
public @interface Extension {

    /** Higher ones come first. */
    double ordinal() default 0;
}
