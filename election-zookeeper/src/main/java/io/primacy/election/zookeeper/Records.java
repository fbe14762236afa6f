package io.primacy.election.zookeeper;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException.Code;

/** Reads records, again after a lost connection, until the call they are for has ended. */
final class Records {

  /** Lets ZooKeeper's client notice that the connection is gone before it is asked again. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Connection connection;
  private final Sightings sightings;
  private final Refusal refusal;
  private final EventLoop loop;

  Records(Connection connection, Sightings sightings, Refusal refusal, EventLoop loop) {
    this.connection = connection;
    this.sightings = sightings;
    this.refusal = refusal;
    this.loop = loop;
  }

  /** A record as some server of the ensemble has it. */
  void read(
      CompletableFuture<?> call,
      String path,
      Consumer<Optional<Found>> then,
      Consumer<BackendException> failed) {
    connection.whenConnected(
        call, link -> read(link, call, path, then, failed, () -> read(call, path, then, failed)));
  }

  /** A record as it is at some moment after this call: no server that lags is believed. */
  void readCurrent(
      CompletableFuture<?> call,
      String path,
      Consumer<Optional<Found>> then,
      Consumer<BackendException> failed) {
    Runnable again = () -> readCurrent(call, path, then, failed);
    connection.whenConnected(
        call,
        link ->
            link.catchUp(
                () -> read(link, call, path, then, failed, again),
                code -> retry(call, path, code, again, failed)));
  }

  /* The answer of a session that another has followed may be older than what that has shown. */
  private void read(
      Link link,
      CompletableFuture<?> call,
      String path,
      Consumer<Optional<Found>> then,
      Consumer<BackendException> failed,
      Runnable again) {
    link.read(
        path,
        znode -> {
          if (connection.isLatest(link)) {
            understood(path, znode, then, failed);
          } else {
            retry(call, path, Code.SESSIONMOVED, again, failed);
          }
        },
        code -> retry(call, path, code, again, failed));
  }

  private void retry(
      CompletableFuture<?> call,
      String path,
      Code code,
      Runnable again,
      Consumer<BackendException> failed) {
    if (!Refusal.isLoss(code)) {
      failed.accept(refusal.of("read", path, code));
    } else if (!call.isDone()) {
      var unused = loop.schedule(PAUSE, again);
    }
  }

  private void understood(
      String path,
      Optional<Link.Znode> znode,
      Consumer<Optional<Found>> then,
      Consumer<BackendException> failed) {
    Optional<Found> found = Optional.empty();
    if (znode.isPresent()) {
      Optional<Envelope> envelope = Envelope.open(znode.get().data());
      if (envelope.isEmpty()) {
        failed.accept(foreign(path, znode.get().data()));
        return;
      }
      long version = znode.get().stat().getMzxid();
      Sighting sighting =
          new Sighting(version, znode.get().stat().getVersion(), envelope.get().id());
      Sighting latest = sightings.note(path, sighting);
      if (latest.version() > version) {
        failed.accept(older(path, version, latest.version()));
        return;
      }
      found = Optional.of(new Found(new StoredRecord(version, envelope.get().value()), sighting));
    }
    then.accept(found);
  }

  private static BackendException foreign(String path, byte[] data) {
    String start =
        new String(data, 0, Math.min(data.length, 24), StandardCharsets.UTF_8)
            .replaceAll("[^ -~]", "?");
    return new BackendException(
        "Asked ZooKeeper to read "
            + path
            + "; it holds "
            + data.length
            + " bytes that are no record of ours ('"
            + start
            + "'). Delete that znode, or choose another election.zookeeper.root.");
  }

  private static BackendException older(String path, long version, long seen) {
    return new BackendException(
        "Asked ZooKeeper to read "
            + path
            + "; its version is "
            + version
            + " where "
            + seen
            + " was seen before. The ensemble has lost history or is another one: find out, and"
            + " restart this process.");
  }

  /** A record, and what it takes to replace it. */
  record Found(StoredRecord stored, Sighting sighting) {}
}
