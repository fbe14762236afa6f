package io.primacy.election.zookeeper;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.WriteOutcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.OpResult.SetDataResult;
import org.apache.zookeeper.data.Stat;

/** One write, from the request to its outcome: usually one transaction, in one round trip. */
/*
 * ZooKeeper compares a znode's dataVersion, which starts again at 0 when the znode is made again.
 * Each record therefore has a child with a random name, its mark: the mark goes when the record
 * goes, and its name never comes back. An update checks for the mark and compares dataVersion in
 * one transaction, which succeeds only on the very content that was seen.
 *
 * A refused transaction has changed nothing, so another one may follow it. One without an answer
 * is never followed by another.
 */
final class ConditionalWrite {

  private static final byte[] NOTHING = new byte[0];

  private final Connection connection;
  private final Records records;
  private final Sightings sightings;
  private final Refusal refusal;
  private final Places places;
  private final LongSupplier nonces;

  private final String path;
  private final long expected;
  private final byte[] value;
  private final CompletableFuture<WriteOutcome> call;

  ConditionalWrite(
      Store store, String path, long expected, byte[] value, CompletableFuture<WriteOutcome> call) {
    this.connection = store.connection();
    this.records = store.records();
    this.sightings = store.sightings();
    this.refusal = store.refusal();
    this.places = store.places();
    this.nonces = store.nonces();
    this.path = path;
    this.expected = expected;
    this.value = value;
    this.call = call;
  }

  void begin() {
    if (expected == 0) {
      create();
      return;
    }
    sightings
        .at(path, expected)
        .ifPresentOrElse(
            this::update, () -> records.readCurrent(call, path, this::updateIfExpected, this::end));
  }

  private void updateIfExpected(Optional<Records.Found> found) {
    if (isExpected(found)) {
      update(found.orElseThrow().sighting());
    } else {
      conflict(found);
    }
  }

  private void create() {
    Envelope envelope = new Envelope(nonces.getAsLong(), value);
    String mark = Layout.mark(path, envelope.id());
    // Writing the mark once more changes nothing: it is there to learn the transaction's zxid.
    connection.whenConnected(
        call,
        link ->
            commit(
                link,
                List.of(
                    link.creation(path, envelope.seal()),
                    link.creation(mark, NOTHING),
                    Op.setData(mark, NOTHING, 0)),
                results -> committed(stat(results, 2).getMzxid(), 0, envelope.id()),
                code -> refusedToCreate(link, code)));
  }

  private void refusedToCreate(Link link, Code code) {
    switch (code) {
      case NODEEXISTS -> readBack(this::conflict);
      case NONODE -> places.make(link, Layout.parent(path), this::create, this::end);
      default -> end(refusal.of("create", path, code));
    }
  }

  private void update(Sighting seen) {
    connection.whenConnected(
        call,
        link ->
            replace(
                link, seen.id(), seen.dataVersion(), () -> readBack(this::conflictOrMarkAgain)));
  }

  /* The record is unchanged and yet the update was refused: somebody has deleted its mark. */
  private void conflictOrMarkAgain(Optional<Records.Found> found) {
    if (isExpected(found)) {
      connection.whenConnected(call, this::markAgain);
    } else {
      conflict(found);
    }
  }

  /*
   * A new mark, made before the record is read, proves as much as the one it replaces: if it is
   * still there when the update is checked, the record was not made again since it was read.
   */
  private void markAgain(Link link) {
    long id = nonces.getAsLong();
    String mark = Layout.mark(path, id);
    link.create(
        mark,
        () ->
            readBack(
                found -> {
                  if (isExpected(found)) {
                    replace(
                        link,
                        id,
                        found.orElseThrow().sighting().dataVersion(),
                        () -> {
                          drop(link, mark);
                          readBack(this::conflictOrMarkAgain);
                        });
                  } else {
                    drop(link, mark);
                    conflict(found);
                  }
                }),
        code -> {
          if (code == Code.NONODE) {
            readBack(this::conflict);
          } else {
            end(refusal.of("write", path, code));
          }
        });
  }

  private void replace(Link link, long id, int dataVersion, Runnable refused) {
    commit(
        link,
        List.of(
            Op.check(Layout.mark(path, id), -1),
            Op.setData(path, new Envelope(id, value).seal(), dataVersion)),
        results -> {
          Stat stat = stat(results, 1);
          committed(stat.getMzxid(), stat.getVersion(), id);
        },
        code -> {
          if (code == Code.BADVERSION || code == Code.NONODE) {
            refused.run();
          } else {
            end(refusal.of("write", path, code));
          }
        });
  }

  private void commit(
      Link link, List<Op> operations, Consumer<List<OpResult>> then, Consumer<Code> refused) {
    link.commit(new Commits.Commit(call, operations, value.length, then, refused));
  }

  /* A session sees its own refusals: what it reads next is as new as what refused it. */
  private void readBack(Consumer<Optional<Records.Found>> then) {
    records.read(call, path, then, this::end);
  }

  private void drop(Link link, String mark) {
    link.delete(mark, code -> {});
  }

  private boolean isExpected(Optional<Records.Found> found) {
    return found.isPresent() && found.get().stored().version() == expected;
  }

  private void committed(long version, int dataVersion, long id) {
    sightings.note(path, new Sighting(version, dataVersion, id));
    call.complete(new WriteOutcome.Committed(version));
  }

  private void conflict(Optional<Records.Found> found) {
    Optional<StoredRecord> current = found.map(Records.Found::stored);
    call.complete(new WriteOutcome.Conflict(current));
  }

  private void end(BackendException cause) {
    call.complete(new WriteOutcome.Unknown(cause));
  }

  private static Stat stat(List<OpResult> results, int index) {
    return ((SetDataResult) results.get(index)).getStat();
  }

  /** What writes share. */
  record Store(
      Connection connection,
      Records records,
      Sightings sightings,
      Refusal refusal,
      Places places,
      LongSupplier nonces) {}
}
