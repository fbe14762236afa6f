package io.primacy.election.raft;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.raft.Options;
import org.jgroups.raft.util.Utils;
import org.jspecify.annotations.Nullable;

/**
 * This voter among the others: joins them, however long that takes, and gets commands to whoever
 * leads them.
 */
final class Group {

  private static final Logger LOG = System.getLogger(Group.class.getName());

  private final Stack stack;
  private final String cluster;
  private final Machine machine;
  private final DurableLog log;
  private final Admission admission;
  private final Runnable leaderMayHaveChanged;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread joining;

  private volatile @Nullable Joined joined;
  private volatile boolean failed;
  private volatile String obstacle = "it is joining the others";

  /** Who leads the voters. Not who leads any election. */
  record Leader(Address address, long term) {}

  /** A channel that is connected, its Raft, and what ends it. */
  private record Joined(
      JChannel channel, SafeRaft raft, SafeElection election, CountDownLatch over) {}

  /**
   * @param leaderMayHaveChanged called often, on threads of the library
   */
  Group(
      Stack stack,
      String cluster,
      Machine machine,
      DurableLog log,
      Admission admission,
      Runnable leaderMayHaveChanged) {
    this.stack = stack;
    this.cluster = cluster;
    this.machine = machine;
    this.log = log;
    this.admission = admission;
    this.leaderMayHaveChanged = leaderMayHaveChanged;
    this.joining = new Thread(this::keepJoined, "raft-join-" + stack.self().id());
    this.joining.setDaemon(true);
  }

  void start() {
    joining.start();
  }

  Optional<Leader> leader() {
    Joined now = joined;
    if (now == null || now.raft().hasFailed()) {
      return Optional.empty();
    }
    Address address = now.raft().leader();
    return address == null
        ? Optional.empty()
        : Optional.of(new Leader(address, now.raft().currentTerm()));
  }

  /** Gets a command to the leader. Returns false if it certainly did not; may wait. */
  boolean submit(byte[] command) {
    Joined now = joined;
    Optional<Leader> leader = leader();
    if (now == null || leader.isEmpty()) {
      return false;
    }
    try {
      if (leader.get().address().equals(now.channel().getAddress())) {
        append(now.raft(), command);
      } else {
        now.channel().send(new BytesMessage(leader.get().address(), command));
      }
      return true;
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "A command did not get to the leader: " + e);
      return false;
    }
  }

  /** Sees to it that the voters have a leader that knows. May wait. */
  void tend() {
    Joined now = joined;
    if (now != null && now.channel().isConnected()) {
      now.election().tend();
    }
  }

  /**
   * Takes no more part, since the log can not be relied on, and leaves: were it the leader, the
   * others would wait for it.
   */
  void fail(Throwable cause) {
    Joined now = joined;
    if (now != null && !now.raft().hasFailed()) {
      now.raft().fail();
      failed = true;
      obstacle = "its log could not be written (" + cause + "). See to the disk and restart it";
      LOG.log(Level.ERROR, "The voter " + stack.self().id() + " stops: " + obstacle, cause);
      leaderMayHaveChanged.run();
      now.over().countDown();
    }
  }

  /** What keeps this voter from working, or whom it sees. */
  String found() {
    Joined now = joined;
    View view = now == null ? null : now.channel().getView();
    String self = "the voter " + stack.self().id();
    if (now == null || now.raft().hasFailed() || view == null) {
      return self + " can not serve: " + obstacle;
    }
    return self
        + " sees "
        + view.getMembers().stream().map(Utils::extractRaftId).sorted().toList()
        + " of "
        + stack.members()
        + " and "
        + (leader().isPresent() ? "a leader" : "no leader")
        + (admission.isAdmitted()
            ? ""
            : "; its log is new, so its vote counts only if those of most are");
  }

  void close() {
    closed.countDown();
    joining.interrupt();
    try {
      joining.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Nullable JChannel channel() {
    Joined now = joined;
    return now == null ? null : now.channel();
  }

  private static void append(SafeRaft raft, byte[] command) {
    var unused =
        raft.setAsync(command, 0, command.length, Options.create(true))
            .exceptionally(
                error -> {
                  LOG.log(Level.DEBUG, "A command was not committed by this leader: " + error);
                  return null;
                });
  }

  /* Joins, and joins again after having met itself. */
  private void keepJoined() {
    boolean said = false;
    while (!isClosed() && !failed) {
      Inbox inbox = new Inbox();
      try {
        Joined now = join(inbox);
        if (said) {
          LOG.log(Level.INFO, "The voter " + stack.self().id() + " has joined the others");
        }
        said = false;
        inbox.over.await();
        leave(now);
      } catch (InterruptedException e) {
        // Closing; the loop ends.
      } catch (Exception | LinkageError e) {
        obstacle = reason(e);
        if (!said && !isClosed()) {
          said = true;
          LOG.log(
              Level.WARNING, "The voter " + stack.self().id() + ": " + obstacle + "; trying on");
        }
        pause();
      }
    }
    leave(joined);
  }

  private Joined join(Inbox inbox) throws Exception {
    SafeRaft raft = new SafeRaft(machine, log, leaderMayHaveChanged);
    SafeElection election = new SafeElection(raft, admission, stack.silence().multipliedBy(2));
    inbox.raft = raft;
    JChannel channel = new JChannel(stack.protocols(raft, election));
    try {
      channel.name(stack.self().id());
      channel.setDiscardOwnMessages(true);
      channel.setReceiver(inbox);
      Joined now = new Joined(channel, raft, election, inbox.over);
      joined = now;
      channel.connect(cluster);
      leaderMayHaveChanged.run();
      return now;
    } catch (Exception | LinkageError e) {
      joined = null;
      channel.close();
      throw e;
    }
  }

  private void leave(@Nullable Joined now) {
    joined = null;
    if (now != null) {
      now.channel().close();
    }
    leaderMayHaveChanged.run();
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void pause() {
    try {
      var unused =
          closed.await(Math.max(20, stack.silence().toMillis() / 8), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Closing; the loop ends.
    }
  }

  private String reason(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SecurityException) {
        return "another process is "
            + stack.self().id()
            + " already, or one that died was not given up by the others yet";
      }
      if (cause instanceof java.net.BindException) {
        return "its port "
            + stack.self().port()
            + " or the next one is taken ("
            + cause.getMessage()
            + "). Stop what uses it, or correct election.raft.members";
      }
    }
    return "it could not join: " + error;
  }

  /** What comes in from the other voters. */
  private final class Inbox implements Receiver {

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable SafeRaft raft;

    @Override
    public void receive(Message message) {
      SafeRaft to = raft;
      byte[] command = new byte[message.getLength()];
      System.arraycopy(message.getArray(), message.getOffset(), command, 0, command.length);
      if (to == null || !to.isLeader() || !Command.isWhole(command, 0, command.length)) {
        return;
      }
      try {
        append(to, command);
      } catch (IllegalStateException e) {
        LOG.log(Level.DEBUG, "A command came to who leads no longer");
      }
    }

    @Override
    public void viewAccepted(View view) {
      long selves =
          view.getMembers().stream()
              .filter(address -> Utils.extractRaftId(address).equals(stack.self().id()))
              .count();
      if (selves > 1) {
        obstacle = "another process is " + stack.self().id() + " already";
        LOG.log(
            Level.ERROR,
            "The voter "
                + stack.self().id()
                + " runs twice: "
                + view
                + ". Stop one of the two; this one leaves and tries to join again.");
        over.countDown();
      }
      leaderMayHaveChanged.run();
    }
  }
}
