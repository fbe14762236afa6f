package io.primacy.election.raft;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.Watchers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The records, asked for from whatever voter can be reached.
 *
 * <p>Every answer and every hint names the highest version its voter had given. No read is answered
 * by a voter that has not given that, so that nothing goes backwards from one voter to the next. A
 * write is sent once, to one voter.
 */
final class RemoteStore implements Store {

  /** More calls than this at once are turned away. */
  private static final int MOST_CALLS = 1024;

  private final Watchers watchers = new Watchers();
  private final AtomicLong floor = new AtomicLong();
  private final EventLoop loop;
  private final Dialler dialler;

  private final Object lock = new Object();
  private final Map<Long, Read> reads = new LinkedHashMap<>(); // Guarded by lock.
  private final Map<RequestId, Write> writes = new LinkedHashMap<>(); // Guarded by lock.
  private long calls; // Guarded by lock.
  private @Nullable Wire wire; // Guarded by lock.

  private record Read(String path, CompletableFuture<Records.Reading> answer) {}

  private static final class Write {
    private final byte[] frame;
    private final String path;
    private final CompletableFuture<Applied> answer = new CompletableFuture<>();
    private boolean sent;

    Write(String path, byte[] frame) {
      this.path = path;
      this.frame = frame;
    }
  }

  private RemoteStore(BackendContext context) {
    this.loop = context.environment().newLoop("raft-keep-" + context.node());
    this.dialler =
        new Dialler(
            RaftSettings.endpoints(context.settings()),
            context.settings().get(RaftSettings.CLUSTER),
            Tls.context(context.settings()),
            context.environment().time(),
            loop,
            keepAlive(context.lease()),
            this);
  }

  static RemoteStore open(BackendContext context) {
    RemoteStore store = new RemoteStore(context);
    store.dialler.start();
    return store;
  }

  @Override
  public CompletableFuture<Records.Reading> read(String path) {
    CompletableFuture<Records.Reading> answer = new CompletableFuture<>();
    Read read = new Read(path, answer);
    long call;
    synchronized (lock) {
      call = ++calls;
      if (reads.size() >= MOST_CALLS) {
        answer.completeExceptionally(tooMany());
        return answer;
      }
      reads.put(call, read);
      if (wire != null) {
        send(wire, call, read);
      }
    }
    var unused = answer.whenComplete((value, error) -> forget(call));
    return answer;
  }

  @Override
  public CompletableFuture<Applied> write(RequestId id, String path, long expected, byte[] value) {
    byte[] frame =
        Frame.encode(
            Frame.Kind.WRITE,
            out -> {
              out.writeLong(id.client());
              out.writeLong(id.sequence());
              out.writeUTF(path);
              out.writeLong(expected);
              Frame.writeBytes(out, value);
            });
    Write write = new Write(path, frame);
    synchronized (lock) {
      if (writes.size() >= MOST_CALLS) {
        write.answer.completeExceptionally(tooMany());
        return write.answer;
      }
      writes.put(id, write);
      if (wire != null) {
        write.sent = true;
        wire.send(frame);
      }
    }
    var unused = write.answer.whenComplete((applied, error) -> forget(id));
    return write.answer;
  }

  @Override
  public Registration watch(String path, Hint hint) {
    Registration registration;
    synchronized (lock) {
      registration = watchers.add(path, hint);
      if (wire != null) {
        wire.send(Frame.encode(Frame.Kind.WATCH, out -> out.writeUTF(path)));
      }
    }
    return () -> {
      registration.close();
      synchronized (lock) {
        if (wire != null && !watchers.has(path)) {
          wire.send(Frame.encode(Frame.Kind.UNWATCH, out -> out.writeUTF(path)));
        }
      }
    };
  }

  @Override
  public String found() {
    return dialler.found();
  }

  @Override
  public void close() {
    List<CompletableFuture<?>> left = new ArrayList<>();
    synchronized (lock) {
      writes.values().forEach(write -> left.add(write.answer));
      reads.values().forEach(read -> left.add(read.answer));
    }
    watchers.clear();
    left.forEach(answer -> answer.cancel(false));
    dialler.close();
    loop.close();
  }

  /** Goes on over a connection to a voter that answers. */
  void connected(Wire to) {
    synchronized (lock) {
      wire = to;
      for (String path : watchers.paths()) {
        to.send(Frame.encode(Frame.Kind.WATCH, out -> out.writeUTF(path)));
      }
      reads.forEach((call, read) -> send(to, call, read));
      for (Write write : writes.values()) {
        if (!write.sent) {
          write.sent = true;
          to.send(write.frame);
        }
      }
    }
  }

  /** A connection is gone, and with it the answers to what was written over it. */
  void disconnected(Wire from) {
    List<Write> lost = new ArrayList<>();
    synchronized (lock) {
      if (wire != from) {
        return;
      }
      wire = null;
      writes.values().stream().filter(write -> write.sent).forEach(lost::add);
    }
    BackendException cause =
        new BackendException("the connection to the voter ended. Read the record back.");
    lost.forEach(write -> write.answer.completeExceptionally(cause));
  }

  void received(Frame frame) throws java.io.IOException {
    var in = frame.content();
    switch (frame.kind()) {
      case READING -> {
        long call = in.readLong();
        raiseFloor(in.readLong());
        complete(call, new Records.Reading(Frame.readRecord(in), floor.get()));
      }
      case APPLIED -> {
        RequestId id = new RequestId(in.readLong(), in.readLong());
        long version = in.readLong();
        long counter = in.readLong();
        raiseFloor(counter);
        Write write;
        synchronized (lock) {
          write = writes.get(id);
        }
        if (write != null) {
          write.answer.complete(
              new Applied(id, write.path, version, Frame.readRecord(in), counter));
        }
      }
      case HINT -> {
        String path = in.readUTF();
        raiseFloor(in.readLong());
        watchers.hint(path, in.readLong());
      }
      default -> throw new java.io.IOException("A voter does not say " + frame.kind());
    }
  }

  private void complete(long call, Records.Reading reading) {
    Read read;
    synchronized (lock) {
      read = reads.get(call);
    }
    if (read != null) {
      read.answer.complete(reading);
    }
  }

  /* A floor that rose since a read was sent does not bind it: it began before. */
  private void send(Wire to, long call, Read read) {
    long from = floor.get();
    to.send(
        Frame.encode(
            Frame.Kind.READ,
            out -> {
              out.writeLong(call);
              out.writeUTF(read.path);
              out.writeLong(from);
            }));
  }

  private void raiseFloor(long counter) {
    floor.accumulateAndGet(counter, Math::max);
  }

  private void forget(long call) {
    synchronized (lock) {
      reads.remove(call);
    }
  }

  private void forget(RequestId id) {
    synchronized (lock) {
      writes.remove(id);
    }
  }

  private static BackendException tooMany() {
    return new BackendException("there are " + MOST_CALLS + " calls under way. Make fewer.");
  }

  private static Duration keepAlive(Duration lease) {
    Duration sixteenth = lease.dividedBy(16);
    Duration least = Duration.ofMillis(100);
    Duration most = Duration.ofSeconds(1);
    if (sixteenth.compareTo(least) < 0) {
      return least;
    }
    return sixteenth.compareTo(most) > 0 ? most : sixteenth;
  }
}
