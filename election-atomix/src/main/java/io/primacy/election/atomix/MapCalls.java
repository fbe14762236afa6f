package io.primacy.election.atomix;

import static java.util.Objects.requireNonNull;

import io.atomix.core.map.AtomicMapEvent;
import io.atomix.core.map.AtomicMapType;
import io.atomix.core.map.impl.MapEntryUpdateResult;
import io.atomix.primitive.operation.OperationId;
import io.atomix.primitive.operation.PrimitiveOperation;
import io.atomix.primitive.service.ServiceConfig;
import io.atomix.utils.serializer.Serializer;
import io.atomix.utils.time.Versioned;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the map, and what it says, in the words of the library's {@code AtomicMap}. The
 * version of an entry is the Raft index of the command that wrote it.
 */
final class MapCalls {

  private static final Serializer SERIALIZER =
      Serializer.using(AtomicMapType.instance().namespace());

  private MapCalls() {}

  /** How the map is made when there is none: as the library makes it. */
  static byte[] config() {
    return SERIALIZER.encode(new ServiceConfig());
  }

  /** A write that takes effect only at a version; 0: only if there is no entry. */
  static PrimitiveOperation write(String path, long expected, byte[] value) {
    return expected == 0
        ? command("putIfAbsentWithTtl", path, value, 0L)
        : command("replaceVersion", path, expected, value);
  }

  /** Where in the log a write is. */
  static long index(byte @Nullable [] answer) {
    return result(answer).version();
  }

  static WriteOutcome outcome(byte @Nullable [] answer) {
    MapEntryUpdateResult<String, byte[]> result = result(answer);
    return switch (result.status()) {
      case OK -> new WriteOutcome.Committed(result.version());
      case PRECONDITION_FAILED -> new WriteOutcome.Conflict(record(result.result()));
      case NOOP, WRITE_LOCK ->
          throw new IllegalStateException("the map answered " + result.status());
    };
  }

  static PrimitiveOperation read(String path) {
    return query("get", path);
  }

  static Optional<StoredRecord> record(byte @Nullable [] answer) {
    Versioned<byte[]> entry = answer == null ? null : SERIALIZER.decode(answer);
    return record(entry);
  }

  /** Asks for the entries of several paths. */
  static PrimitiveOperation readAll(Collection<String> paths) {
    return query("getAllPresent", new HashSet<>(paths));
  }

  static Map<String, Long> versions(byte @Nullable [] answer) {
    Map<String, Long> versions = new HashMap<>();
    if (answer != null) {
      Map<String, Versioned<byte[]>> entries = SERIALIZER.decode(answer);
      entries.forEach((path, entry) -> versions.put(path, entry.version()));
    }
    return versions;
  }

  /** Asks to be told of changes. */
  static PrimitiveOperation listen() {
    return command("listen");
  }

  /** The path of the entry that an event tells of, and its version now. */
  static void changed(byte[] event, ObjLongConsumer<String> then) {
    Object[] arguments = SERIALIZER.decode(event);
    AtomicMapEvent<?, ?> change = (AtomicMapEvent<?, ?>) arguments[0];
    Versioned<?> now = change.newValue();
    then.accept((String) change.key(), now == null ? Hint.UNKNOWN : now.version());
  }

  private static MapEntryUpdateResult<String, byte[]> result(byte @Nullable [] answer) {
    return SERIALIZER.decode(requireNonNull(answer));
  }

  private static PrimitiveOperation command(String name, Object... arguments) {
    return PrimitiveOperation.operation(OperationId.command(name), SERIALIZER.encode(arguments));
  }

  private static PrimitiveOperation query(String name, Object... arguments) {
    return PrimitiveOperation.operation(OperationId.query(name), SERIALIZER.encode(arguments));
  }

  private static Optional<StoredRecord> record(@Nullable Versioned<byte[]> entry) {
    return entry == null
        ? Optional.empty()
        : Optional.of(new StoredRecord(entry.version(), entry.value()));
  }
}
