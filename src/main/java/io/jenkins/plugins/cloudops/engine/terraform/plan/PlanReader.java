package io.jenkins.plugins.cloudops.engine.terraform.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.CharConversionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Reads what {@code terraform show -json <plan>} prints, in one pass: one change is in memory at a time, so the memory
 * does not grow with the plan. The format is Terraform's "JSON Output Format", "Plan Representation", version 1; OpenTofu
 * writes the same. Unknown members are skipped.
 *
 * <p>Limits: a string of {@value #MAX_STRING} characters, a nesting of {@value #MAX_DEPTH}; beyond them the plan is
 * refused with a {@link PlanFormatException}. A reader is for one plan and one thread.
 */
public final class PlanReader {

    /*
     * Jackson's 20 million refuse files that providers do plan, as content of an object in a bucket or as user data.
     * Providers send values in messages of at most 64 MiB (256 MiB in the newest), so this is no limit in practice, and
     * it bounds what a broken file can ask for.
     */
    static final int MAX_STRING = 64 * 1024 * 1024;

    /* Less than Jackson's 1,000, since AttributeDiff and Marks recurse, and agents run with small stacks. */
    static final int MAX_DEPTH = 300;

    /* A key of a map can be any string, but nobody has one as long as a file. */
    private static final int MAX_NAME = 1024 * 1024;

    /* Interning would fill a table of the whole JVM with the keys of everyone's tags. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_STRING)
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME)
                    .build())
            .build();

    private final SensitiveValues values;

    public PlanReader() {
        this(new SensitiveValues());
    }

    /** @param values what is known to be secret already; what the plan marks as sensitive is added */
    public PlanReader(SensitiveValues values) {
        this.values = Objects.requireNonNull(values, "values");
    }

    /** The values at sensitive paths that were met: a redactor for everything else that speaks of this plan. */
    public SensitiveValues values() {
        return values;
    }

    /**
     * Reads a plan to its end, and does not close the stream.
     *
     * @param sink gets every change on the way
     * @return the summary, with every value that is marked anywhere in the plan masked everywhere
     * @throws PlanFormatException when it is not a plan's JSON, is cut off, or has another major version of the format;
     *     the message is for users
     * @throws IOException when the stream or the sink fails
     */
    public PlanSummary read(InputStream in, Sink sink) throws IOException {
        return read(in, sink, Watch.none());
    }

    /** The same, with someone who watches. */
    public PlanSummary read(InputStream in, Sink sink, Watch watch) throws IOException {
        Source source = new Source(in);
        try (JsonParser parser = JSON.createParser(source)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            try {
                return new PlanDocument(parser, values, sink, watch).read();
            } catch (JsonProcessingException | CharConversionException e) {
                throw explained(e, source, parser);
            }
        }
    }

    /* Without the cause: Jackson's message quotes the document, and the document has secrets. */
    private static PlanFormatException explained(IOException e, Source source, JsonParser parser) {
        if (source.ended && !parser.getParsingContext().inRoot()) {
            return new PlanFormatException(
                    "The plan's JSON ends in the middle, at byte " + source.bytes
                            + "; was the disk full, or the command that wrote it killed?");
        }
        return new PlanFormatException(
                "This is not the JSON of a plan: " + reason(e) + " at byte " + at(parser)
                        + ". It has to be what \"show -json <plan file>\" prints, and nothing else.");
    }

    /* A file can also be cut within a word or a character, which Jackson calls by another name than the end. */
    private static final class Source extends FilterInputStream {
        private long bytes;
        private boolean ended;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            ended |= read < 0;
            bytes += Math.max(0, read);
            return read;
        }
    }

    /* Jackson's sentence without the location, and without the piece of the document that it may quote. */
    private static String reason(IOException e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        if (message != null && message.contains("exceeds the maximum")) {
            return "a limit is exceeded (" + message.replaceFirst(" from `[^`]*`.*", "") + ")";
        }
        return "it breaks JSON's grammar";
    }

    static long at(JsonParser parser) {
        return Math.max(0, parser.currentLocation().getByteOffset());
    }
}
