package io.jenkins.plugins.cloudops.sync;

import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.cloudops.engine.secrets.SecretSource;
import io.jenkins.plugins.cloudops.sync.SyncOrder.SourceAccess;
import java.util.function.UnaryOperator;

/** The setting {@code from} of a sync: a source with what it is reached with. */
public abstract class SecretSourceSettings extends AbstractDescribableImpl<SecretSourceSettings> {

    /**
     * @param expand applied to each text
     * @throws io.jenkins.plugins.cloudops.engine.secrets.SecretsProblem naming the first setting that cannot be used
     */
    public abstract SecretSource toSource(UnaryOperator<String> expand);

    /**
     * @param expand applied to each text
     * @throws io.jenkins.plugins.cloudops.engine.terraform.BadSetting naming the first setting that cannot be used
     */
    public abstract SourceAccess toAccess(UnaryOperator<String> expand);
}
