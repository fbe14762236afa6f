package io.primacy.election.node.torture;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A time in which something is broken, and a quiet one after it.
 *
 * @param number from 1
 * @param faults that begin together, each on a process of its own; in the order in which they end
 * @param quiet how long nothing is done once all is well again
 */
record Window(int number, List<Fault> faults, Duration quiet) {

  Window {
    faults = List.copyOf(faults);
  }

  String words() {
    return faults.stream().map(Fault::words).collect(Collectors.joining(" + "));
  }
}
