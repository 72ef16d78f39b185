package io.jenkins.plugins.cloudops.engine.incident;

/** Says why a flag file could not be written. It is always left as it was. */
public final class FileProblem {

    private FileProblem() {
    }

    public static IncidentProblem missing(String path) {
        return IncidentProblem.setting(Messages.FileProblem_missing(path));
    }

    public static IncidentProblem denied(String path) {
        return IncidentProblem.setting(Messages.FileProblem_denied(path));
    }

    public static IncidentProblem noText(String path) {
        return IncidentProblem.setting(Messages.FileProblem_noText(path));
    }

    /** @param reason what the system says */
    public static IncidentProblem system(String path, String reason) {
        return IncidentProblem.setting(Messages.FileProblem_system(path, reason));
    }

    public static IncidentProblem changed(String path) {
        return new IncidentProblem(IncidentProblem.Kind.CONFLICT, Messages.FileProblem_changed(path));
    }
}
