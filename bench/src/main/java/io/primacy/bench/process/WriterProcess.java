package io.primacy.bench.process;

import io.primacy.bench.peer.Backend;
import io.primacy.bench.write.Load;
import io.primacy.bench.write.Store;
import io.primacy.bench.write.Way;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/**
 * The program of one that writes when it is told to, and says how long that took; until its
 * standard input ends.
 */
public final class WriterProcess {

  /** What it is told, with a number of writes. */
  static final String ONE_AT_A_TIME = "one";

  static final String SEVERAL_AT_ONCE = "several";

  /** What it says then, with nanoseconds. */
  static final String TOOK = "took";

  private WriterProcess() {}

  /**
   * Arguments: backend, way, service, node, session in milliseconds, how many writes are several.
   */
  public static void main(String[] arguments) {
    int code = 0;
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    StandardInput.hear(told::add, () -> Runtime.getRuntime().halt(0));
    try {
      Store store =
          Way.valueOf(arguments[1])
              .open(
                  Backend.valueOf(arguments[0]),
                  arguments[2],
                  arguments[3],
                  Duration.ofMillis(Long.parseLong(arguments[4])));
      Load load = Load.on(store, arguments[3], Integer.parseInt(arguments[5]));
      say(PeerProcess.STANDS);
      while (true) {
        obey(told.take().split(" ", -1), load);
      }
    } catch (Exception e) {
      e.printStackTrace();
      code = 1;
    }
    Runtime.getRuntime().halt(code);
  }

  private static void obey(String[] order, Load load) throws Exception {
    int count = Integer.parseInt(order[1]);
    List<Long> times =
        switch (order[0]) {
          case ONE_AT_A_TIME -> load.oneAtATime(count);
          case SEVERAL_AT_ONCE -> List.of(load.severalAtOnce(count));
          default -> throw new IllegalArgumentException("Told to " + order[0]);
        };
    say(TOOK + times.stream().map(time -> " " + time).collect(Collectors.joining()));
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
