package hudson.model;

/** A page below the management of Jenkins. Declared: its name, icon and place. */
public abstract class ManagementLink implements Action {

    protected ManagementLink() {
    }

    public String getDescription() {
        return "";
    }

    public Category getCategory() {
        return Category.UNCATEGORIZED;
    }

    /** Where it stands among the others. Declared: the one of pages that say how things are. */
    public enum Category {
        STATUS, UNCATEGORIZED
    }
}
