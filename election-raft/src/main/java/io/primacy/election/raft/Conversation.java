package io.primacy.election.raft;

import io.primacy.election.spi.Hint;
import io.primacy.election.spi.Registration;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A voter's side of the connection to one client. */
final class Conversation {

  private static final Logger LOG = System.getLogger(Conversation.class.getName());

  /** A client that says nothing for so long is gone: it would have asked how we are. */
  private static final int LONGEST_SILENCE_MILLIS = 30_000;

  private final String cluster;
  private final Voter voter;
  private final ClientListener listener;
  private final Socket socket;
  private final Wire wire;
  private final Thread reader;
  private final Map<String, Registration> watches = new HashMap<>(); // Used by the reader only.
  private final Set<Runnable> underWay = ConcurrentHashMap.newKeySet();

  Conversation(Socket socket, String cluster, Voter voter, ClientListener listener)
      throws IOException {
    this.socket = socket;
    this.cluster = cluster;
    this.voter = voter;
    this.listener = listener;
    socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
    this.wire = new Wire(socket, "raft-client-" + socket.getPort());
    this.reader = new Thread(this::converse, "raft-client-" + socket.getPort() + "-in");
    reader.setDaemon(true);
  }

  void start() {
    wire.start();
    reader.start();
  }

  void close() {
    wire.close();
  }

  private void converse() {
    Registration state = () -> {};
    try {
      if (welcome(wire.receive())) {
        state = voter.whenOpen(this::tellState);
        while (!socket.isClosed()) {
          handle(wire.receive());
        }
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The connection to a client ended: " + e);
    } finally {
      state.close();
      wire.close();
      watches.values().forEach(Registration::close);
      underWay.forEach(Runnable::run);
      listener.ended(this);
    }
  }

  private boolean welcome(Frame hello) throws IOException {
    DataInputStream in = hello.content();
    if (hello.kind() != Frame.Kind.HELLO || in.readLong() != Frame.MAGIC) {
      return false;
    }
    String asked = in.readUTF();
    if (!asked.equals(cluster)) {
      wire.send(
          Frame.encode(
              Frame.Kind.REFUSED,
              out -> out.writeUTF("this is a voter of the cluster " + cluster)));
      // Waits for the client to hang up, so that it hears why.
      wire.receive();
      return false;
    }
    return true;
  }

  private void handle(Frame frame) throws IOException {
    DataInputStream in = frame.content();
    switch (frame.kind()) {
      case PING -> tellState(voter.isOpen());
      case READ -> read(in.readLong(), in.readUTF(), in.readLong());
      case WRITE -> {
        RequestId id = new RequestId(in.readLong(), in.readLong());
        write(id, in.readUTF(), in.readLong(), Frame.readBytes(in));
      }
      case WATCH -> watch(in.readUTF());
      case UNWATCH -> {
        Registration watch = watches.remove(in.readUTF());
        if (watch != null) {
          watch.close();
        }
      }
      default -> throw new IOException("A client does not say " + frame.kind());
    }
  }

  private void read(long call, String path, long floor) {
    CompletableFuture<Records.Reading> reading = voter.read(path, floor);
    keep(reading);
    var unused =
        reading.thenAccept(
            found ->
                wire.send(
                    Frame.encode(
                        Frame.Kind.READING,
                        out -> {
                          out.writeLong(call);
                          out.writeLong(found.counter());
                          Frame.writeRecord(out, found.record());
                        })));
  }

  private void write(RequestId id, String path, long expected, byte[] value) {
    CompletableFuture<Applied> write = voter.write(id, path, expected, value);
    keep(write);
    var unused =
        write.thenAccept(
            applied ->
                wire.send(
                    Frame.encode(
                        Frame.Kind.APPLIED,
                        out -> {
                          out.writeLong(id.client());
                          out.writeLong(id.sequence());
                          out.writeLong(applied.version());
                          out.writeLong(applied.counter());
                          Frame.writeRecord(out, applied.current());
                        })));
  }

  private void watch(String path) {
    if (!watches.containsKey(path)) {
      watches.put(path, voter.watch(path, version -> hint(path, version)));
    }
    hint(path, Hint.UNKNOWN);
  }

  private void hint(String path, long version) {
    long counter = voter.counter();
    wire.send(
        Frame.encode(
            Frame.Kind.HINT,
            out -> {
              out.writeUTF(path);
              out.writeLong(counter);
              out.writeLong(version);
            }));
  }

  private void tellState(boolean open) {
    String state = open ? "" : voter.state();
    wire.send(
        Frame.encode(
            Frame.Kind.STATE,
            out -> {
              out.writeBoolean(open);
              out.writeUTF(state);
            }));
  }

  private void keep(CompletableFuture<?> future) {
    Runnable cancel = () -> future.cancel(false);
    underWay.add(cancel);
    var unused = future.whenComplete((value, error) -> underWay.remove(cancel));
  }
}
