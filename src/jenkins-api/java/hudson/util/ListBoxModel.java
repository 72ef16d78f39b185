package hudson.util;

import java.util.ArrayList;

/** What can be chosen in a form. Declared: choices, named as they are or otherwise. */
public class ListBoxModel extends ArrayList<ListBoxModel.Option> {

    private static final long serialVersionUID = 1L;

    public ListBoxModel add(String nameAndValue) {
        add(new Option(nameAndValue));
        return this;
    }

    public void add(String displayName, String value) {
        add(new Option(displayName + "=" + value));
    }

    /** One choice. */
    public static final class Option {

        private final String nameAndValue;

        public Option(String nameAndValue) {
            this.nameAndValue = nameAndValue;
        }

        @Override
        public String toString() {
            return nameAndValue;
        }
    }
}
