package io.primacy.election.tck.wire;

import static java.util.stream.Collectors.joining;

import io.primacy.election.tck.Fault;
import io.primacy.election.tck.Outage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The ways of one node to all servers: with these a harness can inject every fault of a wire. */
public final class Wires implements AutoCloseable {

  /** The faults that {@link #disturb} knows. */
  public static final Set<Fault> FAULTS =
      Set.copyOf(
          EnumSet.of(
              Fault.LOSE_REQUESTS,
              Fault.LOSE_ANSWERS,
              Fault.RESET_CONNECTIONS,
              Fault.DELAY,
              Fault.DRIP));

  private static final long SHORTEST_FLAP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int MORE_FLAP_NANOS = (int) TimeUnit.MILLISECONDS.toNanos(250);

  private final List<TcpProxy> proxies;
  private final Duration lease;

  private Wires(List<TcpProxy> proxies, Duration lease) {
    this.proxies = proxies;
    this.lease = lease;
  }

  /** Ways to ports of 127.0.0.1. */
  public static Wires to(List<Integer> ports, Duration lease) {
    List<TcpProxy> proxies = new ArrayList<>();
    try {
      for (int port : ports) {
        proxies.add(new TcpProxy(port));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("No way to " + ports, e);
    }
    return new Wires(proxies, lease);
  }

  /** Where the node finds the servers, as {@code host:port,host:port}. */
  public String connect() {
    return proxies.stream().map(TcpProxy::connect).collect(joining(","));
  }

  /** See {@link io.primacy.election.tck.BackendHarness#cutOff}. */
  public Outage cutOff() {
    return all(TcpProxy::swallowAll);
  }

  /** See {@link io.primacy.election.tck.BackendHarness#disturb}. */
  public Outage disturb(Fault fault) {
    return switch (fault) {
      case LOSE_REQUESTS -> all(TcpProxy::swallowRequests);
      case LOSE_ANSWERS -> all(TcpProxy::swallowAnswers);
      case DELAY -> all(proxy -> proxy.delay(fault.delay(lease)));
      case DRIP -> all(TcpProxy::drip);
      case RESET_CONNECTIONS -> flap();
      default -> throw new IllegalArgumentException("No fault of a wire: " + fault);
    };
  }

  @Override
  public void close() throws IOException {
    for (TcpProxy proxy : proxies) {
      proxy.close();
    }
  }

  private Outage all(Consumer<TcpProxy> trouble) {
    proxies.forEach(trouble);
    return () -> proxies.forEach(TcpProxy::heal);
  }

  /* The same intervals every time, and no two alike. */
  private Outage flap() {
    Thread flapping =
        new Thread(
            () -> {
              Random random = new Random(1);
              while (!Thread.currentThread().isInterrupted()) {
                proxies.forEach(TcpProxy::reset);
                LockSupport.parkNanos(SHORTEST_FLAP_NANOS + random.nextInt(MORE_FLAP_NANOS));
              }
            },
            "proxy-flap");
    flapping.setDaemon(true);
    flapping.start();
    return () -> {
      flapping.interrupt();
      flapping.join();
      proxies.forEach(TcpProxy::heal);
    };
  }
}
