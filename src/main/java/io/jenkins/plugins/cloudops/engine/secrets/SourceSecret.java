package io.jenkins.plugins.cloudops.engine.secrets;

/**
 * A secret at its source, without its value.
 *
 * @param name as people know it there
 * @param id by which its value is asked for
 * @param version of its value: an id of the source's, or what is derived from the value with a key of this Jenkins
 */
record SourceSecret(String name, String id, String version) {
}
