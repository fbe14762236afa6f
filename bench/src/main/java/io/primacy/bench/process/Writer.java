package io.primacy.bench.process;

import io.primacy.bench.peer.Backend;
import io.primacy.bench.write.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One that writes, see {@link WriterProcess}; stands when its records are there. */
public final class Writer extends Participant {

  private static final int LIMIT_SECONDS = 120;

  private final BlockingQueue<List<Long>> answers = new LinkedBlockingQueue<>();

  /**
   * Starts it.
   *
   * @param several how many writes are under way when several are
   * @param folder where its log goes
   */
  public Writer(
      Backend backend,
      Way way,
      String service,
      String node,
      Duration session,
      int several,
      Path folder)
      throws IOException {
    super(
        way.name().toLowerCase(Locale.ROOT) + "-" + backend.provider() + "-" + node,
        folder,
        way.libraries(backend),
        WriterProcess.class,
        List.of(
            backend.name(),
            way.name(),
            service,
            node,
            Long.toString(session.toMillis()),
            Integer.toString(several)));
    listen();
  }

  /** The nanoseconds of each of some writes, one after the other. */
  public List<Long> oneAtATime(int count) throws Exception {
    return ask(WriterProcess.ONE_AT_A_TIME, count);
  }

  /** The nanoseconds for so many, several at once. */
  public long severalAtOnce(int count) throws Exception {
    return ask(WriterProcess.SEVERAL_AT_ONCE, count).get(0);
  }

  private List<Long> ask(String what, int count) throws Exception {
    say(what + " " + count);
    List<Long> answer = answers.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (answer == null || answer.isEmpty()) {
      throw new TimeoutException(
          count
              + " writes were not done "
              + (answer == null ? "within " + LIMIT_SECONDS + " s" : "and its process ended")
              + "; see "
              + log());
    }
    return answer;
  }

  @Override
  void hearTheEnd() {
    answers.add(List.of());
  }

  @Override
  void hear(String line, long at) {
    String[] words = line.split(" ", -1);
    if (words[0].equals(PeerProcess.STANDS)) {
      stands();
    } else if (words[0].equals(WriterProcess.TOOK)) {
      answers.add(Arrays.stream(words).skip(1).map(Long::valueOf).toList());
    }
  }
}
