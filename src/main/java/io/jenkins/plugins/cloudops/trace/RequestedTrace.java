package io.jenkins.plugins.cloudops.trace;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.InvisibleAction;
import hudson.model.Queue;
import io.jenkins.plugins.cloudops.engine.trace.TraceContext;
import java.util.List;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** The trace that somebody brought along who asked for a build over HTTP, in the headers of W3C Trace Context. */
public final class RequestedTrace extends InvisibleAction {

    private final String traceparent;
    private final String tracestate;
    private final String baggage;

    RequestedTrace(TraceContext context) {
        this.traceparent = context.traceparent();
        this.tracestate = context.state();
        this.baggage = context.baggage();
    }

    TraceContext context() {
        return TraceContext.parse(traceparent, tracestate, baggage);
    }

    /** Takes the headers while the request is there; a build begins in another thread, and later. */
    @Extension
    public static final class Taker extends Queue.QueueDecisionHandler {

        @Override
        public boolean shouldSchedule(Queue.Task task, List<Action> actions) {
            StaplerRequest2 request = Stapler.getCurrentRequest2();
            if (request != null) {
                TraceContext context = TraceContext.parse(request.getHeader("traceparent"), request.getHeader("tracestate"),
                        request.getHeader("baggage"));
                if (context.isPresent()) {
                    actions.add(new RequestedTrace(context));
                }
            }
            return true;
        }
    }
}
