package io.jenkins.plugins.cloudops.engine.terraform.apply;

import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;

/**
 * One operation on a resource, as the events of an apply tell it. Within an apply, its number is its own.
 *
 * @param number of the operation among all that began, from 1
 * @param start milliseconds since 1970
 * @param end milliseconds since 1970; of one that was cut short, when the last event came
 * @param done whether it was done, and neither failed nor was cut short
 */
public record ResourceStep(int number, Action action, long start, long end, boolean done) {
}
