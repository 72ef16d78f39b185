package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.util.function.UnaryOperator;

/** The settings of a comment on a pull request, as steps and freestyle builders have them; all optional. */
public interface CommentSettings {

    /** When there is one: {@code auto}, {@code always} or {@code never}. */
    String getComment();

    String getPullRequest();

    String getCredentialsId();

    boolean isRequired();

    String getMode();

    int getParts();

    /**
     * Checks the settings.
     *
     * @param expand applied to each text, to fill in parameters of the build
     * @throws CloudOpsException naming the first that cannot be used
     */
    default CommentRequest toCommentRequest(UnaryOperator<String> expand) throws CloudOpsException {
        try {
            return new CommentRequest(CommentRequest.When.of(getComment()), expand.apply(getPullRequest()),
                    expand.apply(getCredentialsId()), isRequired(), getMode(), getParts());
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
    }
}
