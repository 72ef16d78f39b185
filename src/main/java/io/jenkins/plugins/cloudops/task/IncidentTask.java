package io.jenkins.plugins.cloudops.task;

import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.engine.incident.FlagSetting;
import io.jenkins.plugins.cloudops.engine.incident.IncidentProblem;
import io.jenkins.plugins.cloudops.engine.incident.Scenario;
import io.jenkins.plugins.cloudops.engine.incident.Scenarios;
import io.jenkins.plugins.cloudops.engine.incident.Touch;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.incident.Clearing;
import io.jenkins.plugins.cloudops.incident.FlagTarget;
import io.jenkins.plugins.cloudops.incident.Incident;
import io.jenkins.plugins.cloudops.incident.Incidents;
import io.jenkins.plugins.cloudops.incident.PrometheusSignal;
import io.jenkins.plugins.cloudops.incident.SignalWatch;
import io.jenkins.plugins.cloudops.incident.Site;
import io.jenkins.plugins.cloudops.incident.Trigger;
import io.jenkins.plugins.cloudops.incident.TriggerOrder;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What steps, the builder and the wrapper do with incidents: each waits until it is done, and can be done again. */
public final class IncidentTask {

    private IncidentTask() {
    }

    /** Something that takes its time. */
    public interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /** Does something and tells what went wrong as our steps do. */
    public static <T> T telling(Work<T> work) throws IOException, InterruptedException {
        try {
            return work.run();
        } catch (IncidentProblem e) {
            throw told(e, FailureKind.valueOf(e.kind().name()));
        } catch (BadSetting e) {
            throw told(e, FailureKind.CONFIGURATION);
        } catch (IOException e) {
            if (e instanceof CloudOpsException ours) {
                throw ours;
            }
            // An agent that went away, or a controller that ran out of disk.
            throw told(new IOException(Messages.IncidentTask_agent(e.getMessage()), e), FailureKind.AGENT);
        }
    }

    private static CloudOpsException told(Exception problem, FailureKind kind) {
        CloudOpsException told = new CloudOpsException(kind, problem.getMessage());
        told.addSuppressed(problem);
        return told;
    }

    public static Map<String, Object> trigger(TriggerOrder order, Site site, Trigger.Approvers approvers, UnaryOperator<String> expand)
            throws IOException, InterruptedException {
        return telling(() -> of(new Trigger(order, site, approvers, expand).run()));
    }

    /** @param incident what {@link #trigger} returned, or its id */
    public static Map<String, Object> clear(Object incident, boolean force, Site site, String cause) throws IOException, InterruptedException {
        Object id = incident instanceof Map<?, ?> map ? map.get("id") : incident;
        return telling(() -> {
            if (id == null || id.toString().isBlank()) {
                throw IncidentProblem.setting(Messages.IncidentTask_incident());
            }
            return of(new Clearing(site, force).clear(id.toString(), cause));
        });
    }

    public static List<Object> clearAll(FlagTarget target, boolean force, Site site, UnaryOperator<String> expand, String cause)
            throws IOException, InterruptedException {
        return telling(() -> new ArrayList<>(new Clearing(site, force).clearAll(target, expand, cause).stream().map(IncidentTask::of).toList()));
    }

    /**
     * @param until {@code noticed}, {@code gone}, or empty for what the last incident of the build suggests
     * @param since when waiting began, in milliseconds since 1970
     */
    public static Map<String, Object> expect(PrometheusSignal signal, String until, long since, long within, Site site)
            throws IOException, InterruptedException {
        return telling(() -> {
            SignalWatch watch = new SignalWatch(site, signal);
            return watch.await(until.isEmpty() ? watch.isAfterwards() : until.equals("gone"), since, within);
        });
    }

    /** The scenarios of the catalogue, and what is in force now. Prints both. */
    public static Map<String, Object> list(TaskListener listener) {
        Map<String, Object> result = list(Scenarios.catalogue());
        print(result, listener.getLogger()::println);
        return result;
    }

    /** As {@link #list(TaskListener)}, with the scenarios of a file before them. */
    public static Map<String, Object> list(Site site, String file) throws IOException, InterruptedException {
        Map<String, Object> result = list(telling(() -> Trigger.all(site, file)));
        print(result, site::say);
        return result;
    }

    private static void print(Map<String, Object> result, Consumer<String> log) {
        for (Object scenario : (List<?>) result.get("scenarios")) {
            Map<?, ?> one = (Map<?, ?>) scenario;
            log.accept(Messages.IncidentTask_scenario(one.get("id"), one.get("title")));
        }
        for (Incident incident : Incidents.get().going()) {
            log.accept(Messages.IncidentTask_inForce(incident.title(), incident.changes(), incident.target(), incident.build()));
        }
    }

    private static Map<String, Object> list(Scenarios scenarios) {
        List<Object> all = new ArrayList<>();
        for (Scenario scenario : scenarios.all()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", scenario.id());
            one.put("title", scenario.title());
            one.put("expect", scenario.expect());
            one.put("look", scenario.look());
            List<Object> flags = new ArrayList<>();
            for (FlagSetting setting : scenario.flags()) {
                Map<String, Object> flag = new LinkedHashMap<>();
                flag.put("flag", setting.flag());
                flag.put("variant", setting.variant());
                flag.put("aliases", new ArrayList<>(setting.aliases()));
                flags.add(flag);
            }
            one.put("flags", flags);
            all.add(one);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("scenarios", all);
        result.put("inForce", new ArrayList<>(Incidents.get().going().stream().map(IncidentTask::of).toList()));
        return result;
    }

    /** As a pipeline sees it: plain values, which can be saved with it. */
    static Map<String, Object> of(Incident incident) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", incident.id());
        result.put("scenario", incident.scenario());
        result.put("title", incident.title());
        result.put("build", incident.build());
        result.put("target", incident.target());
        result.put("environment", incident.environment());
        List<Object> flags = new ArrayList<>();
        for (Touch touch : incident.touches()) {
            Map<String, Object> flag = new LinkedHashMap<>();
            flag.put("flag", touch.flag());
            flag.put("variant", touch.variant());
            flag.put("before", touch.resting());
            flags.add(flag);
        }
        result.put("flags", flags);
        result.put("expires", Instant.ofEpochMilli(incident.expires()).toString());
        result.put("cleared", incident.phase() == Incident.Phase.CLEARED);
        result.put("left", new ArrayList<>(incident.left()));
        return result;
    }
}
