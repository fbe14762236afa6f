package io.primacy.election.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What becomes of writes on their way to the leader, which is played by a list. */
final class WritesTest {

  private static final RequestId FIRST = new RequestId(7, 1);

  private final List<RequestId> received = new ArrayList<>();
  private boolean reachable = true;
  private final Barriers barriers = new Barriers(1, this::receive, new AtOnce());
  private final Writes writes = new Writes(this::receive, new AtOnce(), barriers);

  @Test
  void oneThatGotLostIsSentAgain() {
    CompletableFuture<Applied> answer = write();
    barriers.send();

    writes.sendLost(1);

    assertEquals(List.of(FIRST, new RequestId(1, -1), FIRST), received);
    assertFalse(answer.isDone());
  }

  @Test
  void oneThatMayStillArriveIsNotSentAgain() {
    barriers.send();
    var unused = write();

    writes.sendLost(1);

    assertEquals(List.of(new RequestId(1, -1), FIRST), received);
  }

  @Test
  void oneThatWasSentAgainIsNotLostBeforeTheNextBarrierSaysSo() {
    var unused = write();
    barriers.send();
    writes.sendLost(1);
    received.clear();

    writes.sendLost(1);
    assertEquals(List.of(), received);

    barriers.send();
    writes.sendLost(2);
    assertEquals(List.of(new RequestId(1, -2), FIRST), received);
  }

  @Test
  void nothingIsSentForWhoGaveUp() {
    CompletableFuture<Applied> answer = write();
    barriers.send();
    answer.cancel(false);

    writes.sendLost(1);

    assertEquals(List.of(FIRST, new RequestId(1, -1)), received);
  }

  @Test
  void oneThatIsDoneIsNotSentAgain() {
    CompletableFuture<Applied> answer = write();
    barriers.send();
    Applied applied = new Applied(FIRST, "x", 1, Optional.empty(), 1);

    writes.applied(applied);
    writes.sendLost(1);

    assertEquals(applied, answer.join());
    assertEquals(List.of(FIRST, new RequestId(1, -1)), received);
  }

  @Test
  void oneThatFoundNoLeaderIsSentOnceThereIsOne() {
    reachable = false;
    var unused = write();
    writes.sendLost(1);
    writes.sendWaiting();
    assertEquals(List.of(), received);

    reachable = true;
    writes.sendWaiting();
    writes.sendWaiting();

    assertEquals(List.of(FIRST), received);
  }

  @Test
  void oneThatASnapshotMayHideIsUnknownAndNotSentAgain() {
    CompletableFuture<Applied> answer = write();
    barriers.send();

    writes.replaced(new Records());
    writes.sendLost(1);

    CompletionException unknown = assertThrows(CompletionException.class, answer::join);
    assertEquals(BackendException.class, unknown.getCause().getClass());
    assertEquals(List.of(FIRST, new RequestId(1, -1)), received);
  }

  @Test
  void oneThatWasNotSentIsNotHiddenByASnapshot() {
    reachable = false;
    CompletableFuture<Applied> answer = write();

    writes.replaced(new Records());

    assertFalse(answer.isDone());
  }

  private CompletableFuture<Applied> write() {
    return writes.write(FIRST, "x", 0, new byte[] {1});
  }

  private boolean receive(byte[] command) {
    if (reachable) {
      received.add(Command.decode(command, 0, command.length).id());
    }
    return reachable;
  }

  /** Does everything at once. */
  private static final class AtOnce implements EventLoop {

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public Registration schedule(Duration delay, Runnable task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
