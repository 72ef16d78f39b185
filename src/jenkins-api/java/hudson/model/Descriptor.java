package hudson.model;

import hudson.XmlFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/** Describes and creates a {@link Describable}. Declared: its form, and its own settings. */
public abstract class Descriptor<T extends Describable<T>> {

    public final transient Class<? extends T> clazz;

    @SuppressWarnings("unchecked")
    protected Descriptor(Class<? extends T> clazz) {
        this.clazz = (Class<?>) clazz == Self.class ? (Class<? extends T>) getClass() : clazz;
    }

    /** For a class that is nested in what it describes. */
    @SuppressWarnings("unchecked")
    protected Descriptor() {
        clazz = (Class<? extends T>) getClass().getEnclosingClass();
    }

    public String getDisplayName() {
        return clazz.getSimpleName();
    }

    /** Where the help for a field is, null if there is none; here nothing is looked up. */
    public String getHelpFile(String field) {
        return null;
    }

    public T newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
        return request.bindJSON(clazz, form);
    }

    public synchronized void save() {
        try {
            configFile().write(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized void load() {
        XmlFile file = configFile();
        if (file.exists()) {
            try {
                file.unmarshal(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private XmlFile configFile() {
        return new XmlFile(Jenkins.XSTREAM2, new File(Jenkins.get().getRootDir(), clazz.getName() + ".xml"));
    }

    /** For the constructor of something that describes itself. */
    @SuppressWarnings("rawtypes")
    protected static Class self() {
        return Self.class;
    }

    private static final class Self {
    }

    /** A form that cannot be accepted. Declared: making one. */
    public static final class FormException extends Exception {

        private static final long serialVersionUID = 1L;

        public FormException(String message, String formField) {
            super(message);
        }
    }
}
