package io.primacy.election.zookeeper;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.Settings;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Opens backends and asks them, waiting for the answers. */
final class Nodes {

  static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

  private Nodes() {}

  static ZookeeperBackend open(String connect, String... settings) {
    return open(connect, "test", CALL_TIMEOUT, settings);
  }

  static ZookeeperBackend open(
      String connect, String namespace, Duration callTimeout, String... settings) {
    return ZookeeperBackend.open(context(connect, namespace, callTimeout, settings));
  }

  static BackendContext context(
      String connect, String namespace, Duration callTimeout, String... settings) {
    Map<String, String> raw = new HashMap<>(Map.of("connect", connect));
    for (int i = 0; i < settings.length; i += 2) {
      raw.put(settings[i], settings[i + 1]);
    }
    List<String> problems = new ArrayList<>();
    Settings checked =
        Settings.check("election.zookeeper.", new ZookeeperProvider().settings(), raw, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return new BackendContext(
        namespace, "n1", checked, callTimeout, Duration.ofSeconds(4), Environment.system());
  }

  static RecordKey key(String name) {
    return new RecordKey("elections", name);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(StoredRecord stored) {
    return new String(stored.value(), StandardCharsets.UTF_8);
  }

  static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, SECONDS);
  }

  static Optional<StoredRecord> read(ElectionBackend backend, String name) throws Exception {
    return get(backend.read(key(name)));
  }

  static WriteOutcome write(ElectionBackend backend, String name, long expected, String value)
      throws Exception {
    return get(backend.write(key(name), expected, bytes(value)));
  }

  /** The version a write has to be given. */
  static long committed(WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Committed committed) {
      return committed.version();
    }
    throw new AssertionError("Expected Committed, found " + outcome);
  }

  static Optional<StoredRecord> conflicting(WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Conflict conflict) {
      return conflict.current();
    }
    throw new AssertionError("Expected Conflict, found " + outcome);
  }

  static Throwable unknown(WriteOutcome outcome) {
    if (outcome instanceof WriteOutcome.Unknown unknown) {
      return unknown.cause();
    }
    throw new AssertionError("Expected Unknown, found " + outcome);
  }

  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("Expected within 20 s: " + what);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }
}
