package io.primacy.election.node.health.checks;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A time server on the loopback that tells a wrong time, or none. RFC 4330, by hand. */
final class TimeServer implements AutoCloseable {

  private static final int LENGTH = 48;
  private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;

  /** How it answers. */
  record Manner(Duration wrong, int leap, int stratum, int mode, boolean silent, boolean garbled) {
    static Manner wrongBy(Duration by) {
      return new Manner(by, 0, 2, 4, false, false);
    }
  }

  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private volatile Manner manner; // Written by the test, read by the thread that answers.

  TimeServer(Manner manner) throws IOException {
    this.manner = manner;
    Thread thread = new Thread(this::answer, "time-server");
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  void behave(Manner next) {
    manner = next;
  }

  private void answer() {
    byte[] bytes = new byte[LENGTH];
    DatagramPacket packet = new DatagramPacket(bytes, LENGTH);
    while (!socket.isClosed()) {
      try {
        socket.receive(packet);
        Manner now = manner;
        if (!now.silent()) {
          fill(ByteBuffer.wrap(bytes), now);
          socket.send(packet);
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void fill(ByteBuffer message, Manner how) {
    long asked = message.getLong(40);
    message.put(0, (byte) (how.leap() << 6 | 3 << 3 | how.mode()));
    message.put(1, (byte) how.stratum());
    message.put(12, how.stratum() == 0 ? "RATE".getBytes(StandardCharsets.US_ASCII) : new byte[4]);
    message.putLong(24, how.garbled() ? 1 : asked);
    message.putLong(32, now(how.wrong()));
    message.putLong(40, now(how.wrong()));
  }

  private static long now(Duration wrong) {
    long millis = System.currentTimeMillis() + wrong.toMillis();
    long seconds = Math.floorDiv(millis, 1000) + SECONDS_FROM_1900_TO_1970;
    return seconds << 32 | Math.floorMod(millis, 1000) * (1L << 32) / 1000;
  }

  @Override
  public void close() {
    socket.close();
  }
}
