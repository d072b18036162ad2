package org.httpca.forward.loop;

/** One turn of a stage. */
@FunctionalInterface
public interface Work {
    /**
     * Handles what is there, up to a batch.
     *
     * @return how many items were handled; 0 when there was nothing to do
     * @throws Exception on a fault; the loop logs it and tries again later
     */
    int run() throws Exception;
}
