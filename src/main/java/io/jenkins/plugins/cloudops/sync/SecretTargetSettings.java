package io.jenkins.plugins.cloudops.sync;

import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.cloudops.engine.secrets.SecretTarget;
import java.util.function.UnaryOperator;

/** One of the settings {@code to} of a sync: a target. */
public abstract class SecretTargetSettings extends AbstractDescribableImpl<SecretTargetSettings> {

    /**
     * @param expand applied to each text
     * @throws io.jenkins.plugins.cloudops.engine.secrets.SecretsProblem naming the first setting that cannot be used
     * @throws io.jenkins.plugins.cloudops.engine.terraform.BadSetting likewise
     */
    public abstract SecretTarget toTarget(UnaryOperator<String> expand);
}
