package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.apply.OutputValues;
import io.jenkins.plugins.cloudops.engine.terraform.event.PlainValue;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import jenkins.MasterToSlaveFileCallable;

/** Reads the output values of a state, in the run directory on which it acts. */
public final class ReadOutputs extends MasterToSlaveFileCallable<ReadOutputs.Outputs> {

    private static final long serialVersionUID = 1L;

    private final ArrayList<String> wanted;

    /** @param wanted names of outputs whose values are needed even if they are sensitive */
    public ReadOutputs(Collection<String> wanted) {
        this.wanted = new ArrayList<>(wanted);
    }

    @Override
    public Outputs invoke(File file, VirtualChannel channel) throws IOException {
        Path json = file.toPath().resolve(StackScripts.OUTPUTS);
        try {
            OutputValues values;
            try (InputStream in = Files.newInputStream(json)) {
                values = OutputValues.read(in);
            }
            SensitiveValues known = RunSecrets.in(file.toPath());
            try (InputStream in = Files.newInputStream(json)) {
                OutputValues.collect(in, known);
            }
            LinkedHashMap<String, String> secrets = new LinkedHashMap<>();
            if (!wanted.isEmpty()) {
                try (InputStream in = Files.newInputStream(json)) {
                    secrets.putAll(OutputValues.inTheClear(in, wanted));
                }
            }
            return new Outputs(PlainValue.redacted(values.values(), known), new ArrayList<>(values.sensitive()), secrets, "");
        } catch (BadSetting e) {
            return new Outputs(new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashMap<>(), e.getMessage());
        }
    }

    /**
     * What was read.
     *
     * @param values of the outputs that are not sensitive, without what is known to be secret
     * @param sensitive the names of the others
     * @param secrets the values that are needed, in the clear, as texts by the name of the output
     * @param refusal a sentence that names an output which is not there, or empty
     */
    public record Outputs(LinkedHashMap<String, Object> values, ArrayList<String> sensitive,
            LinkedHashMap<String, String> secrets, String refusal)
            implements Serializable {

        @Override
        public String toString() {
            return "Outputs" + values.keySet() + secrets.keySet();
        }
    }
}
