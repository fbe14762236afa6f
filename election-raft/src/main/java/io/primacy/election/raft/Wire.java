package io.primacy.election.raft;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** One connection between a client and a voter: frames in, and a bounded queue of frames out. */
final class Wire {

  /** Whoever lets this many frames pile up is cut off. */
  private static final int MOST_FRAMES = 4096;

  private final Socket socket;
  private final DataInputStream in;
  private final BlockingQueue<byte[]> out = new ArrayBlockingQueue<>(MOST_FRAMES);
  private final Thread writer;

  Wire(Socket socket, String name) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.writer = new Thread(this::write, name + "-out");
    writer.setDaemon(true);
  }

  void start() {
    writer.start();
  }

  /** Waits for a frame. */
  Frame receive() throws IOException {
    return Frame.receive(in);
  }

  /** Queues a frame. Does not wait. */
  void send(byte[] frame) {
    if (!out.offer(frame)) {
      close();
    }
  }

  /** Ends both directions. Idempotent. */
  void close() {
    writer.interrupt();
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }

  private void write() {
    try {
      DataOutputStream stream =
          new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
      while (!socket.isClosed()) {
        Frame.send(stream, out.take());
        for (byte[] frame = out.poll(); frame != null; frame = out.poll()) {
          Frame.send(stream, frame);
        }
        stream.flush();
      }
    } catch (IOException | InterruptedException e) {
      close();
    }
  }
}
