package io.jenkins.plugins.cloudops.task;

import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.ForgeKind;
import io.jenkins.plugins.cloudops.engine.comment.Applied;
import io.jenkins.plugins.cloudops.engine.comment.BuildFacts;
import io.jenkins.plugins.cloudops.engine.comment.CommentRenderer;
import io.jenkins.plugins.cloudops.engine.comment.CommentTexts;
import io.jenkins.plugins.cloudops.engine.comment.Dialect;
import io.jenkins.plugins.cloudops.engine.comment.Headline;
import io.jenkins.plugins.cloudops.engine.comment.Marker;
import io.jenkins.plugins.cloudops.engine.comment.PlanComment;
import io.jenkins.plugins.cloudops.engine.comment.StackPart;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.trace.OpenSpan;
import io.jenkins.plugins.cloudops.forge.CommentMode;
import io.jenkins.plugins.cloudops.forge.CommentTarget;
import io.jenkins.plugins.cloudops.forge.CommitStatus;
import io.jenkins.plugins.cloudops.forge.Published;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.CommentStore;
import io.jenkins.plugins.cloudops.store.DiagnosticStore;
import io.jenkins.plugins.cloudops.store.GateStore;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.SavedPlans;
import io.jenkins.plugins.cloudops.store.StoredApply;
import io.jenkins.plugins.cloudops.store.StoredComment;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Comments plans of a build on a pull request: finds out where, writes the text, publishes it, sets the status of the
 * commit, and says in the log what came of it. Takes as long as the forge does, so it has a thread of {@link
 * io.jenkins.plugins.cloudops.forge.ForgePool}.
 */
final class PlanCommenter {

    private static final Logger LOGGER = Logger.getLogger(PlanCommenter.class.getName());
    private static final String STATUS = "cloudops/plan";

    private final Run<?, ?> build;
    private final Run<?, ?> applier;
    private final PrintStream log;

    /**
     * @param build that made the plans
     * @param applier the build that says what became of them; the same one if none does
     */
    PlanCommenter(Run<?, ?> build, Run<?, ?> applier, PrintStream log) {
        this.build = build;
        this.applier = applier;
        this.log = log;
    }

    /**
     * Comments plans.
     *
     * @param environment the variables of the build
     * @param id under which the comment is kept with the build
     * @param plans at least one
     * @param applies what became of them, as far as they were applied
     */
    CommentResult comment(CommentRequest request, Map<String, String> environment, String id, List<StoredPlan> plans,
            List<StoredApply> applies) throws InterruptedException {
        SensitiveValues secrets = new SensitiveValues();
        try {
            CommentTarget target = CommentTarget.find(build, environment, request.pullRequest(), request.credentialsId());
            if (target == null) {
                boolean asked = request.when() == CommentRequest.When.ALWAYS;
                return asked ? said(CommentResult.failed(Messages.PlanCommenter_noPullRequest())) : CommentResult.NONE;
            }
            if (!target.hasCredentials()) {
                return said(CommentResult.failed(target.whyNot()));
            }
            boolean one = plans.size() == 1;
            StoredComment comment = new StoredComment(id, plans.stream().map(StoredPlan::id).toList(), target.pull().url(),
                    request.pullRequest(), request.credentialsId(), one ? plans.get(0).stack() : "",
                    one ? plans.get(0).workspace() : "", request.parts(), request.mode().word(), "");
            return publish(target, comment, request.mode(), plans, applies, secrets);
        } catch (BadSetting | IOException e) {
            return said(CommentResult.failed(secrets.redact(String.valueOf(e.getMessage()))));
        } catch (RuntimeException e) {
            // A comment must never break what it is about.
            LOGGER.log(Level.WARNING, "Cannot comment plans of " + build, e);
            return said(CommentResult.failed(secrets.redact(Messages.PlanCommenter_unexpected(e.getClass().getSimpleName()))));
        }
    }

