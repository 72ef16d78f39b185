package io.jenkins.plugins.cloudops.run;

/** Somebody let a build go on. */
public final class Approval {

    private final String user;
    private final long time;

    /**
     * @param user the id of the user
     * @param time milliseconds since 1970
     */
    public Approval(String user, long time) {
        this.user = user;
        this.time = time;
    }

    public String user() {
        return user;
    }

    public long time() {
        return time;
    }
}
