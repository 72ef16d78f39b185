package io.jenkins.plugins.cloudops.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Times tasks in turns (A B C A B C …), so that whatever else the machine does meets all of them alike. The first one is
 * what the others are compared with, round by round.
 */
final class Interleaved {

    /** Something to time. */
    interface Task {
        void run() throws Exception;
    }

    private final Task[] tasks;
    private final List<double[]> rounds = new ArrayList<>();
    private Task before = () -> { };
    private LongSupplier clock = System::nanoTime;

    Interleaved(Task... tasks) {
        this.tasks = tasks;
    }

    /** Measures with another clock of nanoseconds, such as that of the thread alone, on a machine that is busy. */
    Interleaved by(LongSupplier other) {
        clock = other;
        return this;
    }

    /** What to do before each of them, outside of the time. */
    Interleaved before(Task preparation) {
        before = preparation;
        return this;
    }

    void run(int times) throws Exception {
        for (int round = 0; round < times; round++) {
            double[] seconds = new double[tasks.length];
            for (int i = 0; i < tasks.length; i++) {
                before.run();
                long start = clock.getAsLong();
                tasks[i].run();
                seconds[i] = (clock.getAsLong() - start) / 1e9;
            }
            rounds.add(seconds);
        }
    }

    void clear() {
        rounds.clear();
    }

    /** The median seconds of a task. */
    double median(int task) {
        return median(rounds.stream().mapToDouble(seconds -> seconds[task]).toArray());
    }

    /** The median of how many times as long as the first task it took in the same round. */
    double ratio(int task) {
        return median(rounds.stream().mapToDouble(seconds -> seconds[task] / seconds[0]).toArray());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
