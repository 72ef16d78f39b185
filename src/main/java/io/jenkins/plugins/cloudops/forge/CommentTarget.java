package io.jenkins.plugins.cloudops.forge;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.config.ForgeSettings;
import io.jenkins.plugins.cloudops.credentials.BuildCredentials;
import io.jenkins.plugins.cloudops.credentials.ForgeToken;
import io.jenkins.plugins.cloudops.credentials.ProxiedHttp;
import io.jenkins.plugins.cloudops.engine.comment.Marker;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A pull request on which a build may comment, and with what.
 *
 * <p>Where credentials may go: those that are named with {@code credentialsId} to the host of an address that is given with
 * them, or that a branch source says; else to a forge that the configuration names or everybody knows. Those of the
 * configuration to their forge; those of a branch source to the pull request that it says. Over plain HTTP only to this
 * machine, or if the configuration allows it for the forge.
 */
public final class CommentTarget {

    private static final Duration LONGEST = Duration.ofSeconds(Integer.getInteger(CommentTarget.class.getName() + ".seconds", 90));
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final CommentLocks LOCKS = new CommentLocks();
    private static final KnownAnswers KNOWN = new KnownAnswers();
    private static final Outages OUTAGES = new Outages();

    private final Run<?, ?> build;
    private final PullRequest pull;
    private final String api;
    private final String credentialsId;
    private final Whose whose;

    /** Whose credentials are used. */
    private enum Whose { GIVEN, CONFIGURED, SOURCE, NOBODY }

    private CommentTarget(Run<?, ?> build, PullRequest pull, String api, String credentialsId, Whose whose) {
        this.build = build;
        this.pull = pull;
        this.api = api;
        this.credentialsId = credentialsId;
        this.whose = whose;
    }

    /**
     * Finds it. Nobody is asked anything yet.
     *
     * @param pullRequest its address; empty for the one that the build is for
     * @param credentialsId empty for those that are known for the forge
     * @return null if the build is for no pull request
     * @throws BadSetting if it cannot be used
     */
    public static CommentTarget find(Run<?, ?> build, Map<String, String> environment, String pullRequest, String credentialsId) {
        Change change = Change.of(build, environment, pullRequest.trim());
        if (!change.isThere()) {
            return null;
        }
        KnownForges forges = KnownForges.get();
        String setting = change.origin() == Change.Origin.GIVEN ? "pullRequest" : "CHANGE_URL";
        PullRequest pull = PullRequest.parse(setting, change.address(), forges);
        ForgeSettings configured = forges.of(pull);
        String api = configured == null || configured.api().isEmpty() ? pull.kind().api(pull.web()) : configured.api();
        if (!ForgeSettings.isSafe(api, configured != null && configured.isAllowHttp())) {
            throw new BadSetting(Messages.CommentTarget_http(setting, pull.server()));
        }
        boolean trusted = change.origin() != Change.Origin.ENVIRONMENT || configured != null || forges.isPublic(pull);
        if (!credentialsId.isEmpty() && !trusted) {
            throw new BadSetting(Messages.CommentTarget_unknownHost(credentialsId, pull.server()));
        }
        if (!credentialsId.isEmpty()) {
            return new CommentTarget(build, pull, api, credentialsId, Whose.GIVEN);
        }
        if (configured != null && !configured.getCredentialsId().isEmpty()) {
            return new CommentTarget(build, pull, api, configured.getCredentialsId(), Whose.CONFIGURED);
        }
        String own = change.origin() == Change.Origin.SOURCE ? new BranchSource(build.getParent()).credentialsId() : "";
        return new CommentTarget(build, pull, api, own, own.isEmpty() ? Whose.NOBODY : Whose.SOURCE);
    }

    /**
     * Checks an address of a pull request.
     *
     * @param setting what names it, for an error
     * @throws BadSetting if it cannot be one
     */
    public static void check(String setting, String address) {
        PullRequest.parse(setting, address, KnownForges.get());
    }

