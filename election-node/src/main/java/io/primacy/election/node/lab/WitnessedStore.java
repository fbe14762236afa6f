package io.primacy.election.node.lab;

import io.primacy.election.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A service that the two nodes keep themselves, with a witness as the third voter. */
public final class WitnessedStore implements LabStore {

  private static final String WITNESS = "w";
  private static final String PROCESS = "witness";
  private static final List<String> VOTERS = List.of("n1", "n2", WITNESS);

  private final Voters voters;
  private final Map<String, String> addresses = new LinkedHashMap<>();
  private List<LabProcess> started = List.of();
  private Path directory = Path.of("");

  /** How the voters of one provider are configured. */
  public interface Voters {

    String provider();

    /** How many ports in a row each takes. */
    int portsEach();

    /** How long they take to notice that the process of their leader died, and to elect another. */
    Duration election(Timing timing);

    /**
     * The settings of one voter, below {@code election.<provider>.}.
     *
     * @param addresses host and first port of each voter, by its name
     * @param directory where this one may keep what it must not forget
     */
    Map<String, String> settings(Map<String, String> addresses, Path directory);
  }

  public WitnessedStore(Voters voters) {
    this.voters = voters;
  }

  @Override
  public String provider() {
    return voters.provider();
  }

  @Override
  public String title() {
    return "a witness of " + voters.provider();
  }

  @Override
  public Map<String, String> settings(String node) {
    return voters.settings(addresses, directory.resolve("log-" + node));
  }

  @Override
  public Duration ownElection(Timing timing) {
    return voters.election(timing);
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public List<LabProcess> processes() {
    return started;
  }

  /* It takes part once a node is there: alone it is no majority. */
  @Override
  public void start(Lab lab, Timing timing, Duration limit) throws InterruptedException {
    directory = lab.directory();
    List<Integer> free = FreePorts.inRows(VOTERS.size(), voters.portsEach());
    for (int i = 0; i < VOTERS.size(); i++) {
      addresses.put(
          VOTERS.get(i),
          lab.host(VOTERS.get(i).equals(WITNESS) ? PROCESS : VOTERS.get(i)) + ":" + free.get(i));
    }
    Path config = directory.resolve("witness.conf");
    try {
      Files.writeString(config, LabConfig.witness(WITNESS, provider(), settings(WITNESS), timing));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CountDownLatch opened = new CountDownLatch(1);
    List<String> arguments =
        List.of(
            ParentWatch.class.getName(),
            "io.primacy.election.node.Main",
            "witness",
            "--json",
            "--config",
            config.toString());
    String where = "listens on " + addresses.get(WITNESS);
    LabProcess witness =
        new LabProcess(
            PROCESS, LabProcess.Program.ours(arguments, where, line -> opened.countDown()), lab);
    witness.start();
    started = List.of(witness);
    if (!opened.await(limit.toMillis(), TimeUnit.MILLISECONDS) || !witness.isRunning()) {
      throw new LabException(
          "The witness did not open its log within " + Words.seconds(limit) + ".");
    }
  }
}
