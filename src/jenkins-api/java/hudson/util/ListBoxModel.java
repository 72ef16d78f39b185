package hudson.util;

import java.util.ArrayList;

/** What can be chosen in a form. Declared: choices that are named as they are. */
public class ListBoxModel extends ArrayList<ListBoxModel.Option> {

    private static final long serialVersionUID = 1L;

    public ListBoxModel add(String nameAndValue) {
        add(new Option(nameAndValue));
        return this;
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
