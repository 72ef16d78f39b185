package org.jenkinsci.plugins.structs.describable;

import java.util.Map;

/** How something is described by its settings (structs plugin). Declared: taking it apart; here it has none. */
public final class DescribableModel<T> {

    private DescribableModel() {
    }

    /** @throws UnsupportedOperationException if it cannot be taken apart */
    public static UninstantiatedDescribable uninstantiate2_(Object o) {
        return new UninstantiatedDescribable(Map.of());
    }
}
