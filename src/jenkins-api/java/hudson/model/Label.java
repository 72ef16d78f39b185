package hudson.model;

/** Which nodes something can run on. Declared: reading an expression; here it is kept as it is. */
public final class Label {

    private final String expression;

    private Label(String expression) {
        this.expression = expression;
    }

    /** @throws IllegalArgumentException if it is none; here it always is */
    public static Label parseExpression(String expression) {
        return new Label(expression);
    }

    @Override
    public String toString() {
        return expression;
    }
}
