package hudson.model;

import java.util.List;

/** The parameters of a build. Declared: what they are. */
public class ParametersAction implements Action {

    private final List<ParameterValue> parameters;

    public ParametersAction(List<ParameterValue> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    public List<ParameterValue> getParameters() {
        return parameters;
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return "Parameters";
    }

    @Override
    public String getUrlName() {
        return "parameters";
    }
}
