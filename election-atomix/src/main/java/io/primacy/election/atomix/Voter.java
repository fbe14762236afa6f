package io.primacy.election.atomix;

import io.atomix.cluster.MemberId;
import io.atomix.core.map.AtomicMapType;
import io.atomix.primitive.PrimitiveType;
import io.atomix.primitive.PrimitiveTypeRegistry;
import io.atomix.protocols.raft.RaftServer;
import io.atomix.protocols.raft.impl.RaftContext;
import io.atomix.protocols.raft.partition.impl.RaftNamespaces;
import io.atomix.protocols.raft.storage.RaftStorage;
import io.atomix.protocols.raft.storage.system.MetaStore;
import io.atomix.storage.StorageLevel;
import io.atomix.utils.concurrent.ThreadModel;
import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Settings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * A member of the one Raft group, which holds the one map. The library's own way to such a group
 * brings a second group for management, with timeouts that can not be set and the bug that mixes up
 * the several things in it when it is restored from a snapshot. The server below it needs neither.
 */
final class Voter implements AutoCloseable {

  static final String GROUP = "election";

  private static final Logger LOG = System.getLogger(Voter.class.getName());
  private static final int THREADS = 4;
  private static final int HEARTBEATS = 5;

  private final DataDirectory directory;
  private final Readmission readmission;
  private final SafeMessages messages;
  private final RaftContext raft;
  private final LeaderWatch watch;

  private Voter(
      DataDirectory directory,
      Readmission readmission,
      SafeMessages messages,
      RaftContext raft,
      LeaderWatch watch) {
    this.directory = directory;
    this.readmission = readmission;
    this.messages = messages;
    this.raft = raft;
    this.watch = watch;
  }

  /** The directory, which is this voter's from now on. */
  static DataDirectory directory(Settings settings, Peer self) {
    String ids =
        settings.get(AtomixSettings.MEMBERS).stream()
            .map(Peer::id)
            .sorted()
            .collect(Collectors.joining(","));
    String identity =
        "cluster "
            + settings.get(AtomixSettings.CLUSTER)
            + "\nid "
            + self.id()
            + "\nmembers "
            + ids
            + "\n";
    DataDirectory directory =
        DataDirectory.take(Path.of(settings.get(AtomixSettings.DATA_DIR)), identity);
    try {
      LogCheck.requireWhole(directory.log(), GROUP);
      return directory;
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** Takes part, as soon as the others let it. Waits for nobody. */
  static Voter open(
      BackendContext context, Peer self, DataDirectory directory, Network network, EventLoop loop) {
    Settings settings = context.settings();
    Duration failure = AtomixSettings.failureTimeout(settings, context.lease());
    RaftStorage storage = storage(settings, directory);
    Ballot ballot = new Ballot(storedTerm(storage));
    Readmission readmission = new Readmission(network, directory, ballot, loop);
    Turns turns =
        new Turns(
            self.member(),
            settings.get(AtomixSettings.MEMBERS).stream().map(Peer::member).toList(),
            System.nanoTime());
    SafeMessages messages =
        new SafeMessages(
            GROUP, network.courier(failure), self.member(), ballot, readmission, turns);
    RaftContext raft =
        new RaftContext(
            GROUP,
            self.member(),
            network.roster(),
            messages,
            storage,
            new OnlyTheMap(),
            ThreadModel.SHARED_THREAD_POOL.factory(
                "atomix-" + self.id() + "-%d", THREADS, LoggerFactory.getLogger(Voter.class)),
            true);
    raft.setElectionTimeout(failure);
    raft.setHeartbeatInterval(failure.dividedBy(HEARTBEATS));
    raft.setSessionTimeout(settings.get(AtomixSettings.SESSION_TIMEOUT));
    LeaderWatch watch = new LeaderWatch(network, loop, raft, readmission, turns);
    Voter voter = new Voter(directory, readmission, messages, raft, watch);
    watch.begin();
    List<MemberId> members =
        settings.get(AtomixSettings.MEMBERS).stream().map(Peer::member).toList();
    readmission.begin(raft, () -> voter.takePart(members));
    return voter;
  }

  RaftContext raft() {
    return raft;
  }

  LeaderWatch watch() {
    return watch;
  }

  /** Whether its vote counts: it has all that it may have acknowledged. */
  boolean mayVote() {
    return readmission.mayVote(raft);
  }

  /** What is known of the voters, as a sentence. */
  String found() {
    String why = readmission.found();
    if (!why.isEmpty()) {
      return why;
    }
    return raft.getLeader() == null
        ? "this voter knows no leader of the voters. A majority of them has to run and be reachable"
        : "this voter follows " + raft.getLeader().memberId();
  }

  /** May take its time. */
  @Override
  public void close() {
    readmission.close();
    watch.close();
    CountDownLatch stopped = new CountDownLatch(1);
    raft.getThreadContext()
        .execute(
            () -> {
              try {
                raft.transition(RaftServer.Role.INACTIVE);
                raft.getCluster().close();
              } finally {
                stopped.countDown();
              }
            });
    try {
      if (!stopped.await(raft.getElectionTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.DEBUG, "The voter did not step down in time; it is closed as it is");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    raft.close();
    directory.close();
  }

  private void takePart(List<MemberId> members) {
    messages.serve(raft);
    var unused = raft.getCluster().bootstrap(members);
  }

  private static RaftStorage storage(Settings settings, DataDirectory directory) {
    return RaftStorage.builder()
        .withPrefix(GROUP)
        .withDirectory(directory.log().toFile())
        .withStorageLevel(StorageLevel.DISK)
        .withMaxSegmentSize(settings.get(AtomixSettings.SEGMENT_SIZE))
        .withMaxEntrySize(AtomixSettings.LARGEST_ENTRY)
        .withFlushOnCommit(true)
        .withDynamicCompaction(false)
        .withNamespace(RaftNamespaces.RAFT_STORAGE)
        .build();
  }

  private static long storedTerm(RaftStorage storage) {
    try (MetaStore meta = storage.openMetaStore()) {
      return meta.loadTerm();
    }
  }

  /** Found by scanning the class path otherwise, which takes its time. */
  private static final class OnlyTheMap implements PrimitiveTypeRegistry {

    @Override
    @SuppressWarnings("rawtypes") // The library's.
    public Collection<PrimitiveType> getPrimitiveTypes() {
      return List.of(AtomicMapType.instance());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public PrimitiveType getPrimitiveType(String name) {
      return AtomicMapType.instance();
    }
  }
}
