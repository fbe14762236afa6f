package io.primacy.election.node.health.checks;

import io.primacy.election.node.health.HealthCheck;
import io.primacy.election.node.health.Rhythm;
import io.primacy.election.node.health.Verdict;
import io.primacy.election.spi.Environment;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.apache.commons.net.ntp.NTPUDPClient;
import org.apache.commons.net.ntp.NtpV3Packet;
import org.apache.commons.net.ntp.TimeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Whether the wall clock shows the time of a time server, by one question in SNTP (RFC 4330). Sets
 * no clock, and nothing of an election is decided by what it reads.
 *
 * <p>A clock is ill when it is off by more than the limit for certain: half of the time that the
 * answer took is uncertain. A server that is silent, or does not know the time itself, says nothing
 * about the clock: what was known last holds for a while, since otherwise the loss of a server
 * would look like illness of every node at once.
 */
final class NtpCheck implements HealthCheck {

  private static final Setting<InetSocketAddress> SERVER =
      Setting.of("server", "the time server", "write host:port", Addresses::parse);
  private static final Setting<Duration> OFFSET =
      Setting.duration("offset", "how far the wall clock may be off")
          .withDefault(Duration.ofSeconds(1))
          .checked(NtpCheck::requireSome);
  private static final Setting<Duration> SILENCE =
      Setting.duration(
              "silence",
              "how long a clock that was right counts as right while the server gives no time")
          .withDefault(Duration.ofHours(1));

  /* Public servers ask not to be asked more often than about once a minute. */
  static final CheckType TYPE =
      new CheckType(
          "ntp",
          List.of(SERVER, OFFSET, SILENCE),
          Rhythm.USUAL.withEvery(Duration.ofMinutes(1)),
          settings ->
              new NtpCheck(
                  Environment.system().time(),
                  settings.get(SERVER),
                  settings.get(OFFSET),
                  settings.get(SILENCE)));

  private static final int STRATUM_UNKNOWN = 16; // And above; 0 is a refusal.

  private final TimeSource time;
  private final InetSocketAddress server; // Resolved anew each time.
  private final long mostMillis;
  private final Duration silence;

  // Both confined to the check's calls.
  private @Nullable Verdict known;
  private long knownAt;

  NtpCheck(TimeSource time, InetSocketAddress server, Duration offset, Duration silence) {
    this.time = time;
    this.server = server;
    this.mostMillis = offset.toMillis();
    this.silence = silence;
  }

  @Override
  public Verdict check(Duration limit) {
    TimeInfo info;
    try {
      info = ask(limit);
      requireTime(info);
    } catch (IOException e) {
      return unanswered(Addresses.text(server) + " gave no time: " + e.getMessage());
    }
    Verdict verdict = judge(info.getOffset(), Math.max(0, info.getDelay()) / 2);
    known = verdict;
    knownAt = time.nanoTime();
    return verdict;
  }

  /* Of answers that count in milliseconds. */
  private static void requireSome(Duration offset) {
    if (offset.isZero()) {
      throw new IllegalArgumentException("write at least 1ms");
    }
  }

  private TimeInfo ask(Duration limit) throws IOException {
    long begun = time.nanoTime();
    InetAddress address = InetAddress.getByName(server.getHostString());
    try (NTPUDPClient client = new NTPUDPClient()) {
      // Less than the limit, at which nobody would hear that it is the server which is silent.
      long left = limit.toNanos() * 3 / 4 - (time.nanoTime() - begun);
      client.setDefaultTimeout(Duration.ofMillis(Math.max(1, left / 1_000_000)));
      TimeInfo info = client.getTime(address, server.getPort());
      info.computeDetails();
      return info;
    }
  }

  private static void requireTime(TimeInfo info) throws IOException {
    NtpV3Packet answer = info.getMessage();
    if (answer.getMode() != NtpV3Packet.MODE_SERVER) {
      throw new IOException("its answer is none of a server");
    }
    if (answer.getStratum() == 0) {
      throw new IOException("it refuses: " + answer.getReferenceIdString());
    }
    if (answer.getLeapIndicator() == 3 || answer.getStratum() >= STRATUM_UNKNOWN) {
      throw new IOException("it does not know the time itself");
    }
    if (answer.getReceiveTimeStamp().ntpValue() == 0
        || answer.getTransmitTimeStamp().ntpValue() == 0) {
      throw new IOException("its answer holds none");
    }
  }

  private Verdict judge(long offset, long uncertain) {
    long off = Math.abs(offset);
    String found =
        off == 0
            ? "as " + Addresses.text(server)
            : off + " ms " + (offset > 0 ? "behind " : "ahead of ") + Addresses.text(server);
    String detail = "the wall clock is " + found + ", give or take " + uncertain + " ms";
    return off - uncertain <= mostMillis
        ? Verdict.well(detail)
        : Verdict.ill(detail + ", allowed " + mostMillis + " ms");
  }

  private Verdict unanswered(String detail) {
    if (known == null) {
      return Verdict.ill(detail + ", and never did");
    }
    Duration silent = Duration.ofNanos(time.nanoTime() - knownAt);
    boolean holds = known.well() && silent.compareTo(silence) <= 0;
    String text = detail + "; " + silent.toSeconds() + " s ago " + known.detail();
    return holds ? Verdict.well(text) : Verdict.ill(text);
  }
}
