package io.jenkins.plugins.cloudops.config;

import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.trace.otlp.Collector;
import io.jenkins.plugins.cloudops.engine.trace.otlp.OtlpCollector;
import io.jenkins.plugins.cloudops.engine.trace.otlp.OtlpTarget;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Which builds have a trace, where it is sent, and where it is looked at. Nothing has to be set. */
public final class TracingConfiguration extends AbstractDescribableImpl<TracingConfiguration> {

    /** Megabytes that wait for a collector. */
    public static final int DEFAULT_SPOOL = 256;
    /** Days for which they wait. */
    public static final int DEFAULT_DAYS = 7;
    static final int MOST_SPOOL = 100_000;
    static final int MOST_DAYS = 3_650;

    // A file may leave it out: null is the default, true.
    private Boolean everyBuild;
    private String endpoint = "";
    private String headersCredentialsId = "";
    private String serviceName = "";
    private String backend = "";
    private String backendUrl = "";
    private Integer spoolMegabytes;
    private Integer spoolDays;

    @DataBoundConstructor
    public TracingConfiguration() {
        // Nothing has to be set.
    }

    public boolean isEveryBuild() {
        return !Boolean.FALSE.equals(everyBuild);
    }

    /** @param everyBuild false: only builds that use a step of ours */
    @DataBoundSetter
    public void setEveryBuild(boolean everyBuild) {
        this.everyBuild = everyBuild;
    }

    public String getEndpoint() {
        return endpoint;
    }

    /** @param endpoint of OTLP over HTTP, without {@code /v1/traces}; empty for what the environment of Jenkins says, or none */
    @DataBoundSetter
    public void setEndpoint(String endpoint) {
        this.endpoint = Util.fixNull(endpoint).trim();
    }

    public String getHeadersCredentialsId() {
        return headersCredentialsId;
    }

    /** @param headersCredentialsId a secret text, {@code Authorization=Bearer abc,x-tenant=ops} */
    @DataBoundSetter
    public void setHeadersCredentialsId(String headersCredentialsId) {
        this.headersCredentialsId = Util.fixNull(headersCredentialsId).trim();
    }

    public String getServiceName() {
        return serviceName;
    }

    /** @param serviceName what this Jenkins is called in traces; empty for the default */
    @DataBoundSetter
    public void setServiceName(String serviceName) {
        this.serviceName = Util.fixNull(serviceName).trim();
    }

    public String getBackend() {
        return backend;
    }

    /** @param backend one of {@link TraceLink}, in lower case; empty for none */
    @DataBoundSetter
    public void setBackend(String backend) {
        this.backend = Util.fixNull(backend).trim();
    }

    public String getBackendUrl() {
        return backendUrl;
    }

    /** @param backendUrl where the backend is; of a custom one the whole link, with {@code {traceId}} in it */
    @DataBoundSetter
    public void setBackendUrl(String backendUrl) {
        this.backendUrl = Util.fixNull(backendUrl).trim();
    }

    /** As it was set; null if it was not. */
    public Integer getSpoolMegabytes() {
        return spoolMegabytes;
    }

    /** @param spoolMegabytes how much may wait for a collector; null for the default */
    @DataBoundSetter
    public void setSpoolMegabytes(Integer spoolMegabytes) {
        this.spoolMegabytes = spoolMegabytes;
    }

    /** As it was set; null if it was not. */
    public Integer getSpoolDays() {
        return spoolDays;
    }

    /** @param spoolDays how long it may wait; null for the default */
    @DataBoundSetter
    public void setSpoolDays(Integer spoolDays) {
        this.spoolDays = spoolDays;
    }

    /** Megabytes; the default if the setting is out of range. */
    public int spoolMegabytes() {
        return spoolMegabytes != null && spoolMegabytes >= 1 && spoolMegabytes <= MOST_SPOOL ? spoolMegabytes : DEFAULT_SPOOL;
    }

