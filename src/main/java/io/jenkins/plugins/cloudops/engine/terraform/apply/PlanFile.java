package io.jenkins.plugins.cloudops.engine.terraform.apply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What a saved plan says beside its changes. It is a zip ({@code internal/plans/planfile}) of {@code tfplan}, a protocol
 * buffer, {@code tfstate} and {@code tfstate-prev}, {@code tfconfig/…} and {@code .terraform.lock.hcl}. What cannot be read,
 * such as a plan that OpenTofu has encrypted, says nothing; only a file that is not there is an error.
 *
 * <p>The state that an apply is compared with is {@code tfstate}: the refreshed state, but with serial and lineage of the
 * state as it was read, also if the refresh found drift or read data sources, and for a plan that only refreshes. Where
 * there is no state yet, they are 0 and "". {@code tfstate-prev} always has these, with every backend.
 */
public final class PlanFile {

    private static final JsonFactory JSON = new JsonFactory();

    /** {@code repeated string apply_time_variables} of {@code planfile.proto}, since Terraform 1.10. */
    private static final int APPLY_TIME_VARIABLES = 28;

    private static final int MAX_NAME = 10_000;

    private final Path file;

    public PlanFile(Path file) {
        this.file = file;
    }

    /**
     * The state for which the plan was made.
     *
     * @return {@link StateIdentity#NONE} if the file does not say
     * @throws IOException when the file cannot be opened
     */
    public StateIdentity state() throws IOException {
        return entry("tfstate", PlanFile::identity, StateIdentity.NONE);
    }

    /**
     * The names of the root module's ephemeral variables that had a value when the plan was made: an apply fails unless it
     * gets these again, with whatever value. The plan's JSON does not have them, and neither file keeps their values.
     *
     * @return empty if there are none, or the file does not say
     * @throws IOException when the file cannot be opened
     */
    public Set<String> variablesToGiveAgain() throws IOException {
        return entry("tfplan", PlanFile::applyTimeVariables, Set.of());
    }

    private interface Reading<T> {
        T read(InputStream in) throws IOException;
    }

    private <T> T entry(String name, Reading<T> reading, T otherwise) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                return otherwise;
            }
            try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
                return reading.read(in);
            }
        } catch (ZipException | JsonProcessingException | EOFException e) {
            return otherwise;
        }
    }

    private static StateIdentity identity(InputStream in) throws IOException {
        String lineage = null;
        long serial = -1;
        try (JsonParser parser = JSON.createParser(in)) {
            parser.nextToken();
            // Both stand before everything that is big.
            while ((lineage == null || serial < 0) && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("lineage") && value == JsonToken.VALUE_STRING) {
                    lineage = parser.getText();
                } else if (name.equals("serial") && value == JsonToken.VALUE_NUMBER_INT) {
                    serial = parser.getLongValue();
                } else {
                    parser.skipChildren();
                }
            }
        }
        return lineage == null || serial < 0 ? StateIdentity.NONE : new StateIdentity(lineage, serial);
    }

    /* Fields of a message: a number with the type in its last three bits, then the value, as protobuf.dev/encoding says. */
    private static Set<String> applyTimeVariables(InputStream in) throws IOException {
        Set<String> names = new TreeSet<>();
        in.mark(1);
        while (in.read() >= 0) {
            in.reset();
            long tag = varint(in);
            switch ((int) (tag & 7)) {
                case 0 -> varint(in);
                case 1 -> in.skipNBytes(8);
                case 2 -> {
                    long length = varint(in);
                    if (tag >>> 3 == APPLY_TIME_VARIABLES && length >= 0 && length <= MAX_NAME) {
                        byte[] name = in.readNBytes((int) length);
                        names.add(new String(name, StandardCharsets.UTF_8));
                    } else {
                        in.skipNBytes(length);
                    }
                }
                case 5 -> in.skipNBytes(4);
                default -> throw new EOFException();
            }
            in.mark(1);
        }
        return names;
    }

    private static long varint(InputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new EOFException();
    }
}
