package io.jenkins.plugins.cloudops.engine.comment;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One resource and what is planned for it, or what was done to it outside.
 *
 * @param address the absolute address, as Terraform writes it
 * @param type the resource type
 * @param module the module's address, "" for the root module
 * @param reason words that follow the deed: {@code because it is tainted}, {@code cannot be updated in place}
 * @param movedFrom the address until now
 * @param imported whether the object is taken over as well
 * @param deposed the key of a deposed object
 * @param omitted how many attributes differ beyond those
 */
public record Item(
        Deed deed,
        String address,
        String type,
        String module,
        String reason,
        String movedFrom,
        boolean imported,
        String deposed,
        List<AttributeItem> attributes,
        int omitted) {

    public Item {
        Objects.requireNonNull(deed, "deed");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(movedFrom, "movedFrom");
        Objects.requireNonNull(deposed, "deposed");
        attributes = List.copyOf(attributes);
    }

    /** The attributes, without {@code tags_all} where {@code tags} says the same: the AWS provider has everything twice. */
    List<AttributeItem> told() {
        Set<String> tags = new HashSet<>();
        for (AttributeItem attribute : attributes) {
            if (attribute.path().startsWith("tags.") || attribute.path().startsWith("tags[")) {
                tags.add(attribute.path().substring("tags".length()) + "=" + attribute.after());
            }
        }
        return attributes.stream()
                .filter(attribute -> !attribute.path().startsWith("tags_all")
                        || !tags.contains(attribute.path().substring("tags_all".length()) + "=" + attribute.after()))
                .toList();
    }
}
