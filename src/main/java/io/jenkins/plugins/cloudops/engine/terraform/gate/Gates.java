package io.jenkins.plugins.cloudops.engine.terraform.gate;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a plan may not do. Immutable.
 *
 * <ul>
 *   <li>{@code limits}: how many objects may be deleted, replaced, updated, …; {@code delete} counts those that are
 *       replaced as well, since they are deleted too. An action without a limit has none.
 *   <li>{@code protect}: addresses of which nothing may be deleted or replaced, see {@link AddressPattern}.
 *   <li>{@code requiredTags}: tags that everything needs that is created, updated or replaced and can have tags.
 *   <li>{@code forbid}: types of which nothing may be created, updated or replaced; {@code *} stands for any characters.
 * </ul>
 */
public final class Gates implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Lets everything pass. */
    public static final Gates NONE = new Gates(Map.of(), List.of(), Set.of(), Set.of());

    private static final List<Action> LIMITED = List.of(
            Action.DELETE, Action.REPLACE, Action.FORGET, Action.UPDATE, Action.CREATE, Action.IMPORT, Action.MOVE);

    private final EnumMap<Action, Integer> limits = new EnumMap<>(Action.class);
    private final ArrayList<AddressPattern> protect;
    private final ArrayList<String> requiredTags;
    private final ArrayList<String> forbid;

    private Gates(Map<Action, Integer> limits, Collection<AddressPattern> protect, Collection<String> requiredTags, Collection<String> forbid) {
        this.limits.putAll(limits);
        this.protect = new ArrayList<>(protect);
        this.requiredTags = new ArrayList<>(requiredTags);
        this.forbid = new ArrayList<>(forbid);
    }

    /**
     * @param limits by the word of an action ({@code delete}): a whole number from 0, as number or text
     * @param protect patterns for addresses
     * @param requiredTags names of tags, in the spelling that they need to have
     * @param forbid types of resources
     * @throws BadSetting for the first value that cannot be used; the settings are called as the parameters are
     */
    public static Gates of(Map<?, ?> limits, Collection<?> protect, Collection<?> requiredTags, Collection<?> forbid) {
        Map<Action, Integer> byAction = new EnumMap<>(Action.class);
        limits.forEach((word, limit) -> byAction.put(action(String.valueOf(word)), limit(String.valueOf(word), limit)));
        List<AddressPattern> patterns = texts("protect", protect).stream().map(text -> AddressPattern.of("protect", text)).toList();
        Set<String> types = texts("forbid", forbid);
        for (String type : types) {
            if (!type.matches("[\\p{L}\\p{N}_*-]+")) {
                throw new BadSetting(Messages.Gates_type(type));
            }
        }
        return new Gates(byAction, patterns, texts("requiredTags", requiredTags), types);
    }

    /** Both together: what passes them passes each. Of two limits for an action the lower one counts. */
    public Gates and(Gates other) {
        Map<Action, Integer> byAction = new EnumMap<>(limits);
        other.limits.forEach((action, limit) -> byAction.merge(action, limit, Math::min));
        return new Gates(byAction, union(protect, other.protect), union(requiredTags, other.requiredTags), union(forbid, other.forbid));
    }

    /** Whether they let everything pass. */
    public boolean isEmpty() {
        return limits.isEmpty() && protect.isEmpty() && requiredTags.isEmpty() && forbid.isEmpty();
    }

    public Map<Action, Integer> limits() {
        return Collections.unmodifiableMap(limits);
    }

    public List<AddressPattern> protect() {
        return Collections.unmodifiableList(protect);
    }

    public List<String> requiredTags() {
        return Collections.unmodifiableList(requiredTags);
    }

    public List<String> forbid() {
        return Collections.unmodifiableList(forbid);
    }

    private static Action action(String word) {
        for (Action action : LIMITED) {
            if (action.word().equals(word)) {
                return action;
            }
        }
        throw new BadSetting(Messages.Gates_action(word, LIMITED.stream().map(Action::word).collect(Collectors.joining(", "))));
    }

    private static int limit(String word, Object limit) {
        String digits = String.valueOf(limit);
        if (!digits.matches("\\d{1,9}")) {
            throw new BadSetting(Messages.Gates_limit(word, digits));
        }
        return Integer.parseInt(digits);
    }

    private static Set<String> texts(String setting, Collection<?> values) {
        Set<String> texts = new LinkedHashSet<>();
        for (Object value : values) {
            String text = value == null ? "" : value.toString();
            if (text.isBlank()) {
                throw new BadSetting(Messages.Gates_blank(setting));
            }
            texts.add(text);
        }
        return texts;
    }

    private static <T> Set<T> union(List<T> some, List<T> more) {
        Set<T> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Gates gates
                && Arrays.asList(limits, protect, requiredTags, forbid)
                        .equals(Arrays.asList(gates.limits, gates.protect, gates.requiredTags, gates.forbid));
    }

    @Override
    public int hashCode() {
        return Objects.hash(limits, protect, requiredTags, forbid);
    }

    /** As in a Jenkinsfile: {@code limits: [delete: 0], protect: ['aws_db_instance.*']}. */
    @Override
    public String toString() {
        List<String> settings = new ArrayList<>();
        if (!limits.isEmpty()) {
            settings.add("limits: [" + limits.entrySet().stream()
                    .map(limit -> limit.getKey().word() + ": " + limit.getValue()).collect(Collectors.joining(", ")) + "]");
        }
        list("protect", protect, settings);
        list("requiredTags", requiredTags, settings);
        list("forbid", forbid, settings);
        return String.join(", ", settings);
    }

    private static void list(String name, List<?> values, List<String> into) {
        if (!values.isEmpty()) {
            into.add(name + ": [" + values.stream().map(value -> "'" + value + "'").collect(Collectors.joining(", ")) + "]");
        }
    }
}
