package io.jenkins.plugins.cloudops.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.cloudops.engine.comment.CommentTexts;
import io.jenkins.plugins.cloudops.engine.comment.CommentTexts.Text;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Texts of comments on pull requests for the jobs in a folder, as templates; a text that is empty is the usual one. The
 * folder is a {@link FolderPattern}; without, it is for all jobs. Longer than most classes, since each text has a field.
 *
 * <p>A template that is broken is said so in the form and in the log of a build, and is not used.
 */
public final class CommentTemplates extends AbstractDescribableImpl<CommentTemplates> {

    private String folder;
    private String headline;
    private String introduction;
    private String quiet;
    private String failed;
    private String applied;
    private String footer;

    @DataBoundConstructor
    public CommentTemplates() {
        // Whatever is not said stays as it is.
    }

    public String getFolder() {
        return Util.fixNull(folder);
    }

    /** Also what cannot be a folder, since what binds a form passes over an entry whose setter fails. */
    @DataBoundSetter
    public void setFolder(String folder) {
        this.folder = Util.fixEmptyAndTrim(folder);
    }

    public String getHeadline() {
        return Util.fixNull(headline);
    }

    @DataBoundSetter
    public void setHeadline(String headline) {
        this.headline = kept(headline);
    }

    public String getIntroduction() {
        return Util.fixNull(introduction);
    }

    @DataBoundSetter
    public void setIntroduction(String introduction) {
        this.introduction = kept(introduction);
    }

    public String getQuiet() {
        return Util.fixNull(quiet);
    }

    @DataBoundSetter
    public void setQuiet(String quiet) {
        this.quiet = kept(quiet);
    }

    public String getFailed() {
        return Util.fixNull(failed);
    }

    @DataBoundSetter
    public void setFailed(String failed) {
        this.failed = kept(failed);
    }

    public String getApplied() {
        return Util.fixNull(applied);
    }

    @DataBoundSetter
    public void setApplied(String applied) {
        this.applied = kept(applied);
    }

    public String getFooter() {
        return Util.fixNull(footer);
    }

    @DataBoundSetter
    public void setFooter(String footer) {
        this.footer = kept(footer);
    }

    private static String kept(String template) {
        return Util.fixNull(template).isBlank() ? null : template;
    }

    private static String checkedFolder(String text) {
        String pattern = Util.fixEmptyAndTrim(text);
        if (pattern != null) {
            FolderPattern.of(pattern);
        }
        return pattern;
    }

    /**
     * The texts for a job: of those that are for it, the first in the list that has the text.
     *
     * @param job its full name
     */
    static CommentTexts texts(List<CommentTemplates> all, String job) {
        Map<Text, String> texts = new EnumMap<>(Text.class);
        for (CommentTemplates each : all) {
            if (each.isFor(job)) {
                each.addTo(texts);
            }
        }
        return texts.isEmpty() ? CommentTexts.DEFAULT : CommentTexts.of(texts);
    }

    /** No job, if the folder cannot be one: the form has said so, and a comment is written all the same. */
    private boolean isFor(String job) {
        try {
            return folder == null || FolderPattern.of(folder).matches(job);
        } catch (BadSetting e) {
            return false;
        }
    }

    private void addTo(Map<Text, String> into) {
        put(into, Text.HEADLINE, headline);
        put(into, Text.INTRODUCTION, introduction);
        put(into, Text.QUIET, quiet);
        put(into, Text.FAILED, failed);
        put(into, Text.APPLIED, applied);
        put(into, Text.FOOTER, footer);
    }

    private static void put(Map<Text, String> into, Text text, String template) {
        if (template != null) {
            into.putIfAbsent(text, template);
        }
    }

    /** Checks each template while it is written. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<CommentTemplates> {

        @Override
        public String getDisplayName() {
            return Messages.CommentTemplates_displayName();
        }

        @POST
        public FormValidation doCheckFolder(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                checkedFolder(value);
                return FormValidation.ok();
            } catch (BadSetting e) {
                return FormValidation.error(e.getMessage());
            }
        }

        @POST
        public FormValidation doCheckHeadline(@QueryParameter String value) {
            return check(Text.HEADLINE, value);
        }

        @POST
        public FormValidation doCheckIntroduction(@QueryParameter String value) {
            return check(Text.INTRODUCTION, value);
        }

        @POST
        public FormValidation doCheckQuiet(@QueryParameter String value) {
            return check(Text.QUIET, value);
        }

        @POST
        public FormValidation doCheckFailed(@QueryParameter String value) {
            return check(Text.FAILED, value);
        }

        @POST
        public FormValidation doCheckApplied(@QueryParameter String value) {
            return check(Text.APPLIED, value);
        }

        @POST
        public FormValidation doCheckFooter(@QueryParameter String value) {
            return check(Text.FOOTER, value);
        }

        private static FormValidation check(Text text, String template) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            List<String> problems = CommentTexts.of(Map.of(text, Util.fixNull(template))).problems();
            return problems.isEmpty() ? FormValidation.ok() : FormValidation.error(problems.get(0));
        }
    }
}
