package io.jenkins.plugins.cloudops.sync;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.cloudops.engine.secrets.SecretSource;
import io.jenkins.plugins.cloudops.sync.SyncOrder.SourceAccess;
import java.util.List;
import java.util.function.UnaryOperator;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

/** The source {@code jenkinsCredentials}: those that the job may use. */
public class JenkinsCredentialsSource extends SecretSourceSettings {

    private final List<String> ids;

    @DataBoundConstructor
    public JenkinsCredentialsSource(List<String> ids) {
        this.ids = FormTexts.list(ids);
    }

    @Override
    public SecretSource toSource(UnaryOperator<String> expand) {
        return SecretSource.credentials(FormTexts.expand(ids, expand));
    }

    @Override
    public SourceAccess toAccess(UnaryOperator<String> expand) {
        return SourceAccess.none();
    }

    public List<String> getIds() {
        return ids;
    }

    public String getIdsText() {
        return String.join("\n", ids);
    }

    /** Offers the source. */
    @Extension
    @Symbol("jenkinsCredentials")
    public static final class DescriptorImpl extends Descriptor<SecretSourceSettings> {

        @Override
        public String getDisplayName() {
            return Messages.JenkinsCredentialsSource_displayName();
        }

        @Override
        public SecretSourceSettings newInstance(StaplerRequest2 request, JSONObject form) {
            return new JenkinsCredentialsSource(FormTexts.lines(FormTexts.take(form, "ids")));
        }
    }
}
