package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.engine.redact.Printable;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.MapText;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.Plain;
import io.jenkins.plugins.cloudops.trace.BlockSpan;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The pipeline step {@code traceSpan}: its block is a span of the build's trace, with a name and attributes of its own. */
public class TraceSpanStep extends Step {

    private final String name;
    private Map<String, Object> attributes = new LinkedHashMap<>();

    /** @param name of the span, which leaves Jenkins: nothing secret */
    @DataBoundConstructor
    public TraceSpanStep(String name) {
        this.name = Printable.line(Util.fixNull(name).trim());
    }

    public String getName() {
        return name;
    }

    public Map<String, ?> getAttributes() {
        return attributes;
    }

    /** For a form: an attribute a line. */
    public String getAttributesText() {
        return MapText.render(attributes);
    }

    /** @param attributes of the span, which leave Jenkins as texts: nothing secret */
    @DataBoundSetter
    public void setAttributes(Map<String, ?> attributes) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (attributes != null) {
            // A pipeline can give keys of any type.
            for (Map.Entry<?, ?> attribute : attributes.entrySet()) {
                copy.put(Objects.toString(attribute.getKey(), "").trim(), Plain.value(attribute.getValue()));
            }
        }
        this.attributes = copy;
    }

    @Override
    public StepExecution start(StepContext context) throws CloudOpsException {
        if (name.isEmpty()) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.TraceSpanStep_noName());
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
            if (attribute.getKey().isEmpty()) {
                throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.TraceSpanStep_noKey(name));
            }
            if (attribute.getValue() != null) {
                texts.put(attribute.getKey(), attribute.getValue().toString());
            }
        }
        return new Execution(context, name, texts);
    }

    private static final class Execution extends StepExecution {

        private static final long serialVersionUID = 1L;

        private final String name;
        private final LinkedHashMap<String, String> attributes;

        Execution(StepContext context, String name, Map<String, String> attributes) {
            super(context);
            this.name = name;
            this.attributes = new LinkedHashMap<>(attributes);
        }

        @Override
        public boolean start() throws Exception {
            StepContext context = getContext();
            BuildTrace.of(context.get(Run.class));
            context.get(FlowNode.class).addAction(new BlockSpan(name, attributes));
            context.newBodyInvoker().withCallback(new BlockEnd()).start();
            return false;
        }

        @Override
        public void onResume() {
            // The block goes on by itself.
        }
    }

    /** Says what the step is called and what it needs around it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "traceSpan";
        }

        @Override
        public String getDisplayName() {
            return Messages.TraceSpanStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        /** Stapler binds no maps. */
        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            Object lines = form.remove("attributes");
            TraceSpanStep step = (TraceSpanStep) super.newInstance(request, form);
            step.setAttributes(MapText.parseTexts("attributes", Objects.toString(lines, "")));
            return step;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FlowNode.class, TaskListener.class);
        }
    }
}
