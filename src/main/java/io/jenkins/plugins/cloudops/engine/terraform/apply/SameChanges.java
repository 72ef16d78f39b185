package io.jenkins.plugins.cloudops.engine.terraform.apply;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.plan.AttributeChange;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Change;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ChangeJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the changes of two plans, whatever their order: address, action, what is moved, imported and deposed, and every
 * attribute that differs, but not the reason. What the files do not hold cannot be compared: values that are masked or cut
 * off, attributes beyond the limit, and outputs, see {@link #blind}. In memory is about 250 bytes and the address for
 * each change.
 *
 * @param different how many changes are in one of them only, or are not the same in both
 * @param addresses at most {@value #MAX_ADDRESSES} of these, first those of the second plan in its order
 * @param blind how many values and attributes of the second plan could not be compared
 */
public record SameChanges(int different, List<String> addresses, int blind) implements Serializable {

    private static final long serialVersionUID = 1L;

    static final int MAX_ADDRESSES = 20;

    private record Key(String address, String deposed) {}

    public SameChanges {
        addresses = List.copyOf(addresses);
    }

    public boolean same() {
        return different == 0;
    }

    /**
     * @param before the changes of one plan, lines of {@link io.jenkins.plugins.cloudops.engine.terraform.plan.ChangeLines},
     *     decompressed
     * @param after the changes of the other plan
     * @throws IOException when a line is not the JSON of a change
     */
    public static SameChanges compare(InputStream before, InputStream after) throws IOException {
        Map<Key, byte[]> digests = new HashMap<>();
        Changes first = new Changes(before);
        for (Change change = first.next(); change != null; change = first.next()) {
            digests.put(key(change), digest(change));
        }
        int different = 0;
        int blind = 0;
        List<String> addresses = new ArrayList<>();
        Changes second = new Changes(after);
        for (Change change = second.next(); change != null; change = second.next()) {
            blind += blind(change);
            if (!Arrays.equals(digests.remove(key(change)), digest(change))) {
                different++;
                add(change.address(), addresses);
            }
        }
        different += digests.size();
        digests.keySet().stream().map(Key::address).sorted().limit(MAX_ADDRESSES).forEach(address -> add(address, addresses));
        return new SameChanges(different, addresses, blind);
    }

    private static void add(String address, List<String> addresses) {
        if (addresses.size() < MAX_ADDRESSES && !addresses.contains(address)) {
            addresses.add(address);
        }
    }

    private static final class Changes {
        private final EventLines lines;

        Changes(InputStream in) {
            lines = new EventLines(in);
        }

        Change next() throws IOException {
            String line = lines.next();
            return line == null ? null : ChangeJson.readChange(line);
        }
    }

    private static Key key(Change change) {
        return new Key(change.address(), change.deposed());
    }

    /* The JSON without the reason: the same change has it in the same order, since the reader goes by the schema. */
    private static byte[] digest(Change change) {
        Change essence = new Change(change.address(), change.type(), change.module(), change.mode(), change.action(), "", change.movedFrom(),
                change.imported(), change.deposed(), change.attributes(), change.attributesOmitted());
        try {
            return MessageDigest.getInstance("SHA-256").digest(ChangeJson.write(essence).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static int blind(Change change) {
        int blind = change.attributesOmitted();
        for (AttributeChange attribute : change.attributes()) {
            blind += unseen(attribute.before()) || unseen(attribute.after()) ? 1 : 0;
        }
        return blind;
    }

    private static boolean unseen(String value) {
        return value.contains(Redactor.MASK) || value.endsWith("…") || value.endsWith("…\"");
    }
}
