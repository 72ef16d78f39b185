package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.GoDuration;
import io.jenkins.plugins.cloudops.incident.FlagTarget;
import io.jenkins.plugins.cloudops.incident.OfrepCheck;
import io.jenkins.plugins.cloudops.incident.TriggerOrder;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** The settings of an incident, as steps, the builder and the wrapper have them. Empty texts are what was not given. */
public interface TriggerSettings {

    /** After this time an incident is cleared at the latest, unless somebody says otherwise. */
    String DEFAULT_EXPIRES = "30m";
    /** So long is waited for a variant to be served. */
    String DEFAULT_TIMEOUT = "60s";
    /** Whatever breaks something for longer is no rehearsal. */
    Duration LONGEST = Duration.ofHours(24);

    String getScenario();

    String getFlag();

    String getVariant();

    String getScenarios();

    FlagTarget getTarget();

    OfrepCheck getVerify();

    String getTimeout();

    String getExpires();

    String getReason();

    /**
     * @param expand applied to each text
     * @throws BadSetting naming the first setting that cannot be used
     */
    default TriggerOrder toOrder(UnaryOperator<String> expand) {
        return new TriggerOrder(expand.apply(getScenario()), expand.apply(getFlag()), expand.apply(getVariant()), expand.apply(getScenarios()),
                getTarget(), getVerify(), duration("timeout", expand.apply(getTimeout()), DEFAULT_TIMEOUT),
                duration("expires", expand.apply(getExpires()), DEFAULT_EXPIRES), expand.apply(getReason()));
    }

    /**
     * @param standard for an empty text
     * @return milliseconds, more than 0
     * @throws BadSetting if that is no duration, or none that makes sense
     */
    static long duration(String setting, String text, String standard) {
        Duration duration = GoDuration.parse(setting, text.isBlank() ? standard : text.trim());
        if (duration.isZero() || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new BadSetting(Messages.TriggerSettings_duration(setting, text, standard, LONGEST.toHours()));
        }
        return duration.toMillis();
    }
}
