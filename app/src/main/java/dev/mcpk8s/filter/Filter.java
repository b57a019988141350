package dev.mcpk8s.filter;

/** One filter under way. It belongs to one command and is fed by one thread. */
interface Filter {

    /** Where its output goes. */
    interface Downstream {

        /**
         * @return whether more is wanted
         */
        boolean write(byte[] bytes, int from, int to);

        /** Tells on standard error what went wrong; a whole line without its end. */
        void error(String line);
    }

    /**
     * Takes a piece of its input, cut anywhere.
     *
     * @return whether it wants more; what it is given nevertheless it ignores
     */
    boolean accept(byte[] bytes, int from, int to, Downstream out);

    /**
     * The input has ended.
     *
     * @return its exit code
     */
    int finish(Downstream out);
}
