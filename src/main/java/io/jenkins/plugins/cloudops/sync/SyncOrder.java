package io.jenkins.plugins.cloudops.sync;

import io.jenkins.plugins.cloudops.engine.secrets.SyncRequest;
import io.jenkins.plugins.cloudops.engine.terraform.AwsRole;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import java.io.Serializable;

/**
 * A sync and what it needs of Jenkins. Immutable, without a value; kept with running pipelines, hence no record.
 */
public final class SyncOrder implements Serializable {

    private static final long serialVersionUID = 1L;

    private final SyncRequest request;
    private final SourceAccess access;

    /** With what the source is reached. */
    public static final class SourceAccess implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String credentialsId;
        private final AwsRole role;
        private final PlanRequest stack;

        private SourceAccess(String credentialsId, AwsRole role, PlanRequest stack) {
            this.credentialsId = credentialsId;
            this.role = role;
            this.stack = stack;
        }

        /** @param credentialsId of AWS, or empty */
        public static SourceAccess aws(String credentialsId, AwsRole role) {
            return new SourceAccess(credentialsId, role, null);
        }

        /** The stack whose outputs are read. */
        public static SourceAccess stack(PlanRequest stack) {
            return new SourceAccess("", AwsRole.NONE, stack);
        }

        public static SourceAccess none() {
            return new SourceAccess("", AwsRole.NONE, null);
        }
    }

    public SyncOrder(SyncRequest request, SourceAccess access) {
        this.request = request;
        this.access = access;
    }

    public SyncRequest request() {
        return request;
    }

    /** Of AWS, or empty. */
    String credentialsId() {
        return access.credentialsId;
    }

    AwsRole role() {
        return access.role;
    }

    /** The stack whose outputs are read, or null. */
    public PlanRequest stack() {
        return access.stack;
    }
}