    /** Days; the default if the setting is out of range. */
    public int spoolDays() {
        return spoolDays != null && spoolDays >= 1 && spoolDays <= MOST_DAYS ? spoolDays : DEFAULT_DAYS;
    }

    /**
     * Where a trace can be looked at; empty if no backend is configured, or with an address that is no web address.
     *
     * @param spanId to look at, if the backend can show one
     * @param start of the build, in milliseconds since 1970
     * @param end of the build so far
     */
    public String link(String traceId, String spanId, long start, long end) {
        return TraceLink.of(backend).url(backendUrl, traceId, spanId, start, end);
    }

    /** Describes the settings. */
    @Extension
    @Symbol("tracing")
    public static final class DescriptorImpl extends Descriptor<TracingConfiguration> {

        @Override
        public String getDisplayName() {
            return Messages.TracingConfiguration_displayName();
        }

        @POST
        public ListBoxModel doFillBackendItems() {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            ListBoxModel choices = new ListBoxModel();
            for (TraceLink link : TraceLink.values()) {
                choices.add(link.label(), link.word());
            }
            return choices;
        }

        @POST
        public ListBoxModel doFillHeadersCredentialsIdItems(@QueryParameter String headersCredentialsId) {
            StandardListBoxModel credentials = new StandardListBoxModel();
            if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                return credentials.includeCurrentValue(headersCredentialsId);
            }
            return credentials.includeEmptyValue().includeAs(ACL.SYSTEM2, Jenkins.get(), StringCredentials.class)
                    .includeCurrentValue(headersCredentialsId);
        }

        @POST
        public FormValidation doCheckEndpoint(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String text = Util.fixNull(value).trim();
            return text.isEmpty() || OtlpTarget.isUsable(text) ? FormValidation.ok()
                    : FormValidation.error(Messages.TracingTarget_endpoint(text));
        }

        @POST
        public FormValidation doCheckBackendUrl(@QueryParameter String value, @QueryParameter String backend) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String text = Util.fixNull(value).trim();
            TraceLink link = TraceLink.of(Util.fixNull(backend));
            if (link == TraceLink.NONE && text.isEmpty()) {
                return FormValidation.ok();
            }
            if (!TraceLink.isWeb(text)) {
                return FormValidation.error(Messages.TracingConfiguration_backendUrl(text));
            }
            return link == TraceLink.CUSTOM && !text.contains("{traceId}")
                    ? FormValidation.warning(Messages.TracingConfiguration_noTraceId()) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckSpoolMegabytes(@QueryParameter String value) {
            return checkNumber("spoolMegabytes", value, MOST_SPOOL);
        }

        @POST
        public FormValidation doCheckSpoolDays(@QueryParameter String value) {
            return checkNumber("spoolDays", value, MOST_DAYS);
        }

        private static FormValidation checkNumber(String setting, String value, int most) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String text = Util.fixNull(value).trim();
            boolean good = text.isEmpty() || text.matches("[1-9]\\d{0,8}") && Integer.parseInt(text) <= most;
            return good ? FormValidation.ok()
                    : FormValidation.error(Messages.TracingConfiguration_number(setting, text, String.valueOf(most)));
        }

        /** Sends a request without any span. */
        @POST
        public FormValidation doTestConnection(@QueryParameter String endpoint, @QueryParameter String headersCredentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            TracingConfiguration entered = new TracingConfiguration();
            entered.setEndpoint(endpoint);
            entered.setHeadersCredentialsId(headersCredentialsId);
            try {
                OtlpTarget target = new TracingTarget(entered, System.getenv()).resolve();
                if (!target.sendsTraces()) {
                    return FormValidation.ok(Messages.TracingConfiguration_nowhere());
                }
                Collector.Delivery delivery = new OtlpCollector(target, TracingTarget.transport()).send(List.of());
                return delivery.outcome() == Collector.Outcome.DELIVERED
                        ? FormValidation.ok(Messages.TracingConfiguration_reached(target.traces()))
                        : FormValidation.error(Messages.TracingConfiguration_notReached(target.traces(), delivery.problem()));
            } catch (BadSetting e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
