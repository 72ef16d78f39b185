package io.jenkins.plugins.cloudops.run;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * What is done for a run in a thread of its own and without a limit, since it can take long: a tool may have to be
 * installed, or credentials looked up. Asked about by the look at the run only, which it wakes when it is over.
 */
final class Errand {

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile Thread thread;

    private Errand() {
    }

    /** What is to be done. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** @param afterwards called once, whatever became of the work, when {@link #isOver} is true */
    static Errand start(ExecutorService threads, Work work, Runnable afterwards) {
        Errand errand = new Errand();
        threads.submit(() -> errand.run(work, afterwards));
        return errand;
    }

    private void run(Work work, Runnable afterwards) {
        thread = Thread.currentThread();
        try {
            work.run();
            end.complete(null);
        } catch (Throwable e) {
            // Errors too: nobody else would hear of them, and the step would wait for ever.
            end.completeExceptionally(e);
        } finally {
            afterwards.run();
        }
    }

    boolean isOver() {
        return end.isDone();
    }

    /** Hands the thread that works over, if there is one already. */
    void interrupt(Consumer<Thread> how) {
        Thread working = thread;
        if (working != null) {
            how.accept(working);
        }
    }

    /** @throws ExecutionException why the work failed, as the cause */
    void result() throws ExecutionException, InterruptedException {
        end.get();
    }
}
