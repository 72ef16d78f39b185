package hudson.util;

import java.util.ArrayList;
import java.util.Collection;

/** What a form proposes for a value. Declared: making it. */
public class ComboBoxModel extends ArrayList<String> {

    private static final long serialVersionUID = 1L;

    public ComboBoxModel() {
        // Proposes nothing.
    }

    public ComboBoxModel(Collection<? extends String> values) {
        super(values);
    }
}
