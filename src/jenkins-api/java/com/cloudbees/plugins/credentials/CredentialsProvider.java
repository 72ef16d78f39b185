package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.model.Run;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where credentials come from (credentials plugin). Declared: finding them for a build, and noting their use. */
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

    @SuppressWarnings("rawtypes")
    public static <C extends Credentials> C track(Run build, C credentials) {
        return credentials;
    }
}
