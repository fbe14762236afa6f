package io.primacy.bench.measure;

import io.primacy.bench.peer.Backend;
import io.primacy.bench.peer.Voters;
import io.primacy.bench.process.Writer;
import io.primacy.bench.report.Figure;
import io.primacy.bench.report.Goal;
import io.primacy.bench.service.Scratch;
import io.primacy.bench.service.ZooKeeperServer;
import io.primacy.bench.write.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** What a conditional write costs, which is what all elections are made of. */
final class ConditionalWrites implements Measurement {

  private static final Duration SESSION = Duration.ofSeconds(10);
  private static final int UNDER_WAY = 64;

  @Override
  public String name() {
    return "writes";
  }

  @Override
  public String title() {
    return "Conditional write";
  }

  @Override
  public String about() {
    return "Records of 200 bytes, each written on the condition that nobody else has since. One at a"
        + " time: from the call to its answer. "
        + UNDER_WAY
        + " under way: on as many records, one on each at a time; the time for all by their number."
        + " The library's call: setData with a version of ZooKeeper's client, replace of Atomix's"
        + " AtomicMap, setAsync of JGroups-raft, with nothing around it. Primacy's backend: as an"
        + " election calls it; a write of unknown outcome is read back, which counts. Primacy's"
        + " election: a candidacy that is changed, which is one write to the record of an election."
        + " ZooKeeper: one server, a client for each. Atomix, JGroups-raft: three voters for each,"
        + " hardened below Primacy and otherwise as they come, but told to wait for their disks; all"
        + " three write, one after the other, of which one leads the voters. A quick run"
        + " writes to ZooKeeper only, since starting voters takes it too long.";
  }

  @Override
  public String baseline() {
    return Way.LIBRARY.words();
  }

  @Override
  public List<Goal> goals() {
    return List.of();
  }

  @Override
  public List<Figure> run(boolean quick, Progress progress) throws Exception {
    int rounds = quick ? 2 : 10;
    int each = quick ? 20 : 100;
    List<Backend> backends = quick ? List.of(Backend.ZOOKEEPER) : List.of(Backend.values());
    Samples samples = new Samples();
    int done = 0;
    for (Backend backend : backends) {
      progress.at(done, backends.size() * rounds, backend.words());
      List<Writers> ways = new ArrayList<>();
      try (ZooKeeperServer server = new ZooKeeperServer();
          SideBySide sideBySide = new SideBySide()) {
        for (Way way : Way.values()) {
          ways.add(new Writers(way, backend, server.connect()));
        }
        sideBySide.all(ways.stream().map(Writers::starts).toList());
        for (int round = -1; round < rounds; round++) {
          Samples kept = round < 0 ? new Samples() : samples; // The first warms up.
          for (Writers writers : Turns.inRound(round + 1, ways)) {
            writers.write(each, kept);
          }
          progress.at(done + Math.max(0, round), backends.size() * rounds, backend.words());
        }
      } finally {
        ways.forEach(Writers::close);
      }
      done += rounds;
    }
    return samples.figures();
  }

  /** The processes that write in one way. */
  private static final class Writers {
    private static final List<String> VOTERS = List.of("a", "b", "c");
    private static final int TIMES_SEVERAL = 10;

    private final Way way;
    private final Backend backend;
    private final String service;
    private final List<String> nodes;
    private final Path folder;
    private final List<Writer> writers = new ArrayList<>();

    Writers(Way way, Backend backend, String zooKeeper) throws IOException {
      this.way = way;
      this.backend = backend;
      this.folder = Scratch.folder();
      boolean votes = backend != Backend.ZOOKEEPER;
      this.nodes = votes ? VOTERS : List.of(way.name().toLowerCase(Locale.ROOT));
      this.service = votes ? Voters.of(nodes, folder).service() : zooKeeper;
    }

    Callable<Boolean> starts() {
      return () -> {
        for (String node : nodes) {
          writers.add(new Writer(backend, way, service, node, SESSION, UNDER_WAY, folder));
        }
        for (Writer writer : writers) {
          writer.awaitStanding();
        }
        return true;
      };
    }

    void write(int each, Samples samples) throws Exception {
      String kept = backend.words();
      for (Writer writer : writers) {
        for (long nanos : writer.oneAtATime(each)) {
          samples.add(way.words(), kept + ", one at a time", "ms", nanos / 1e6);
        }
        int several = each * TIMES_SEVERAL;
        samples.add(
            way.words(),
            kept + ", each of " + UNDER_WAY + " under way",
            "ms",
            writer.severalAtOnce(several) / 1e6 / several);
      }
    }

    void close() {
      writers.forEach(Writer::close);
    }
  }
}
