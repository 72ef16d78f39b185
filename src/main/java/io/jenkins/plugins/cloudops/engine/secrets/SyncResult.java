package io.jenkins.plugins.cloudops.engine.secrets;

import io.jenkins.plugins.cloudops.engine.secrets.SecretsProblem.Kind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stage of a sync came to, for the controller: no value.
 *
 * @param next the stage that follows; {@link #PLAN} for none but a look at what is there, {@link #END} for the end
 * @param files absolute paths of files with secrets that will be made
 * @param kind of problem, null for none
 * @param sentence what is wrong, or empty
 */
public record SyncResult(String next, ArrayList<String> files, Kind kind, String sentence) implements Serializable {

    /** All values are there. */
    public static final String PLAN = "plan";
    /** The report is there. */
    public static final String END = "";

    static SyncResult next(String stage) {
        return new SyncResult(stage, new ArrayList<>(), null, "");
    }

    static SyncResult next(String stage, List<String> files) {
        return new SyncResult(stage, new ArrayList<>(files), null, "");
    }

    static SyncResult not(SecretsProblem problem) {
        return new SyncResult(END, new ArrayList<>(), problem.kind(), problem.getMessage());
    }
}
