package hudson.model;

/** Why a build was started. Declared: that a user or another build did. */
public abstract class Cause {

    /** A user did. */
    public static class UserIdCause extends Cause {

        private final String userId;

        public UserIdCause(String userId) {
            this.userId = userId;
        }

        /** Null if nobody had logged in. */
        public String getUserId() {
            return userId;
        }
    }

    /** Another build did. */
    public static class UpstreamCause extends Cause {

        private final Run<?, ?> upstream;

        public UpstreamCause(Run<?, ?> upstream) {
            this.upstream = upstream;
        }

        /** Null if it was deleted. */
        public Run<?, ?> getUpstreamRun() {
            return upstream;
        }
    }
}
