package hudson.model;

/** Why a build was started. Declared: that a user did. */
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
}
