package io.jenkins.plugins.cloudops.incident;

import io.jenkins.plugins.cloudops.credentials.CloudOpsPermissions;
import io.jenkins.plugins.cloudops.credentials.Guard;
import io.jenkins.plugins.cloudops.engine.incident.FlagFile;
import io.jenkins.plugins.cloudops.engine.incident.GameDayReport;
import io.jenkins.plugins.cloudops.engine.incident.IncidentProblem;
import io.jenkins.plugins.cloudops.engine.incident.Scenario;
import io.jenkins.plugins.cloudops.engine.incident.Scenarios;
import io.jenkins.plugins.cloudops.engine.incident.Touch;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * Brings an incident about: notes it, writes it, proves it. Each part can be done again after a restart, and if one fails,
 * what was written is cleared.
 */
public final class Trigger {

    private static final long PATIENCE = 30;

    private final TriggerOrder order;
    private final Site site;
    private final Approvers approvers;
    private final UnaryOperator<String> expand;
    private final Incidents incidents = Incidents.get();

    /** Finds out who let a build go on, the latest first. */
    public interface Approvers {
        List<String> get() throws IOException, InterruptedException;
    }

    /** @param expand applied to each text of the target */
    public Trigger(TriggerOrder order, Site site, Approvers approvers, UnaryOperator<String> expand) {
        this.order = order;
        this.site = site;
        this.approvers = approvers;
        this.expand = expand;
    }

    /**
     * Takes the time that it takes.
     *
     * @throws IncidentProblem if it could not be brought about; then nothing of it stays
     */
    public Incident run() throws IOException, InterruptedException {
        Incident incident = incidents.going(order.id());
        if (incident == null) {
            requireNew();
            incident = intended();
        } else if (incident.phase() != Incident.Phase.INTENDED && incident.phase() != Incident.Phase.IN_FORCE) {
            throw new IncidentProblem(IncidentProblem.Kind.CONFLICT, Messages.Trigger_over(incident.title(), incident.cause()));
        }
        try {
            write(incident);
            prove(incident);
            return incident;
        } catch (IOException | InterruptedException | RuntimeException e) {
            site.say(Messages.Trigger_failed(incident.title()));
            putBack(incident);
            throw e;
        }
    }

    /** Waits for the first attempt only; others follow if it fails. */
    private void putBack(Incident incident) {
        try {
            incidents.clear(incident, Messages.Trigger_cause(), false, site).get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            site.say(Messages.Trigger_notPutBack(incident.changes()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** It may have been cleared while the controller was away, or expired. */
    private void requireNew() {
        Incident over = IncidentFiles.of(site.build()).get(order.id());
        if (over != null) {
            throw new IncidentProblem(IncidentProblem.Kind.CONFLICT, Messages.Trigger_over(over.title(), over.cause()));
        }
    }

    private Incident intended() throws IOException, InterruptedException {
        Incidents.requireAllowed();
        Scenario scenario = scenario();
        if (order.target() == null) {
            throw IncidentProblem.setting(Messages.Trigger_target());
        }
        String user = user(scenario);
        TargetPlace place = order.target().locate(site, expand);
        // Before the file is read, in which it would seem that somebody had set the flag.
        incidents.requireFree(place, scenario.flags().stream().flatMap(setting -> setting.names().stream()).toList());
        FlagFile flags = FlagFile.read(place.label(), place.read(site));
        List<Touch> touches = flags.touches(scenario);
        Incident incident = new Incident(order.id(), site.build(), scenario.id(), scenario.title(), place, touches)
                .answeredBy(user, order.reason(), order.target().getEnvironment())
                .expiringAt(incidents.now() + order.expires())
                .verifiedBy(verification(flags, touches));
        incidents.intend(incident);
        if (!scenario.expect().isEmpty()) {
            site.say(Messages.Trigger_expect(scenario.expect(), scenario.look()));
        }
        return incident;
    }

    private Scenario scenario() throws IOException, InterruptedException {
        if (order.scenario().isEmpty() == order.flag().isEmpty()) {
            throw IncidentProblem.setting(Messages.Trigger_scenario());
        }
        if (!order.flag().isEmpty()) {
            return Scenario.ofFlag(order.flag(), order.variant()).withVariant("");
        }
        return all(site, order.scenarios()).find(order.scenario()).withVariant(order.variant());
    }

    /** Those of a file, if one is named, and those of the catalogue. */
    public static Scenarios all(Site site, String file) throws IOException, InterruptedException {
        return file.isEmpty() ? Scenarios.catalogue() : Scenarios.read(file, FilePlace.text(site, file)).before(Scenarios.catalogue());
    }

    private String user(Scenario scenario) throws IOException, InterruptedException {
        if (!order.target().getEnvironment().toLowerCase(Locale.ROOT).matches("prod(uction)?")) {
            return "";
        }
        if (order.reason().isBlank()) {
            throw IncidentProblem.setting(Messages.Trigger_reason(scenario.id()));
        }
        return new Guard(site.build()).check(approvers.get(), CloudOpsPermissions.INCIDENT, Messages.Trigger_action(scenario.id()));
    }

    private Verification verification(FlagFile flags, List<Touch> touches) {
        if (order.verify() == null) {
            return null;
        }
        Map<String, String> context = new LinkedHashMap<>();
        touches.forEach(touch -> context.putAll(flags.context(touch.flag())));
        context.putAll(order.verify().getContext());
        return new Verification(expand.apply(order.verify().getUrl()), order.verify().getCredentialsId(), context, order.timeout());
    }

    private void write(Incident incident) throws IOException, InterruptedException {
        if (incident.phase() == Incident.Phase.IN_FORCE) {
            return;
        }
        incidents.alone(incident, () -> {
            incident.place().trigger(site, incident.touches());
            incident.isInForce(incidents.now());
            incident.happened(incidents.now(), Messages.Trigger_triggered(incident.changes(), incident.target()));
            incidents.save(incident);
            return null;
        });
        site.say(Messages.Trigger_inForce(incident.title(), incident.changes(), incident.target(),
                GameDayReport.span(order.expires())));
    }

    private void prove(Incident incident) throws IOException, InterruptedException {
        if (incident.verification() != null) {
            incident.verification().await(site, incident.touches(), false);
            String served = Messages.Trigger_served(incident.verification().url());
            incident.happened(incidents.now(), served);
            incidents.save(incident);
            site.say(served);
        }
    }
}
