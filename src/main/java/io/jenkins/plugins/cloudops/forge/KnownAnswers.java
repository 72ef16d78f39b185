package io.jenkins.plugins.cloudops.forge;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last answers that had an ETag, so that asking again costs neither the forge nor its limits anything (RFC 9110,
 * 13.1.2). By address and credentials: what one may see, another may not.
 */
final class KnownAnswers {

    private static final int MOST = 200;
    private static final int LARGEST = 1 << 20;

    private final Map<String, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > MOST;
        }
    };

    /** Null if there is none. */
    synchronized Answer get(String key) {
        return answers.get(key);
    }

    synchronized void put(String key, Answer answer) {
        if (!answer.header("ETag").isEmpty() && answer.body().length <= LARGEST) {
            answers.put(key, answer);
        } else {
            answers.remove(key);
        }
    }
}
