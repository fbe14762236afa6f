package io.primacy.election.atomix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.atomix.cluster.MemberId;
import io.atomix.core.map.AtomicMapType;
import io.atomix.core.map.impl.MapEntryUpdateResult;
import io.atomix.primitive.session.SessionId;
import io.atomix.protocols.raft.protocol.CommandResponse;
import io.atomix.protocols.raft.protocol.KeepAliveResponse;
import io.atomix.protocols.raft.protocol.OpenSessionResponse;
import io.atomix.protocols.raft.protocol.QueryResponse;
import io.atomix.protocols.raft.protocol.RaftClientProtocol;
import io.atomix.protocols.raft.protocol.RaftResponse;
import io.atomix.utils.serializer.Serializer;
import io.atomix.utils.time.Versioned;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.StoredRecord;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An answer that comes late shows nothing that an earlier one did not. */
final class OvertakenTest {

  private static final Serializer SERIALIZER =
      Serializer.using(AtomicMapType.instance().namespace());
  private static final MemberId VOTER = MemberId.from("w");

  private final EventLoop loop = Environment.system().newLoop("overtaken");
  private final BlockingQueue<CompletableFuture<QueryResponse>> reads = new LinkedBlockingQueue<>();
  private final BlockingQueue<CompletableFuture<CommandResponse>> writes =
      new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void aReadThatWasOvertakenByAWriteIsAskedAgain() throws Exception {
    Records records = records();
    CompletableFuture<Optional<StoredRecord>> read = records.read("x");
    CompletableFuture<QueryResponse> asked = reads.take();
    var written = records.write("x", 0, TestVoters.bytes("first"));
    writes.take().complete(committed(12));
    written.get(5, TimeUnit.SECONDS);

    asked.complete(read(11, null));

    CompletableFuture<QueryResponse> again = reads.poll(5, TimeUnit.SECONDS);
    assertFalse(read.isDone(), "showed that there is no record");
    again.complete(read(12, new Versioned<>(TestVoters.bytes("first"), 12)));
    assertEquals(12, read.get(5, TimeUnit.SECONDS).orElseThrow().version());
  }

  @Test
  void aRecordThatWasDeletedSinceIsShownAsSuch() throws Exception {
    Records records = records();
    var written = records.write("x", 0, TestVoters.bytes("first"));
    writes.take().complete(committed(12));
    written.get(5, TimeUnit.SECONDS);

    CompletableFuture<Optional<StoredRecord>> read = records.read("x");
    reads.take().complete(read(13, null));

    assertEquals(Optional.empty(), read.get(5, TimeUnit.SECONDS));
  }

  private Records records() throws InterruptedException {
    Line line =
        new Line(
            voters(),
            new Rotation(List.of(VOTER), VOTER),
            MemberId.from("me"),
            Duration.ofSeconds(60),
            loop,
            new Hints(loop, Duration.ofSeconds(60)));
    line.start();
    writes.take(); // It asks to be told of changes.
    return new Records(line);
  }

  private RaftClientProtocol voters() {
    return (RaftClientProtocol)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {RaftClientProtocol.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "openSession" -> CompletableFuture.completedFuture(session());
                  case "keepAlive" -> new CompletableFuture<KeepAliveResponse>();
                  case "query" -> held(reads);
                  case "command" -> held(writes);
                  default -> null;
                });
  }

  private static <T> CompletableFuture<T> held(BlockingQueue<CompletableFuture<T>> where) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    where.add(answer);
    return answer;
  }

  private static OpenSessionResponse session() {
    return OpenSessionResponse.builder()
        .withStatus(RaftResponse.Status.OK)
        .withSession(SessionId.from(1).id())
        .withTimeout(60_000)
        .build();
  }

  private static QueryResponse read(long index, Versioned<byte[]> found) {
    return QueryResponse.builder()
        .withStatus(RaftResponse.Status.OK)
        .withIndex(index)
        .withResult(found == null ? null : SERIALIZER.encode(found))
        .build();
  }

  private static CommandResponse committed(long index) {
    return CommandResponse.builder()
        .withStatus(RaftResponse.Status.OK)
        .withIndex(index)
        .withResult(
            SERIALIZER.encode(
                new MapEntryUpdateResult<>(MapEntryUpdateResult.Status.OK, index, "x", null)))
        .build();
  }
}