    public PullRequest pull() {
        return pull;
    }

    /** The commit with which the pull request ended when the build began; empty if that is not known. */
    public String builtCommit() {
        return new BranchSource(build.getParent()).commit(build);
    }

    /** The page of a commit. */
    public String commitUrl(String commit) {
        String middle = switch (pull.kind()) {
            case GITHUB, GITEA -> "/commit/";
            case GITLAB -> "/-/commit/";
            case BITBUCKET_CLOUD, BITBUCKET_DATA_CENTER -> "/commits/";
        };
        return pull.web() + "/" + pull.project() + middle + commit;
    }

    /** Whether there are credentials to be used, good or not. */
    public boolean hasCredentials() {
        return whose != Whose.NOBODY;
    }

    /** Why nobody can comment there, in a sentence, when there are no credentials. */
    public String whyNot() {
        return Messages.CommentTarget_noCredentials(pull.label(), pull.server());
    }

    /**
     * Asks for the credentials, which may take a while.
     *
     * @throws BadSetting if they cannot be used
     */
    public Session open() {
        ForgeToken token = token();
        HttpClient client = ProxiedHttp.newClientBuilder()
                .connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER).build();
        Deadline deadline = Deadline.in(LONGEST);
        ForgeHttp http = new ForgeHttp(client, new Forge(pull.kind(), api, token), deadline, KNOWN, OUTAGES);
        return new Session(build, pull, http, deadline);
    }

    private ForgeToken token() {
        try {
            return switch (whose) {
                case CONFIGURED -> new BuildCredentials(build).configuredForge(pull.server(), credentialsId);
                case NOBODY -> throw new BadSetting(whyNot());
                case GIVEN -> new BuildCredentials(build).forge("credentialsId", credentialsId);
                case SOURCE -> new BuildCredentials(build).forge(Messages.CommentTarget_ofSource(), credentialsId);
            };
        } catch (BadSetting e) {
            // Nobody has named those of a branch source for this, and an SSH key is fine there.
            throw whose == Whose.SOURCE ? new BadSetting(e.getMessage() + " " + whyNot()) : e;
        } catch (RuntimeException e) {
            throw unusable(credentialsId, e);
        }
    }

    /** Credentials can ask others for what they are, such as those of an App, and say so in an exception if they get nothing. */
    static BadSetting unusable(String credentialsId, RuntimeException problem) {
        return new BadSetting(Messages.CommentTarget_unusable(credentialsId, ForgeProblem.shortened(String.valueOf(problem.getMessage()))));
    }

    /** Talks with the forge, up to a time. */
    public static final class Session {

        private final Run<?, ?> build;
        private final PullRequest pull;
        private final ForgeHttp http;
        private final CommentPublisher publisher;
        private final Deadline deadline;

        private Session(Run<?, ?> build, PullRequest pull, ForgeHttp http, Deadline deadline) {
            this.build = build;
            this.pull = pull;
            this.http = http;
            this.publisher = Publishers.of(http, pull);
            this.deadline = deadline;
        }

        /** The token or password, so that it can be masked. */
        public String secret() {
            return http.forge().token().secret();
        }

        /** @param parts texts, each with its marker in the first line */
        public Published publish(Marker marker, List<String> parts, CommentMode mode) throws IOException, InterruptedException {
            String one = String.join(" ", pull.url(), marker.job(), marker.stack(), marker.workspace());
            return LOCKS.alone(one, deadline.left(), () -> new OneComment(publisher, marker, mode).publish(parts));
        }

        /** Says it of the commit that was built, or of the last one that the pull request has. */
        public void status(CommitStatus status) throws IOException, InterruptedException {
            String built = new BranchSource(build.getParent()).commit(build);
            String commit = built.isEmpty() ? publisher.head() : built;
            if (!commit.isEmpty()) {
                publisher.status(commit, status);
            }
        }
    }
}
