package io.jenkins.plugins.cloudops.engine.comment;

import java.util.Objects;

/**
 * What a forge makes of a comment's text, and how much of it it takes.
 *
 * @param name of the forge, in lower case
 * @param html whether {@code <details>} folds and {@code <!-- -->} hides; without, tags would be seen
 * @param basicPlane whether only characters of Unicode's basic plane can be kept
 * @param limit the most that a comment may have
 * @param unit of the limit
 */
public record Dialect(String name, boolean html, boolean basicPlane, int limit, Unit unit) {

    public static final Dialect GITHUB = new Dialect("github", true, false, 65_536, Unit.CHARACTERS);
    public static final Dialect GITLAB = new Dialect("gitlab", true, false, 1_000_000, Unit.CHARACTERS);
    public static final Dialect BITBUCKET_CLOUD = new Dialect("bitbucket-cloud", false, false, 32_767, Unit.CHARACTERS);
    public static final Dialect BITBUCKET_DATA_CENTER = new Dialect("bitbucket", false, true, 32_767, Unit.UTF16);
    public static final Dialect GITEA = new Dialect("gitea", true, false, 65_535, Unit.BYTES);

    /** So little that not even a headline and a footer would fit. */
    static final int LEAST = 4_000;

    public Dialect {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        limit = Math.max(LEAST, limit);
    }

    /** The same forge, set to take more or less. */
    public Dialect withLimit(int other) {
        return new Dialect(name, html, basicPlane, other, unit);
    }

    int count(String text) {
        return unit.count(text);
    }
}
