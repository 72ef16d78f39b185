package io.jenkins.plugins.cloudops.sync;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cloudops.credentials.AwsRoleSettings;
import io.jenkins.plugins.cloudops.engine.secrets.SecretSource;
import io.jenkins.plugins.cloudops.engine.terraform.AwsRole;
import io.jenkins.plugins.cloudops.engine.terraform.MapText;
import io.jenkins.plugins.cloudops.sync.SyncOrder.SourceAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The source {@code awsSecretsManager}. What was not given is null, and its getter gives an empty text. */
public class AwsSecretsManagerSource extends SecretSourceSettings {

    private String prefix;
    private Map<String, String> tags;
    private List<String> names;
    private String stage;
    private String version;
    private String region;
    private String credentialsId;
    private AwsRoleSettings awsRole;
    private String endpoint;

    @DataBoundConstructor
    public AwsSecretsManagerSource() {
        // All settings are optional.
    }

    @Override
    public SecretSource toSource(UnaryOperator<String> expand) {
        Map<String, String> expanded = new LinkedHashMap<>();
        getTags().forEach((name, value) -> expanded.put(name, expand.apply(String.valueOf((Object) value))));
        String place = expand.apply(getRegion());
        String own = place.isEmpty() && awsRole != null ? expand.apply(awsRole.getRegion()) : place;
        return SecretSource.aws(expand.apply(getPrefix()), expanded, FormTexts.expand(getNames(), expand), expand.apply(getStage()),
                expand.apply(getVersion()), own, expand.apply(getEndpoint()));
    }

    @Override
    public SourceAccess toAccess(UnaryOperator<String> expand) {
        return SourceAccess.aws(expand.apply(getCredentialsId()), awsRole == null ? AwsRole.NONE : awsRole.toRole(expand));
    }

    public String getPrefix() {
        return Util.fixNull(prefix);
    }

    @DataBoundSetter
    public void setPrefix(String prefix) {
        this.prefix = Util.fixEmptyAndTrim(prefix);
    }

    public Map<String, String> getTags() {
        return tags == null ? Map.of() : tags;
    }

    @DataBoundSetter
    public void setTags(Map<String, String> tags) {
        this.tags = tags == null || tags.isEmpty() ? null : FormTexts.texts(tags);
    }

    public String getTagsText() {
        return MapText.render(getTags());
    }

    public List<String> getNames() {
        return names == null ? List.of() : names;
    }

    @DataBoundSetter
    public void setNames(List<String> names) {
        this.names = names == null || names.isEmpty() ? null : FormTexts.list(names);
    }

    public String getNamesText() {
        return String.join("\n", getNames());
    }

    public String getStage() {
        return Util.fixNull(stage);
    }

    @DataBoundSetter
    public void setStage(String stage) {
        this.stage = Util.fixEmptyAndTrim(stage);
    }

    public String getVersion() {
        return Util.fixNull(version);
    }

    @DataBoundSetter
    public void setVersion(String version) {
        this.version = Util.fixEmptyAndTrim(version);
    }

    public String getRegion() {
        return Util.fixNull(region);
    }

    @DataBoundSetter
    public void setRegion(String region) {
        this.region = Util.fixEmptyAndTrim(region);
    }

    public String getCredentialsId() {
        return Util.fixNull(credentialsId);
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    public AwsRoleSettings getAwsRole() {
        return awsRole;
    }

    @DataBoundSetter
    public void setAwsRole(AwsRoleSettings awsRole) {
        this.awsRole = awsRole;
    }

    public String getEndpoint() {
        return Util.fixNull(endpoint);
    }

    @DataBoundSetter
    public void setEndpoint(String endpoint) {
        this.endpoint = Util.fixEmptyAndTrim(endpoint);
    }

    /** Offers the source. */
    @Extension
    @Symbol("awsSecretsManager")
    public static final class DescriptorImpl extends Descriptor<SecretSourceSettings> {

        @Override
        public String getDisplayName() {
            return Messages.AwsSecretsManagerSource_displayName();
        }

        @Override
        public SecretSourceSettings newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            List<String> names = FormTexts.lines(FormTexts.take(form, "names"));
            Map<String, String> tags = MapText.parseTexts("tags", FormTexts.take(form, "tags"));
            AwsSecretsManagerSource source = (AwsSecretsManagerSource) super.newInstance(request, form);
            source.setNames(names);
            source.setTags(tags);
            return source;
        }

        @POST
        public FormValidation doCheckRegion(@AncestorInPath Item item, @QueryParameter String value) {
            return FormTexts.check(item, value, text -> SecretSource.aws("", Map.of(), List.of(), "", "", text, ""));
        }

        @POST
        public FormValidation doCheckPrefix(@AncestorInPath Item item, @QueryParameter String value) {
            return FormTexts.check(item, value, text -> SecretSource.aws(text, Map.of(), List.of(), "", "", "", ""));
        }

        @POST
        public FormValidation doCheckEndpoint(@AncestorInPath Item item, @QueryParameter String value) {
            return FormTexts.check(item, value, text -> SecretSource.aws("", Map.of(), List.of(), "", "", "", text));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return FormTexts.credentials(item, credentialsId, StandardCredentials.class);
        }
    }
}
