package io.primacy.election.raft;

import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.TimeSource;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a client connected to one of the voters: to the next when one is silent, or has no leader
 * for long.
 */
final class Dialler {

  private static final Logger LOG = System.getLogger(Dialler.class.getName());

  /** A voter that says nothing for this many intervals is given up. */
  private static final int PATIENCE = 3;

  private final List<Endpoint> endpoints;
  private final String cluster;
  private final Optional<SSLContext> tls;
  private final TimeSource time;
  private final EventLoop loop;
  private final Duration interval;
  private final RemoteStore store;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);

  private volatile @Nullable Wire wire;
  private volatile long heard;
  private volatile long openSince;
  private final Map<Endpoint, String> notes = Collections.synchronizedMap(new LinkedHashMap<>());

  /**
   * @param interval how often to ask a voter how it is
   */
  Dialler(
      List<Endpoint> endpoints,
      String cluster,
      Optional<SSLContext> tls,
      TimeSource time,
      EventLoop loop,
      Duration interval,
      RemoteStore store) {
    this.endpoints = endpoints;
    this.cluster = cluster;
    this.tls = tls;
    this.time = time;
    this.loop = loop;
    this.interval = interval;
    this.store = store;
    this.thread = new Thread(this::keepConnected, "raft-dial");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
    tick();
  }

  String found() {
    String seen =
        endpoints.stream()
            .map(endpoint -> endpoint + ": " + notes.getOrDefault(endpoint, "not asked yet"))
            .collect(Collectors.joining("; "));
    return "the voters, as tried: "
        + seen
        + ". A majority of them must run and reach each other, and this process one of those.";
  }

  void close() {
    closed.countDown();
    Wire open = wire;
    if (open != null) {
      open.close();
    }
    thread.interrupt();
  }

  private void keepConnected() {
    boolean said = false;
    for (int next = 0; closed.getCount() > 0; next++) {
      Endpoint endpoint = endpoints.get(next % endpoints.size());
      try {
        converse(endpoint);
      } catch (IOException e) {
        note(endpoint, e.getMessage() == null ? e.toString() : e.getMessage());
      }
      boolean round = (next + 1) % endpoints.size() == 0;
      if (round && !said && closed.getCount() > 0) {
        said = true;
        LOG.log(Level.DEBUG, found());
      }
      if (round) {
        pause();
      }
    }
  }

  private void converse(Endpoint endpoint) throws IOException {
    int timeout = (int) Math.max(50, TimeUnit.NANOSECONDS.toMillis(patience()));
    try (Socket socket = endpoint.connect(tls, timeout)) {
      Wire to = new Wire(socket, "raft-dial");
      heard = time.nanoTime();
      openSince = 0;
      wire = to;
      if (closed.getCount() == 0) {
        to.close();
      }
      to.start();
      try {
        to.send(
            Frame.encode(
                Frame.Kind.HELLO,
                out -> {
                  out.writeLong(Frame.MAGIC);
                  out.writeUTF(cluster);
                }));
        listen(endpoint, to);
      } finally {
        wire = null;
        to.close();
        store.disconnected(to);
      }
    }
  }

  /* A voter that does not serve is left for another; if it was serving, it gets a moment. */
  private void listen(Endpoint endpoint, Wire to) throws IOException {
    boolean connected = false;
    while (closed.getCount() > 0) {
      Frame frame = to.receive();
      heard = time.nanoTime();
      if (frame.kind() == Frame.Kind.REFUSED) {
        note(endpoint, "refuses, " + frame.content().readUTF());
        return;
      }
      if (frame.kind() != Frame.Kind.STATE) {
        store.received(frame);
        continue;
      }
      boolean open = frame.content().readBoolean();
      if (open) {
        openSince = heard;
        note(endpoint, "serves");
        if (!connected) {
          connected = true;
          store.connected(to);
        }
      } else if (!connected || heard - openSince > patience()) {
        note(endpoint, frame.content().readUTF());
        return;
      }
    }
  }

  /* On the loop: asks how the voter is, and hangs up on one that does not say. */
  private void tick() {
    Wire now = wire;
    if (now != null) {
      if (time.nanoTime() - heard > patience()) {
        now.close();
      } else {
        now.send(Frame.encode(Frame.Kind.PING, out -> {}));
      }
    }
    if (closed.getCount() > 0) {
      var unused = loop.schedule(interval, this::tick);
    }
  }

  private void note(Endpoint endpoint, String what) {
    notes.put(endpoint, what);
  }

  private long patience() {
    return interval.toNanos() * PATIENCE;
  }

  private void pause() {
    try {
      var unused = closed.await(interval.toMillis() / 2, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Closing; the loop ends.
    }
  }
}
