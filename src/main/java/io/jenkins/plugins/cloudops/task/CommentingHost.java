package io.jenkins.plugins.cloudops.task;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.forge.ForgePool;
import io.jenkins.plugins.cloudops.run.Approval;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.CommentStore;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.StoredApply;
import io.jenkins.plugins.cloudops.store.StoredComment;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Comments a plan, or what became of it, before whoever waits for the run is told its outcome. In a thread of {@link
 * ForgePool}, so that the run's own go on. Called again after a restart of the controller, since a comment that says the
 * same is not written twice.
 */
public final class CommentingHost implements RunHost {

    private static final Logger LOGGER = Logger.getLogger(CommentingHost.class.getName());

    private final String id;
    private final CommentRequest request;
    private final RunHost host;

    private CommentingHost(String id, CommentRequest request, RunHost host) {
        this.id = id;
        this.request = request;
        this.host = host;
    }

    /** @param id of the run */
    public static RunHost around(String id, CommentRequest request, RunHost host) {
        // A step that began with an earlier version of the plugin knows nothing of comments.
        return request == null || request.when() == CommentRequest.When.NEVER ? host : new CommentingHost(id, request, host);
    }

    /** Does not wait for the forge any longer. Harmless if nobody does. */
    public static void interrupt(String id) {
        ForgePool.get().interrupt(id);
    }

    /** What is done once the comment is. */
    private interface End {
        void tell(CloudOpsException problem);
    }

    /** @param stopped what is done instead if somebody does not want to wait for the forge any longer */
    private void commentThen(End end, Runnable stopped) {
        try {
            ForgePool.get().submit(id, () -> {
                CloudOpsException problem = null;
                boolean interrupted = false;
                try {
                    problem = problem(comment());
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (Throwable e) {
                    // Errors too: nobody else would hear of them, and the step would wait for ever.
                    LOGGER.log(Level.WARNING, "Cannot comment run " + id, e);
                    problem = problem(CommentResult.failed(Messages.PlanCommenter_unexpected(e.getClass().getSimpleName())));
                }
                if (interrupted) {
                    stopped.run();
                } else {
                    end.tell(problem);
                }
            });
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "Cannot comment run " + id, e);
            end.tell(null);
        }
    }

    /** Null unless it has failed and matters. */
    private CloudOpsException problem(CommentResult result) {
        return result.hasFailed() && request.required()
                ? new CloudOpsException(FailureKind.NETWORK, Messages.CommentingHost_required(result.reason())) : null;
    }

    private CommentResult comment() throws IOException, InterruptedException {
        Run<?, ?> build = host.build();
        StoredApply apply = ApplyStore.of(build).get(id);
        String planId = apply == null ? id : apply.plan().id();
        Run<?, ?> source = apply == null || apply.plan().build().isEmpty() ? build : Run.fromExternalizableId(apply.plan().build());
        StoredPlan plan = source == null ? null : PlanStore.of(source).get(planId);
        if (plan == null) {
            return CommentResult.NONE;
        }
        if (apply == null) {
            return new PlanCommenter(build, build, host.listener().getLogger()).comment(request, host.environment(), id, List.of(plan), List.of());
        }
        PlanCommenter commenter = new PlanCommenter(source, build, host.listener().getLogger());
        CommentResult result = CommentResult.NONE;
        List<StoredComment> comments = CommentStore.of(source).of(planId);
        for (StoredComment comment : comments) {
            CommentResult one = commenter.commentAgain(comment, applies(source, build));
            result = result.hasFailed() ? result : one;
        }
        return comments.isEmpty()
                ? commenter.comment(request, host.environment(), id, List.of(plan), applies(source, build)) : result;
    }

    /** A comment can show plans that were applied in the build that made them, and in this one. */
    private static List<StoredApply> applies(Run<?, ?> source, Run<?, ?> build) {
        List<StoredApply> here = ApplyStore.of(build).list();
        if (source == build) {
            return here;
        }
        List<StoredApply> all = new ArrayList<>(here);
        all.addAll(ApplyStore.of(source).list());
        return all;
    }

    @Override
    public void succeeded(Object result) {
        commentThen(problem -> {
            if (problem == null) {
                host.succeeded(result);
            } else {
                host.failed(problem);
            }
        }, host::stopped);
    }

    @Override
    public void failed(CloudOpsException problem) {
        // Whatever becomes of the comment, this is what failed.
        commentThen(ignored -> host.failed(problem), () -> host.failed(problem));
    }

    @Override
    public void stopped() {
        boolean applied;
        try {
            applied = ApplyStore.of(host.build()).get(id) != null;
        } catch (IOException | InterruptedException e) {
            applied = false;
        }
        if (applied) {
            commentThen(ignored -> host.stopped(), host::stopped);
        } else {
            host.stopped();
        }
    }

    @Override
    public boolean isWaiting() {
        return host.isWaiting();
    }

    @Override
    public Run<?, ?> build() throws IOException, InterruptedException {
        return host.build();
    }

    @Override
    public Launcher launcher() throws IOException, InterruptedException {
        return host.launcher();
    }

    @Override
    public FilePath current() throws IOException, InterruptedException {
        return host.current();
    }

    @Override
    public EnvVars environment() throws IOException, InterruptedException {
        return host.environment();
    }

    @Override
    public Set<String> sensitiveVariables() throws IOException, InterruptedException {
        return host.sensitiveVariables();
    }

    @Override
    public String span() throws IOException, InterruptedException {
        return host.span();
    }

    @Override
    public TaskListener listener() throws IOException, InterruptedException {
        return host.listener();
    }

    @Override
    public List<Approval> approvals(long since) throws IOException, InterruptedException {
        return host.approvals(since);
    }

    @Override
    public void unstable(String sentence) throws IOException, InterruptedException {
        host.unstable(sentence);
    }
}
