package io.primacy.election.core;

import io.primacy.election.EndReason;
import io.primacy.election.SessionView;
import io.primacy.election.Timing;
import io.primacy.election.core.SessionRules.OpenSession;
import io.primacy.election.core.SessionRules.Stranger;
import io.primacy.election.spi.EventLoop;
import io.primacy.election.spi.RecordKey;
import io.primacy.election.spi.StoredRecord;
import io.primacy.election.spi.TimeSource;
import io.primacy.election.spi.WriteOutcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * This node's session: acts on what {@link SessionRules} decide, one call at a time. Confined to
 * the loop.
 */
final class Session {

  /** Told what becomes of the session, on the loop. */
  interface Listener {
    void opened();

    void lost(EndReason reason);

    void refused(long incarnation);

    void done();
  }

  private static final Logger LOG = System.getLogger(Session.class.getName());

  /** Writes of unknown fate whose sending is remembered; older ones are past their lease. */
  private static final int REMEMBERED_WRITES = 64;

  private final RecordKey key;
  private final String run;
  private final StoreClient store;
  private final TimeSource time;
  private final Timing timing;
  private final Proof proof;
  private final Listener listener;
  private final Timer timer;
  private final NavigableMap<Long, Moment> sent = new TreeMap<>();

  private boolean wanted;
  private boolean closing;
  private boolean ended;
  private boolean refused;
  private boolean calling;
  private boolean mustLook;
  private Peer slot = Peer.UNSEEN;
  private Optional<Stranger> stranger = Optional.empty();
  private Optional<OpenSession> open = Optional.empty();
  private @Nullable Lease lease;
  private long openedAt;
  private long abandoned;
  private long sequence;
  private long renewDue;
  private long notBefore;
  private long lastLook;
  private volatile Published published = // Written by the loop, read by anyone.
      new Published(SessionView.State.NONE, 0, null, "");

  private record Published(
      SessionView.State state, long incarnation, @Nullable Lease lease, String detail) {

    SessionView view() {
      long left = state == SessionView.State.OPEN && lease != null ? lease.remainingNanos() : 0;
      return new SessionView(state, incarnation, Duration.ofNanos(left), detail);
    }
  }

  Session(
      String node,
      String run,
      StoreClient store,
      EventLoop loop,
      TimeSource time,
      Timing timing,
      Proof proof,
      Listener listener) {
    this.key = new RecordKey("sessions", node);
    this.run = run;
    this.store = store;
    this.time = time;
    this.timing = timing;
    this.proof = proof;
    this.listener = listener;
    this.timer = new Timer(loop, time, this::advance);
    this.notBefore = time.nanoTime();
  }

  void want() {
    wanted = true;
    advance();
  }

  void close() {
    closing = true;
    advance();
  }

  /** This process, if its session is open and lasts. */
  Optional<Me> me() {
    Lease current = lease;
    return current != null && current.holds()
        ? open.map(
            session ->
                new Me(key.name(), session.incarnation(), session.floor(), openedAt, leaseMillis()))
        : Optional.empty();
  }

  /** The lease of the open session; only to be asked when there is {@link #me}. */
  Lease lease() {
    return java.util.Objects.requireNonNull(lease, "no session is open");
  }

  /** How it stands; from any thread. */
  SessionView view() {
    return published.view();
  }

  void advance() {
    while (!ended && step()) {
      // Each step changes what the next is decided on.
    }
    published = new Published(state(), incarnation(), lease, waitingFor());
  }

  private long incarnation() {
    return open.map(OpenSession::incarnation).orElse(abandoned);
  }

  private SessionView.State state() {
    if (refused) {
      return SessionView.State.REFUSED;
    }
    if (closing || ended) {
      return SessionView.State.CLOSED;
    }
    if (open.isPresent()) {
      return SessionView.State.OPEN;
    }
    return wanted ? SessionView.State.OPENING : SessionView.State.NONE;
  }

