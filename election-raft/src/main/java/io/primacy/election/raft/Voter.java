package io.primacy.election.raft;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.Hint;
import io.primacy.election.spi.Registration;
import io.primacy.election.spi.Settings;
import io.primacy.election.spi.Watchers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A voter: a replica of the records, and a way to the leader for writes.
 *
 * <p>Reads come from the replica, and only while it is <em>open</em>: a leader is known, and a
 * barrier sent through that leader has been applied here, so that everything committed before is
 * here too. A write is done when its command is applied here. Thus whatever is answered is in the
 * replica already, and no answer is ever older than another.
 */
final class Voter implements Store, Machine.Listener {

  private final Duration silence;
  private final EventLoop loop;
  private final EventLoop sending;
  private final LogDirectory directory;
  private final DurableLog log;
  private final Admission admission;
  private final Records records = new Records();
  private final Watchers watchers = new Watchers();
  private final Group group;
  private final Barriers barriers;
  private final Writes writes;
  private final Reads reads = new Reads(records);
  private final ClientListener clients;

  private final Object lock = new Object();
  private final List<Consumer<Boolean>> openListeners = new ArrayList<>(); // Guarded by lock.
  private Optional<Group.Leader> leader = Optional.empty(); // Guarded by lock.
  private boolean closed; // Guarded by lock.

  private Voter(BackendContext context, Peer self, LogDirectory directory) throws Exception {
    Settings settings = context.settings();
    this.silence = RaftSettings.failureTimeout(settings, context.lease());
    this.directory = directory;
    Stack stack =
        new Stack(
            self, settings.get(RaftSettings.MEMBERS), silence, settings, Tls.context(settings));
    settings.find(RaftSettings.CONFIG_FILE).ifPresent(StackFile::read);
    Machine machine = new Machine(records, this);
    LogFile.check(directory.log());
    this.log = DurableLog.open(directory.log());
    this.admission = Admission.in(directory.log());
    log.replayInto(machine);
    this.loop = context.environment().newLoop("raft-voter-" + self.id());
    this.sending = context.environment().newLoop("raft-send-" + self.id());
    this.group =
        new Group(
            stack,
            settings.get(RaftSettings.CLUSTER),
            machine,
            log,
            admission,
            () -> this.loop.execute(this::look));
    this.barriers = new Barriers(context.environment().nonce(), group::submit, sending);
    this.writes = new Writes(group::submit, sending, barriers);
    log.whenFailed(group::fail);
    this.clients = listen(stack, settings.get(RaftSettings.CLUSTER));
  }

  private ClientListener listen(Stack stack, String cluster) {
    try {
      return ClientListener.listen(stack, cluster, this);
    } catch (BackendException e) {
      loop.close();
      sending.close();
      log.closeFiles();
      throw e;
    }
  }

  /** Opens the voter, and lets it join the others in its own time. */
  static Voter open(BackendContext context, Peer self) {
    LibraryLog.install();
    Settings settings = context.settings();
    String identity =
        "cluster "
            + settings.get(RaftSettings.CLUSTER)
            + "\nid "
            + self.id()
            + "\nmembers "
            + settings.get(RaftSettings.MEMBERS).stream().map(Peer::id).sorted().toList()
            + "\n";
    LogDirectory directory =
        LogDirectory.take(Path.of(settings.get(RaftSettings.LOG_DIR)), identity);
    try {
      Voter voter = new Voter(context, self, directory);
      voter.group.start();
      voter.loop.execute(voter::tend);
      voter.clients.start();
      return voter;
    } catch (BackendException e) {
      directory.close();
      throw e;
    } catch (Exception e) {
      directory.close();
      throw new BackendException("Asked to run the voter " + self + "; " + e, e);
    }
  }

  @Override
  public CompletableFuture<Records.Reading> read(String path) {
    return read(path, 0);
  }

  /** The same, once the replica has given a version. */
  CompletableFuture<Records.Reading> read(String path, long floor) {
    return reads.read(path, floor);
  }

  @Override
  public CompletableFuture<Applied> write(RequestId id, String path, long expected, byte[] value) {
    return writes.write(id, path, expected, value);
  }

  @Override
  public Registration watch(String path, Hint hint) {
    return watchers.add(path, hint);
  }

  @Override
  public String found() {
    return group.found() + ". A majority of the voters must run and reach each other.";
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
    }
    watchers.clear();
    writes.close();
    reads.close();
    clients.close();
    sending.close();
    group.close();
    loop.close();
    log.closeFiles();
    directory.close();
  }

  /** What keeps it from working, or whom it sees; a clause for people. */
  String state() {
    return group.found();
  }

  /** The highest version the replica has given. */
  long counter() {
    return records.counter();
  }

  /** Tells whether reads are answered, at once and whenever that changes. Must not wait. */
  Registration whenOpen(Consumer<Boolean> listener) {
    boolean now;
    synchronized (lock) {
      openListeners.add(listener);
      now = reads.isOpen();
    }
    listener.accept(now);
    return () -> {
      synchronized (lock) {
        openListeners.remove(listener);
      }
    };
  }

  boolean isOpen() {
    return reads.isOpen();
  }

  Group group() {
    return group;
  }

  @Override
  public void applied(Applied applied) {
    writes.applied(applied);
    barriers.number(applied.id()).ifPresent(number -> loop.execute(() -> barrierApplied(number)));
    if (applied.changed()) {
      watchers.hint(applied.path(), applied.version());
    }
    reads.answer();
  }

  @Override
  public void replaced() {
    writes.replaced(records);
    watchers.hintAll();
    reads.answer();
  }

  /* On the loop. What got lost shows by a barrier behind it. */
  private void tend() {
    sending.execute(group::tend);
    writes.sendWaiting();
    if (hasLeader() && (!reads.isOpen() || writes.areUnderWay())) {
      barriers.send();
    }
    var unused = loop.schedule(silence.dividedBy(2), this::tend);
  }

  /* On the loop. The first barrier opens a new leader's term, and commits what is before it. */
  private void look() {
    boolean begin;
    synchronized (lock) {
      Optional<Group.Leader> now = group.leader();
      if (now.equals(leader) || closed) {
        return;
      }
      leader = now;
      barriers.newLeader();
      begin = now.isPresent();
    }
    var unused = setOpen(false);
    if (begin) {
      barriers.send();
      writes.sendWaiting();
    }
  }

  private boolean hasLeader() {
    synchronized (lock) {
      return leader.isPresent() && !closed;
    }
  }

  /* On the loop. */
  private void barrierApplied(long number) {
    writes.sendLost(number);
    if (hasLeader() && barriers.isOfThisLeader(number) && isAdmitted() && setOpen(true)) {
      watchers.hintAll();
      reads.answer();
    }
  }

  /* Now it has all that a leader had whom others chose. It serves only once that is remembered. */
  private boolean isAdmitted() {
    try {
      admission.admit();
      return true;
    } catch (IOException e) {
      group.fail(e);
      return false;
    }
  }

  private boolean setOpen(boolean now) {
    if (!reads.setOpen(now)) {
      return false;
    }
    List<Consumer<Boolean>> told;
    synchronized (lock) {
      told = List.copyOf(openListeners);
    }
    told.forEach(listener -> listener.accept(now));
    return true;
  }
}
