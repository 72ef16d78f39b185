package io.jenkins.plugins.cloudops.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A step that was started. */
public final class LocalStep {

    private final StepExecution execution;
    private final LocalContext context;

    LocalStep(StepExecution execution, LocalContext context) {
        this.execution = execution;
        this.context = context;
    }

    public StepExecution execution() {
        return execution;
    }

    public LocalContext context() {
        return context;
    }

    public boolean isOver() {
        return context.outcome().isDone();
    }

    /** What it returns, at its end. */
    public Object result() throws Exception {
        return context.outcome().get(3, TimeUnit.MINUTES);
    }

    /** Why it failed, at its end. */
    public Throwable failure() throws Exception {
        try {
            throw new AssertionError("The step has not failed, but returned " + result());
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    byte[] save() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(execution);
        }
        return bytes.toByteArray();
    }

    static StepExecution load(byte[] saved) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(saved))) {
            return (StepExecution) in.readObject();
        }
    }
}
