package org.springframework.security.core;

/** Who is acting. Declared as a type. */
public interface Authentication {
}
