package hudson.model;

/** An item that can be made by a user. Declared as a type. */
public interface TopLevelItem extends Item {
}
