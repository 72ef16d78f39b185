package io.jenkins.plugins.cloudops.incident;

import java.io.Serializable;

/**
 * What somebody wants to be triggered. Kept with a running pipeline.
 *
 * <p>Long in fields, since that are the settings of the step; empty texts are what was not given.
 */
public final class TriggerOrder implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String id = Incidents.newId();
    private final String scenario;
    private final String flag;
    private final String variant;
    private final String scenarios;
    private final FlagTarget target;
    private final OfrepCheck verify;
    private final long timeout;
    private final long expires;
    private final String reason;

    /**
     * @param scenario the name of one; or empty, and then a flag is named
     * @param scenarios a YAML file with scenarios
     * @param verify null for nobody
     * @param timeout how long to wait for the variant to be served, in milliseconds
     * @param expires after which time it is cleared at the latest, in milliseconds
     */
    public TriggerOrder(String scenario, String flag, String variant, String scenarios, FlagTarget target, OfrepCheck verify,
            long timeout, long expires, String reason) {
        this.scenario = scenario;
        this.flag = flag;
        this.variant = variant;
        this.scenarios = scenarios;
        this.target = target;
        this.verify = verify;
        this.timeout = timeout;
        this.expires = expires;
        this.reason = reason;
    }

    /** Of the incident. */
    public String id() {
        return id;
    }

    String scenario() {
        return scenario;
    }

    String flag() {
        return flag;
    }

    String variant() {
        return variant;
    }

    String scenarios() {
        return scenarios;
    }

    FlagTarget target() {
        return target;
    }

    OfrepCheck verify() {
        return verify;
    }

    long timeout() {
        return timeout;
    }

    long expires() {
        return expires;
    }

    String reason() {
        return reason;
    }
}