  private boolean step() {
    long now = time.nanoTime();
    SessionMove move = decide(now);
    if (move instanceof SessionMove.Expire) {
      lose(EndReason.LEASE_EXPIRED);
      return true;
    }
    if (move instanceof SessionMove.Done) {
      ended = true;
      listener.done();
      return false;
    }
    if (move instanceof SessionMove.Refuse refuse) {
      ended = true;
      refused = true;
      listener.refused(refuse.incarnation());
      return false;
    }
    if (calling) {
      rest(now, Move.Rest.FOREVER);
      return false;
    }
    if (move instanceof SessionMove.Rest rest) {
      rest(now, rest.until());
      return false;
    }
    if (now - notBefore < 0) {
      rest(now, notBefore);
      return false;
    }
    call(move);
    return true;
  }

  private SessionMove decide(long now) {
    SessionMove move =
        new SessionRules(
                run,
                wanted,
                closing,
                open,
                lease != null && lease.holds(),
                slot,
                stranger,
                renewDue)
            .next(proof, timing, now);
    boolean unsure = mustLook && open.isEmpty() && wanted && !closing;
    boolean curious = stranger.isPresent() && now - lastLook >= timing.renewEvery().toNanos();
    return unsure || (curious && move instanceof SessionMove.Rest) ? new SessionMove.Look() : move;
  }

  private void rest(long now, long until) {
    long wake = until;
    if (open.isPresent() && lease != null) {
      wake = earlier(wake, now + lease.remainingNanos());
    } else if (stranger.isPresent()) {
      wake = earlier(wake, lastLook + timing.renewEvery().toNanos());
    }
    timer.set(wake);
  }

  private static long earlier(long a, long b) {
    return a == Move.Rest.FOREVER || b - a < 0 ? b : a;
  }

  private void call(SessionMove move) {
    if (move instanceof SessionMove.Look) {
      look();
    } else if (move instanceof SessionMove.Make) {
      write(0, SessionRecord.fresh(leaseMillis()));
    } else if (move instanceof SessionMove.Open opening) {
      write(opening.expectedVersion(), mine(opening.incarnation(), opening.floor()));
    } else if (move instanceof SessionMove.Renew renewal) {
      OpenSession session = open.orElseThrow();
      write(renewal.expectedVersion(), mine(session.incarnation(), session.floor()));
    } else if (move instanceof SessionMove.Close closure) {
      OpenSession session = open.orElseThrow();
      write(closure.expectedVersion(), mine(session.incarnation(), session.floor()).closed());
    }
  }

  private SessionRecord mine(long incarnation, long floor) {
    return new SessionRecord(incarnation, floor, run, ++sequence, leaseMillis(), true);
  }

  private void look() {
    calling = true;
    store.read(
        key,
        true,
        found -> {
          calling = false;
          lastLook = time.nanoTime();
          if (found == null) {
            backOff();
          } else if (open.isEmpty()) {
            mustLook = false;
            sight(found);
          }
          advance();
        });
  }

  private void write(long expectedVersion, SessionRecord content) {
    calling = true;
    Moment sending = Moment.now(time);
    sent.put(content.sequence(), sending);
    if (sent.size() > REMEMBERED_WRITES) {
      sent.pollFirstEntry();
    }
    renewDue = sending.nanos() + timing.renewEvery().toNanos();
    store.write(
        key,
        expectedVersion,
        content.encode(),
        true,
        outcome -> {
          calling = false;
          outcome(outcome, content);
          advance();
        });
  }

  private void outcome(WriteOutcome outcome, SessionRecord written) {
    if (outcome instanceof WriteOutcome.Committed committed) {
      sight(committed.version(), Optional.of(written));
    } else if (outcome instanceof WriteOutcome.Conflict conflict) {
      sight(conflict.current());
      renewDue = time.nanoTime();
    } else {
      mustLook = true;
      backOff();
      renewDue = notBefore;
    }
  }

  private void backOff() {
    notBefore = time.nanoTime() + timing.renewEvery().toNanos() / 8;
  }

