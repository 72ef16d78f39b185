package io.jenkins.plugins.cloudops.credentials;

import com.thoughtworks.xstream.XStreamException;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding;

/**
 * The bindings of a step as texts, to be kept with a running pipeline and with a saved plan: each as it is
 * saved in the configuration of a job, so that whatever a site has installed can be kept. They have ids of
 * credentials, no values.
 */
public final class Bindings {

    private Bindings() {
    }

    public static List<String> write(List<MultiBinding<?>> bindings) {
        List<String> texts = new ArrayList<>();
        bindings.forEach(binding -> texts.add(Jenkins.XSTREAM2.toXML(binding)));
        return texts;
    }

    /** @throws BadSetting if one is of a kind that is not installed any more */
    static List<MultiBinding<?>> read(List<String> texts) {
        List<MultiBinding<?>> bindings = new ArrayList<>();
        for (String text : texts) {
            try {
                bindings.add((MultiBinding<?>) Jenkins.XSTREAM2.fromXML(text));
            } catch (XStreamException | ClassCastException e) {
                throw new BadSetting(Messages.Bindings_unknown(text.replaceAll("(?s)^\\s*<([\\w.$-]*).*", "$1")));
            }
        }
        return bindings;
    }
}
