package io.primacy.election.node.health.checks;

import io.primacy.election.node.health.HealthCheck;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.node.health.Verdict;
import io.primacy.election.spi.Setting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** Whether somebody accepts connections at an address. Nothing is sent. */
final class TcpCheck implements HealthCheck {

  private static final Setting<InetSocketAddress> ADDRESS =
      Setting.of("address", "where to connect", "write host:port", Addresses::parse);

  static final CheckType TYPE =
      new CheckType(
          "tcp", List.of(ADDRESS), Rhythm.USUAL, settings -> new TcpCheck(settings.get(ADDRESS)));

  private final InetSocketAddress address; // Resolved anew each time.

  TcpCheck(InetSocketAddress address) {
    this.address = address;
  }

  @Override
  public Verdict check(Duration limit) throws IOException {
    try (Socket socket = new Socket()) {
      InetSocketAddress now = new InetSocketAddress(address.getHostString(), address.getPort());
      if (now.isUnresolved()) {
        return Verdict.ill(address.getHostString() + " has no address");
      }
      socket.connect(now, (int) limit.toMillis());
      return Verdict.well(Addresses.text(address) + " accepts");
    } catch (IOException e) {
      return Verdict.ill(Addresses.text(address) + ": " + e.getMessage());
    }
  }
}
