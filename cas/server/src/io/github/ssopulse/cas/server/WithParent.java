package io.github.ssopulse.cas.server;

import java.io.IOException;
import java.util.Arrays;

/** Runs the main class named first, for as long as whoever started it keeps this process's standard input open. */
public final class WithParent {

    private WithParent() {
    }

    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(WithParent::haltWhenAlone, "with-parent");
        watch.setDaemon(true);
        watch.start();
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    }

    private static void haltWhenAlone() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever said here; only the end counts.
            }
        } catch (IOException closed) {
            // The same end.
        }
        Runtime.getRuntime().halt(0);
    }
}
