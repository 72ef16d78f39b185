package hudson.model;

/** Something on the page of a build or job, with a link to it. Declared entirely. */
public interface Action {

    String getIconFileName();

    String getDisplayName();

    String getUrlName();
}