    /** Says in a comment what became of its plans. */
    CommentResult commentAgain(StoredComment comment, List<StoredApply> applies) throws InterruptedException {
        SensitiveValues secrets = new SensitiveValues();
        try {
            // What the build knew then is not there any more, and was good enough to be kept.
            Map<String, String> environment = Map.of("CHANGE_URL", comment.pullRequest());
            CommentTarget target = CommentTarget.find(build, environment, comment.given(), comment.credentialsId());
            if (target == null || !target.hasCredentials()) {
                return said(CommentResult.failed(target == null ? Messages.PlanCommenter_noPullRequest() : target.whyNot()));
            }
            List<StoredPlan> plans = new ArrayList<>();
            for (String plan : comment.plans()) {
                StoredPlan stored = PlanStore.of(build).get(plan);
                if (stored != null) {
                    plans.add(stored);
                }
            }
            CommentMode mode = comment.mode().equals(CommentMode.UPDATE.word()) ? CommentMode.UPDATE : CommentMode.OWN;
            return publish(target, comment, mode, plans, applies, secrets);
        } catch (BadSetting | IOException e) {
            return said(CommentResult.failed(secrets.redact(String.valueOf(e.getMessage()))));
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "Cannot comment what became of plans of " + build, e);
            return said(CommentResult.failed(secrets.redact(Messages.PlanCommenter_unexpected(e.getClass().getSimpleName()))));
        }
    }

    private CommentResult publish(CommentTarget target, StoredComment comment, CommentMode mode, List<StoredPlan> plans,
            List<StoredApply> applies, SensitiveValues secrets) throws IOException, InterruptedException {
        BuildTrace trace = BuildTrace.of(applier);
        OpenSpan span = trace.open("plan comment");
        String outcome = "failed";
        try {
            CommentResult result = publishing(target, comment, mode, plans, applies, secrets);
            outcome = result.outcome();
            return result;
        } finally {
            trace.record(span.ended(System.currentTimeMillis())
                    .attribute("vcs.provider.name", target.pull().kind().word().toLowerCase(Locale.ROOT))
                    .attribute("vcs.change.id", target.pull().number())
                    .attribute("cloudops.comment.outcome", outcome));
        }
    }

    private CommentResult publishing(CommentTarget target, StoredComment comment, CommentMode mode, List<StoredPlan> plans,
            List<StoredApply> applies, SensitiveValues secrets) throws IOException, InterruptedException {
        CommentTarget.Session session = target.open();
        secrets.addBound(session.secret());
        PlanComment content = content(target, plans, applies);
        Marker marker = new Marker(jobUrl(), comment.stack(), comment.workspace(), build.getNumber(), build.getTimeInMillis(), 1);
        List<String> parts = new CommentRenderer(dialect(target.pull().kind()), texts()).render(content, marker, comment.parts())
                .stream().map(part -> part.replace(session.secret(), Redactor.MASK)).toList();
        Published published = session.publish(marker, parts, mode);
        CommentStore.of(build).save(new StoredComment(comment.id(), comment.plans(), comment.pullRequest(), comment.given(),
                comment.credentialsId(), comment.stack(), comment.workspace(), comment.parts(), comment.mode(), published.url()));
        log.println(sentence(published, target));
        if (published.outcome() != Published.Outcome.OUTDATED && applies.isEmpty()) {
            status(target, session, secrets);
        }
        return CommentResult.of(published, target.pull().url());
    }

    private static String sentence(Published published, CommentTarget target) {
        String where = published.url().isEmpty() ? target.pull().url() : published.url();
        return switch (published.outcome()) {
            case CREATED -> Messages.PlanCommenter_created(target.pull().label(), where);
            case UPDATED -> Messages.PlanCommenter_updated(target.pull().label(), where);
            case UNCHANGED -> Messages.PlanCommenter_unchanged(target.pull().label(), where);
            case OUTDATED -> Messages.PlanCommenter_outdated(target.pull().label(), where);
        };
    }

    /** Of all plans of the build together, since a commit has one. */
    private void status(CommentTarget target, CommentTarget.Session session, SensitiveValues secrets) throws InterruptedException {
        try {
            List<StoredPlan> all = PlanStore.of(build).list();
            session.status(new CommitStatus(STATUS, all.stream().allMatch(StoredPlan::succeeded),
                    Headline.of(content(target, all, List.of())), buildUrl().isEmpty() ? target.pull().url() : buildUrl()));
        } catch (IOException e) {
            log.println(Messages.PlanCommenter_noStatus(secrets.redact(String.valueOf(e.getMessage()))));
        }
    }

    private PlanComment content(CommentTarget target, List<StoredPlan> plans, List<StoredApply> applies) throws IOException {
        List<StackPart> stacks = new ArrayList<>();
        for (StoredPlan plan : plans) {
            StackPart part = PlanComments.of(plan, DiagnosticStore.of(build).get(plan.id()), buildUrl().isEmpty() ? "" : buildUrl() + "cloudops-plans/")
                    .with(PlanComments.of(GateStore.of(build).get(plan.id())));
            for (StoredApply apply : applies) {
                part = apply.plan().id().equals(plan.id()) ? part.with(applied(apply)) : part;
            }
            stacks.add(part);
        }
        return new PlanComment(stacks, facts(target, plans, applies), CloudOpsConfiguration.get().isValuesInComments());
    }

    /** By the build that applied it: the one that planned it, or the one that says so. */
    private Applied applied(StoredApply apply) throws IOException {
        boolean here = ApplyStore.of(build).get(apply.id()) != null;
        Run<?, ?> by = here ? build : applier;
        return PlanComments.of(apply, DiagnosticStore.of(by).get(apply.id()), by.getFullDisplayName(), url(by));
    }

    private BuildFacts facts(CommentTarget target, List<StoredPlan> plans, List<StoredApply> applies) {
        BuildTrace trace = BuildTrace.of(build);
        String head = target.builtCommit();
        String commit = head.isEmpty() ? plans.stream().map(plan -> SavedPlans.of(build).get(plan.id()).origin().sources().commit())
                .filter(planned -> !planned.isEmpty()).findFirst().orElse("") : head;
        // What a merge before the build made is not among the commits of the forge.
        return new BuildFacts(build.getFullDisplayName(), buildUrl(), commit, head.isEmpty() ? "" : target.commitUrl(head),
                trace.traceId(), trace.link(build), howToApply(plans, applies));
    }

    private String howToApply(List<StoredPlan> plans, List<StoredApply> applies) {
        List<StoredPlan> open = plans.stream().filter(plan -> plan.changes() && SavedPlans.of(build).get(plan.id()).isThere()).toList();
        String name = open.size() == 1 ? open.get(0).name() : "NAME";
        return !applies.isEmpty() || open.isEmpty() ? "" : "terraformApply(plan: " + quoted(name) + ", from: " + quoted(build.getExternalizableId()) + ")";
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private CommentTexts texts() {
        CommentTexts texts = CloudOpsConfiguration.get().commentTexts(build.getParent().getFullName());
        texts.problems().forEach(log::println);
        return texts;
    }

    private String buildUrl() {
        return url(build);
    }

    private static String url(Run<?, ?> build) {
        String root = Util.fixNull(Jenkins.get().getRootUrl());
        return root.isEmpty() ? "" : root + build.getUrl();
    }

    private String jobUrl() {
        return Util.fixNull(Jenkins.get().getRootUrl()) + build.getParent().getFullName();
    }

    private static Dialect dialect(ForgeKind kind) {
        return switch (kind) {
            case GITHUB -> Dialect.GITHUB;
            case GITLAB -> Dialect.GITLAB;
            case BITBUCKET_CLOUD -> Dialect.BITBUCKET_CLOUD;
            case BITBUCKET_DATA_CENTER -> Dialect.BITBUCKET_DATA_CENTER;
            case GITEA -> Dialect.GITEA;
        };
    }

    private CommentResult said(CommentResult result) {
        log.println(Messages.PlanCommenter_not(result.reason()));
        return result;
    }
}
