package jenkins.scm.api;

import hudson.model.Item;

/** Where a multibranch project finds its branches and pull requests (SCM API plugin). Declared: the one of a job. */
public abstract class SCMSource {

    private SCMSource() {
    }

    /** Knows which source an item comes from. */
    public abstract static class SourceByItem {

        private SourceByItem() {
        }

        /** Null if it comes from none, as here. */
        public static SCMSource findSource(Item item) {
            return null;
        }
    }
}
