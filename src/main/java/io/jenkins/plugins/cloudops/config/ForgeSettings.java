package io.jenkins.plugins.cloudops.config;

import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * A forge that whoever runs Jenkins knows: to its API the credentials of builds may be sent, and builds that bring none
 * use those that are named here.
 */
public class ForgeSettings extends AbstractDescribableImpl<ForgeSettings> {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String kind;
    private final String url;
    private String apiUrl;
    private String credentialsId;
    private boolean allowHttp;

    /**
     * @param kind see {@link ForgeKind#word()}
     * @param url its address for people
     */
    @DataBoundConstructor
    public ForgeSettings(String kind, String url) {
        this.kind = Util.fixNull(kind).trim();
        this.url = Util.fixNull(url).trim();
    }

    public String getKind() {
        return kind;
    }

    public String getUrl() {
        return url;
    }

    public String getApiUrl() {
        return Util.fixNull(apiUrl);
    }

    /** @param apiUrl empty for the usual one of its kind */
    @DataBoundSetter
    public void setApiUrl(String apiUrl) {
        this.apiUrl = Util.fixEmptyAndTrim(apiUrl);
    }

    public String getCredentialsId() {
        return Util.fixNull(credentialsId);
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    public boolean isAllowHttp() {
        return allowHttp;
    }

    @DataBoundSetter
    public void setAllowHttp(boolean allowHttp) {
        this.allowHttp = allowHttp;
    }

    /** Null for one that there is not. */
    public ForgeKind forgeKind() {
        return ForgeKind.of(kind);
    }

    /** The address for people, without a slash at its end, scheme and host in lower case; empty if it cannot be used. */
    public String web() {
        return address(url);
    }

    /** The address of the API, without a slash at its end; empty if it cannot be used. */
    public String api() {
        return apiUrl != null ? address(apiUrl) : web().isEmpty() || forgeKind() == null ? "" : forgeKind().api(web());
    }

    /** Whether the credentials may be sent to an address. */
    public static boolean isSafe(String address, boolean allowHttp) {
        return address.startsWith("https://") || allowHttp
                || LOOPBACK.contains(address.replaceFirst("^http://(\\[[^\\]]*]|[^/:]*).*", "$1"));
    }

    private static String address(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || uri.getRawUserInfo() != null || !scheme.equals("https") && !scheme.equals("http")) {
                return "";
            }
            boolean usual = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
            return (scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + uri.getPort())
                    + Util.fixNull(uri.getRawPath())).replaceFirst("/+$", "");
        } catch (URISyntaxException e) {
            return "";
        }
    }

    /** Asks a forge who we are. */
    public interface Connection {

        /**
         * @return what the forge said, for people
         * @throws IOException with a sentence on what is wrong
         */
        String test(ForgeSettings forge) throws IOException, InterruptedException;
    }

    /** Describes the settings. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ForgeSettings> {

        @Override
        public String getDisplayName() {
            return Messages.ForgeSettings_displayName();
        }

        @POST
        public ListBoxModel doFillKindItems() {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            ListBoxModel kinds = new ListBoxModel();
            for (ForgeKind kind : ForgeKind.values()) {
                kinds.add(kind.title(), kind.word());
            }
            return kinds;
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value, @QueryParameter boolean allowHttp) {
            return check("url", value, allowHttp, true);
        }

        @POST
        public FormValidation doCheckApiUrl(@QueryParameter String value, @QueryParameter boolean allowHttp) {
            return check("apiUrl", value, allowHttp, false);
        }

        private static FormValidation check(String setting, String value, boolean allowHttp, boolean needed) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String text = Util.fixEmptyAndTrim(value);
            if (text == null) {
                return needed ? FormValidation.error(Messages.ForgeSettings_noUrl()) : FormValidation.ok();
            }
            String address = address(text);
            if (address.isEmpty()) {
                return FormValidation.error(Messages.ForgeSettings_url(setting));
            }
            return isSafe(address, allowHttp) ? FormValidation.ok() : FormValidation.error(Messages.ForgeSettings_http(setting, address));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            StandardListBoxModel credentials = new StandardListBoxModel();
            if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                return credentials.includeCurrentValue(credentialsId);
            }
            credentials.includeEmptyValue();
            return credentials.includeAs(ACL.SYSTEM2, Jenkins.get(), StringCredentials.class)
                    .includeAs(ACL.SYSTEM2, Jenkins.get(), StandardUsernamePasswordCredentials.class)
                    .includeCurrentValue(credentialsId);
        }

        @POST
        public FormValidation doTestConnection(@QueryParameter String kind, @QueryParameter String url,
                @QueryParameter String apiUrl, @QueryParameter String credentialsId, @QueryParameter boolean allowHttp)
                throws InterruptedException {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            ForgeSettings forge = new ForgeSettings(kind, url);
            forge.setApiUrl(apiUrl);
            forge.setCredentialsId(credentialsId);
            forge.setAllowHttp(allowHttp);
            try {
                return FormValidation.ok(ExtensionList.lookupSingleton(Connection.class).test(forge));
            } catch (IOException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
