package jenkins.model;

import java.io.Serializable;

/** Why something was interrupted. Declared as the type of a parameter only. */
public abstract class CauseOfInterruption implements Serializable {

    private static final long serialVersionUID = 1L;
}
