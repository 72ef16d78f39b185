package io.jenkins.plugins.cloudops.engine.terraform.plan;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * One resource and what a plan does to it. No text of it is null; what does not apply is "".
 *
 * @param address the absolute address with its instance key, as Terraform writes it
 * @param type the resource type, {@code aws_instance}
 * @param module the module's address, "" for the root module
 * @param mode managed resource or data source
 * @param action the one action
 * @param reason why, in words that follow the action, see {@link Reasons}
 * @param movedFrom the address in the state until now
 * @param imported whether the object is taken over with this plan, whatever else happens to it
 * @param deposed the key of a deposed object: what a replacement that failed has left behind
 * @param attributes what differs, masked; at most {@value AttributeDiff#MAX_ATTRIBUTES} and
 *     {@value AttributeDiff#MAX_CHARACTERS} characters together; empty for objects that stay as they are
 * @param attributesOmitted how many differ beyond those
 */
public record Change(
        String address,
        String type,
        String module,
        Mode mode,
        Action action,
        String reason,
        String movedFrom,
        boolean imported,
        String deposed,
        List<AttributeChange> attributes,
        int attributesOmitted)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The two kinds of resources. */
    public enum Mode {
        MANAGED,
        DATA
    }

    public Change {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(movedFrom, "movedFrom");
        Objects.requireNonNull(deposed, "deposed");
        attributes = List.copyOf(attributes);
    }

    /** The same change with every value passed through the redactor. Addresses stay: a sensitive value cannot be a key. */
    public Change redacted(Redactor redactor) {
        return new Change(
                redactor.redact(address),
                type,
                redactor.redact(module),
                mode,
                action,
                redactor.redact(reason),
                redactor.redact(movedFrom),
                imported,
                deposed,
                attributes.stream().map(attribute -> attribute.redacted(redactor)).toList(),
                attributesOmitted);
    }
}
