package dev.ringfence.samples.stress;

import java.util.ArrayList;
import java.util.List;

/** Threads that keep every core busy until it is closed. They are daemons: they never outlive this JVM. */
final class Load implements AutoCloseable {
    private final List<Thread> burners = new ArrayList<>();
    private volatile boolean burning = true;

    private Load() {}

    static Load onEveryCore() {
        Load load = new Load();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) load.addBurner(i);
        return load;
    }

    private void addBurner(int number) {
        Thread burner = new Thread(this::burn, "burner-" + number);
        burner.setDaemon(true);
        burner.start();
        burners.add(burner);
    }

    private void burn() {
        while (burning) Thread.onSpinWait();
    }

    int burners() {
        return burners.size();
    }

    @Override
    public void close() {
        burning = false;
    }
}
