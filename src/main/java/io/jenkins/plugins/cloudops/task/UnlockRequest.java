package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.redact.Printable;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import java.io.Serializable;

/** Which lock is to be taken away, and why. Serializable, since a pipeline keeps it over a restart of the controller. */
public final class UnlockRequest implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 1_000;

    private final PlanRequest stack;
    private final String id;
    private final String reason;

    private UnlockRequest(PlanRequest stack, String id, String reason) {
        this.stack = stack;
        this.id = id;
        this.reason = Printable.line(reason);
    }

    /**
     * @param id of the lock; may be left out for one that a run of this Jenkins has left
     * @throws BadSetting if there is no reason, or the ID can be none
     */
    static UnlockRequest of(PlanRequest stack, String id, String reason) {
        if (reason.isBlank()) {
            throw new BadSetting(Messages.UnlockRequest_reason());
        }
        if (reason.length() > MOST) {
            throw new BadSetting(Messages.UnlockRequest_longReason(reason.length(), MOST));
        }
        if (!id.isEmpty() && !StackScripts.isLockId(id)) {
            throw new BadSetting(Messages.UnlockRequest_id(id));
        }
        return new UnlockRequest(stack, id, reason);
    }

    PlanRequest stack() {
        return stack;
    }

    /** Empty if none was given. */
    String id() {
        return id;
    }

    String reason() {
        return reason;
    }
}
