package io.jenkins.plugins.cloudops.task;

import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Util;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.forge.CommentMode;
import io.jenkins.plugins.cloudops.forge.CommentTarget;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Checks the form of a comment while it is filled in. For the descriptors of steps and builders. */
public interface CommentFormChecks {

    default ListBoxModel doFillCommentItems() {
        ListBoxModel choices = new ListBoxModel();
        for (CommentRequest.When when : CommentRequest.When.values()) {
            choices.add(when.word());
        }
        return choices;
    }

    default ListBoxModel doFillModeItems() {
        ListBoxModel choices = new ListBoxModel();
        for (CommentMode mode : CommentMode.choices()) {
            choices.add(mode.word());
        }
        return choices;
    }

    @POST
    default FormValidation doCheckPullRequest(@AncestorInPath Item item, @QueryParameter String value) {
        String text = Util.fixEmptyAndTrim(value);
        if (text == null || text.indexOf('$') >= 0 || !mayConfigure(item)) {
            // With a parameter in it, what it will be is known only in a build.
            return FormValidation.ok();
        }
        try {
            CommentTarget.check("pullRequest", text);
            return FormValidation.ok();
        } catch (BadSetting e) {
            return FormValidation.error(e.getMessage());
        }
    }

    @POST
    default FormValidation doCheckParts(@AncestorInPath Item item, @QueryParameter String value) {
        String text = Util.fixEmptyAndTrim(value);
        if (text == null || !mayConfigure(item)) {
            return FormValidation.ok();
        }
        try {
            CommentRequest.checkParts(Integer.parseInt(text));
            return FormValidation.ok();
        } catch (BadSetting e) {
            return FormValidation.error(e.getMessage());
        } catch (NumberFormatException e) {
            return FormValidation.error(Messages.CommentRequest_parts(text, CommentRequest.MOST_PARTS));
        }
    }

    @POST
    default ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        StandardListBoxModel credentials = new StandardListBoxModel();
        if (!mayConfigure(item)) {
            return credentials.includeCurrentValue(credentialsId);
        }
        credentials.includeEmptyValue();
        return (item == null
                ? credentials.includeAs(ACL.SYSTEM2, Jenkins.get(), StringCredentials.class)
                        .includeAs(ACL.SYSTEM2, Jenkins.get(), StandardUsernamePasswordCredentials.class)
                : credentials.includeAs(ACL.SYSTEM2, item, StringCredentials.class)
                        .includeAs(ACL.SYSTEM2, item, StandardUsernamePasswordCredentials.class)).includeCurrentValue(credentialsId);
    }

    private static boolean mayConfigure(Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }
}
