package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.model.ItemGroup;
import hudson.model.Run;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.core.Authentication;

/** Where credentials come from (credentials plugin). Declared: finding them for a build or for Jenkins, and noting
 * their use. */
public abstract class CredentialsProvider {

    /** Only here: the credentials that are to be found, by id. */
    static final Map<String, IdCredentials> KNOWN = new ConcurrentHashMap<>();

    private CredentialsProvider() {
    }

    /** Null if there are none with this id and of this type. */
    public static <C extends IdCredentials> C findCredentialById(String id, Class<C> type, Run<?, ?> run) {
        IdCredentials found = KNOWN.get(id);
        return type.isInstance(found) ? type.cast(found) : null;
    }

    /** Those of a folder or of Jenkins itself; here all that there are, whatever is asked for. */
    public static <C extends Credentials> List<C> lookupCredentialsInItemGroup(Class<C> type,
            @SuppressWarnings("rawtypes") ItemGroup itemGroup, Authentication authentication) {
        return KNOWN.values().stream().filter(type::isInstance).map(type::cast).toList();
    }

    @SuppressWarnings("rawtypes")
    public static <C extends Credentials> C track(Run build, C credentials) {
        return credentials;
    }
}
