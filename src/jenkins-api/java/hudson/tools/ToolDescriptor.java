package hudson.tools;

import hudson.model.Descriptor;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;

/** Describes a kind of tool and holds its installations. Declared: these. */
public abstract class ToolDescriptor<T extends ToolInstallation> extends Descriptor<ToolInstallation> {

    private T[] installations;

    protected ToolDescriptor() {
    }

    @SuppressWarnings("unchecked")
    public T[] getInstallations() {
        if (installations != null) {
            return installations.clone();
        }
        ParameterizedType declared = (ParameterizedType) getClass().getGenericSuperclass();
        return (T[]) Array.newInstance((Class<?>) declared.getActualTypeArguments()[0], 0);
    }

    @SuppressWarnings("unchecked")
    public void setInstallations(T... installations) {
        this.installations = installations.clone();
    }
}