  private void sight(Optional<StoredRecord> found) {
    try {
      long version = found.map(StoredRecord::version).orElse(0L);
      Optional<SessionRecord> content =
          found.isPresent()
              ? Optional.of(SessionRecord.decode(found.get().value()))
              : Optional.empty();
      sight(version, content);
    } catch (UnreadableRecordException e) {
      LOG.log(
          Level.ERROR,
          "The session record "
              + key
              + " can not be read: "
              + e.getMessage()
              + ". Was it written by something else? Nothing is overwritten");
      backOff();
    }
  }

  private void sight(long version, Optional<SessionRecord> content) {
    if (slot.seen() && content.isPresent() && version < slot.version()) {
      return; // Older than what is known.
    }
    boolean changed = version != slot.version();
    slot = slot.sighted(version, content, time.nanoTime());
    Optional<SessionRecord> own = content.filter(this::isMine);
    if (open.isPresent()) {
      own.ifPresentOrElse(this::renewed, () -> overtaken(content));
    } else if (own.isPresent() && own.get().incarnation() > abandoned) {
      opened(own.get());
    } else {
      stranger = stranger(content, changed);
    }
  }

  private boolean isMine(SessionRecord session) {
    return session.run().equals(run)
        && session.open()
        && sent.containsKey(session.sequence())
        && (open.isEmpty() || open.get().incarnation() == session.incarnation());
  }

  private void opened(SessionRecord session) {
    Moment sending = sent.getOrDefault(session.sequence(), new Moment(0, 0));
    stranger = Optional.empty();
    open = Optional.of(new OpenSession(session.incarnation(), session.floor()));
    openedAt = time.nanoTime();
    lease = new Lease(time, timing.lease().toNanos(), proof.leaseBegins(sending, Moment.now(time)));
    if (lease.holds()) {
      LOG.log(
          Level.DEBUG, "Session of {0} open, incarnation {1}", key.name(), session.incarnation());
      listener.opened();
    }
  }

  private void renewed(SessionRecord session) {
    Moment sending = sent.get(session.sequence());
    if (lease != null && sending != null) {
      lease.extend(proof.leaseBegins(sending, Moment.now(time)));
    }
    sent.headMap(session.sequence()).clear();
  }

  /* Our own closing of the slot is no defeat. */
  private void overtaken(Optional<SessionRecord> content) {
    boolean closedByUs =
        content.filter(session -> session.run().equals(run) && !session.open()).isPresent();
    if (closedByUs && closing) {
      abandon();
    } else {
      lose(EndReason.FENCED);
    }
  }

  private void lose(EndReason reason) {
    abandon();
    mustLook = true;
    LOG.log(Level.WARNING, "Session of {0} lost: {1}", key.name(), reason);
    listener.lost(reason);
  }

  private void abandon() {
    abandoned = open.map(OpenSession::incarnation).orElse(abandoned);
    open = Optional.empty();
    if (lease != null) {
      lease.end();
    }
  }

  private Optional<Stranger> stranger(Optional<SessionRecord> content, boolean changed) {
    Optional<SessionRecord> other =
        content.filter(session -> session.open() && !session.run().equals(run));
    if (other.isEmpty()) {
      return Optional.empty();
    }
    long now = time.nanoTime();
    String otherRun = other.get().run();
    Optional<Stranger> known = stranger.filter(s -> s.otherRun().equals(otherRun));
    if (known.isEmpty()) {
      return Optional.of(new Stranger(otherRun, now, 0));
    }
    // By then reads have caught up with whatever a process that died had written before.
    long lease = TimeUnit.MILLISECONDS.toNanos(other.get().leaseMillis());
    boolean late = changed && now - known.get().since() > lease;
    return late ? known.map(s -> new Stranger(otherRun, s.since(), s.lateRenewals() + 1)) : known;
  }

  private String waitingFor() {
    if (!wanted || closing || ended) {
      return "";
    }
    return stranger.isPresent()
        ? "waiting for an earlier run of this node to be proven gone"
        : "waiting for the store";
  }

  private long leaseMillis() {
    return timing.lease().toMillis();
  }
}
