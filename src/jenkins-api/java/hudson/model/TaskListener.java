package hudson.model;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/** Receives what a build says. Declared: its log, and the one that keeps nothing. */
public interface TaskListener extends Serializable {

    TaskListener NULL = () -> new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    PrintStream getLogger();
}
