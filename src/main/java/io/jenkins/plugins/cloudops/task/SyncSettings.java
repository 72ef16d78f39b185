package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.secrets.KeyMap;
import io.jenkins.plugins.cloudops.engine.secrets.SecretTarget;
import io.jenkins.plugins.cloudops.engine.secrets.SecretsProblem;
import io.jenkins.plugins.cloudops.engine.secrets.SyncRequest;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.MapText;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.sync.SecretSourceSettings;
import io.jenkins.plugins.cloudops.sync.SecretTargetSettings;
import io.jenkins.plugins.cloudops.sync.SyncOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a step and a builder that sync secrets can be told. */
public interface SyncSettings {

    /** Removed at once at most, unless somebody says otherwise. */
    int PRUNE_LIMIT = 5;

    /** Null if it is missing. */
    SecretSourceSettings getFrom();

    List<SecretTargetSettings> getTo();

    Map<String, Object> getMap();

    boolean isDryRun();

    boolean isAdopt();

    boolean isPrune();

    int getPruneLimit();

    default String getMapText() {
        return MapText.render(getMap());
    }

    /**
     * Checks the settings.
     *
     * @param expand applied to each text, to fill in parameters of the build
     * @throws CloudOpsException naming the first that cannot be used
     */
    default SyncOrder toOrder(UnaryOperator<String> expand) throws CloudOpsException {
        try {
            if (getFrom() == null) {
                throw new BadSetting(Messages.SyncSettings_from());
            }
            List<SecretTarget> targets = new ArrayList<>();
            for (SecretTargetSettings target : getTo()) {
                targets.add(target.toTarget(expand));
            }
            SyncRequest request = new SyncRequest(getFrom().toSource(expand), targets, KeyMap.of(PlanRequests.map(getMap(), expand)),
                    isDryRun(), isAdopt(), isPrune(), getPruneLimit());
            return new SyncOrder(request, getFrom().toAccess(expand));
        } catch (BadSetting | SecretsProblem e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
    }
}
